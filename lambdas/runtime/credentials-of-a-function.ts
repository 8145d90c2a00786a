import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Where the SDK's clients look for credentials in a deployed function: where Lambda puts those of its role. `lib/bundles`
 * gives them this in the place of their own chain, whose other links ask files, sign-in servers and instances: a third
 * of what a function of few words would load. On any other computer, the chain it is.
 */
export const defaultProvider = fromEnv;
