import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';

export const registrationSeen = z.object({ status: z.literal('registered') });

/** Guide 3-6 to 3-9: the person enters the token themselves, and the task stays open until 登録済み shows. */
export const registerApexCentral: HandsOfAStep = ({ answers }) => ({
  apexCentral: { readRegistration: async () => answers.need('work', registrationSeen).status },
});
