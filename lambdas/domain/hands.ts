/**
 * Who does the console steps: a browser, the same browser in a window of a person's computer who passes what only a person may
 * (`attended`), a person at the desk, or a script (tests and large simulations).
 */
export type Hands = 'browser' | 'attended' | 'operator' | 'scripted';

/** The hands that a plan or a setting names: attended ones do what others came to no end with. */
export type PlannedHands = Exclude<Hands, 'attended'>;
