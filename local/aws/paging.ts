import { z } from 'zod';

/** The two fields of a request for a page; the token is where the next page begins. */
export const paging = {
  maxResults: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(0)
    // 0 is the default on AWS too, and means 100.
    .transform((asked) => asked || 100),
  nextToken: z.coerce.number().int().nonnegative().optional(),
};

interface PageRequest {
  maxResults: number;
  nextToken?: number | undefined;
}

interface Page<T> {
  items: T[];
  nextToken: string | undefined;
}

/** One page of a list that only grows at its end. */
export function page<T>(all: readonly T[], request: PageRequest): Page<T> {
  const start = request.nextToken ?? 0;
  const end = start + request.maxResults;
  return { items: all.slice(start, end), nextToken: end < all.length ? String(end) : undefined };
}

/**
 * One page of a list that grows at its end, from the end on; the token is how many come before, so that later entries
 * do not shift a page.
 */
export function pageFromTheEnd<T>(all: readonly T[], request: PageRequest): Page<T> {
  const end = request.nextToken ?? all.length;
  const start = Math.max(end - request.maxResults, 0);
  return { items: all.slice(start, end).toReversed(), nextToken: start > 0 ? String(start) : undefined };
}
