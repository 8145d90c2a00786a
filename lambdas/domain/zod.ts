import en from 'zod/v4/locales/en.js';
import { config } from 'zod/mini';

/**
 * zod as every function has it: the variant whose schemas are functions, of which a bundle carries only what it calls. With
 * the chained one each cold start loads and prepares 90 kB more. It comes without words for what is wrong; these are they.
 */
config(en());

export * from 'zod/mini';
