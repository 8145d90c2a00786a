/**
 * Stands for `playwright-core` in the bundles of a deployment without browsers: they have no layer to load it from, and
 * the console functions would not even start. What is here is loaded and never called.
 */
export const chromium = undefined;

export const errors = { TimeoutError: class extends Error {} };
