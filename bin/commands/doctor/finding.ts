import type { Texts } from '../../../lambdas/domain/intake/choices.ts';

/** What one check found. `unknown`: it could not be made, which is never taken for fine; `none`: it does not apply. */
export interface Finding {
  verdict: 'fine' | 'to-do' | 'unknown' | 'none';
  /** What was seen, with its values. */
  says: Texts;
  /** Of `to-do` and `unknown`. */
  whatToDo?: Texts;
}

/** One thing that is looked at, under a name that scripts may rely on. */
export interface Check {
  name: string;
  title: Texts;
  look(): Promise<Finding>;
}

export function fine(ja: string, en: string): Finding {
  return { verdict: 'fine', says: { ja, en } };
}

export function toDo(says: Texts, whatToDo: Texts): Finding {
  return { verdict: 'to-do', says, whatToDo };
}

export function doesNotApply(ja: string, en: string): Finding {
  return { verdict: 'none', says: { ja, en } };
}

export function couldNotLook(why: string, whatToDo: Texts): Finding {
  return { verdict: 'unknown', says: { ja: `確認できません: ${why}`, en: `could not be looked at: ${why}` }, whatToDo };
}
