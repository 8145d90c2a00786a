import { nameOf } from '../../domain/desk/visitor.ts';
import { sayingIn } from '../../domain/language.ts';
import type { DeskPage } from '../desk-page.ts';
import { choose } from '../question.ts';
import { askForSecond, confirmRelease, declineRelease } from './decide-release.ts';
import { CONFIRM, DECLINE, viewRelease } from './view-release.ts';

/** The task `AwaitRelease`: signed-in operators only; nobody outside ever sees the plan of a batch. */
export const releasePage: DeskPage = {
  view: (ports, { task, visitor, language }) =>
    visitor.kind === 'operator' ? viewRelease(ports, task, visitor.proof, language) : Promise.resolve(undefined),
  answer: async (ports, { task, visitor, revision, action, form, language }) => {
    if (visitor.kind !== 'operator') return { kind: 'over' };
    if (task.revision !== revision) return { kind: 'overtaken' };
    const by = nameOf(visitor);
    if (action.startsWith(CONFIRM)) {
      const planHash = action.slice(CONFIRM.length);
      const answered = await confirmRelease(ports, { task, person: { by, proof: visitor.proof }, planHash, language });
      if (answered.kind === 'next') await askForSecond(ports, task, planHash);
      return answered;
    }
    if (action !== DECLINE) return { kind: 'refused', ...choose({ say: sayingIn(language) }) };
    return declineRelease(ports, { task, by, why: form['why'], confirmed: form['confirmed'] === 'yes', language });
  },
};
