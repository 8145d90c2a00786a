/** In a rehearsal every mail and every report says that it is one. */
export { rehearsalBatches as batchesOfThisDeployment } from '../../adapters/rehearsal/rehearsal-batches.ts';
export { rehearsalMailer as mailerOfThisDeployment } from '../../adapters/rehearsal/rehearsal-mailer.ts';
