/** Who releases a batch: nobody, one signed-in operator, or two different ones. */
export const RELEASE_BY = ['automatic', 'one', 'two'] as const;
export type ReleaseBy = (typeof RELEASE_BY)[number];
