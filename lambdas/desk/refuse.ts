import type { Answered } from '../domain/desk/task-view.ts';
import { sayingIn, type Language } from '../domain/language.ts';
import { refused } from './question.ts';

/** The form is shown again with this message, at its field where it has one. */
export function refuse(message: string, field?: string): Answered {
  return { kind: 'refused', ...refused(message, field) };
}

/** Another run has the step, and nothing of this form is kept. */
export function busy(language: Language): Answered {
  return refuse(
    sayingIn(language)(
      'ただいま処理中です。1 分ほどお待ちいただき、もう一度送信してください。',
      'This is being worked on at this moment. Wait a minute, then send it again.',
    ),
  );
}
