import { describe } from 'vitest';
import { MemoryMailer } from '../../../local/memory/memory-mailer.ts';
import { mailerContract } from '../../contracts/mailer-contract.ts';

describe('MemoryMailer', () => {
  mailerContract(() => {
    const mailer = new MemoryMailer();
    return {
      mailer,
      sent: () => mailer.sent.map(({ mail }) => mail),
      refuseNext: () => {
        mailer.refuseNext();
      },
      loseNextAnswer: () => {
        mailer.loseNextAnswer();
      },
    };
  });
});
