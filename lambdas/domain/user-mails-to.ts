/** To whom it is written that a user account has to be upgraded: nobody, each user, or the customer's contact. */
export const USER_MAILS = ['none', 'direct', 'contact'] as const;
export type UserMails = (typeof USER_MAILS)[number];
