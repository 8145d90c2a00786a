import { expect, test } from 'vitest';
import { aDefinition, definitionNames } from './checks/definition-file.ts';
import { statesOf } from './checks/state-machine.ts';

/** Which steps of the vendor's guide each state takes over from a person. */
const takenOver: Record<string, string[]> = {
  ConfirmLicence: ['1-1'],
  ConfirmUserAccounts: ['1-2'],
  ReadIntake: ['1-3'],
  ClaimPrimaryAccount: ['2-1', '2-2', '2-3', '2-4', '2-5', '2-6', '2-7', '2-8', '2-9'],
  ProvisionConsole: ['2-10', '2-11'],
  WaitForProvisioning: ['2-11'],
  CheckProvisioning: ['2-12'],
  IssueRegistrationToken: ['3-1', '3-2', '3-3', '3-4', '3-5'],
  RegisterApexCentral: ['3-6', '3-7', '3-8', '3-9'],
  WaitForConnection: ['3-10'],
  CheckConnection: ['3-10', '3-11'],
  StartUpdate: ['3-12', '3-13', '3-14'],
  WaitRetryWindow: ['3-15'],
  WaitForUpdate: ['3-16'],
  CheckUpdate: ['3-16', '3-17'],
  VerifyConsole: ['3-18'],
  UpgradeUserAccount: ['3-19'],
};

const stepsOfTheGuide = { 1: 3, 2: 12, 3: 19 };

test('each of the 34 steps of the guide is taken over by a state', () => {
  const all = Object.entries(stepsOfTheGuide).flatMap(([chapter, last]) => range(chapter, 1, last));

  expect(new Set(Object.values(takenOver).flat())).toEqual(new Set(all));
  expect(all).toHaveLength(34);
});

test('each state says which steps of the guide it takes over, and no other state claims one', () => {
  const said = definitionNames
    .flatMap((name) => statesOf(aDefinition(name)))
    .map(({ name, state }) => [name, stepsSaidIn(state.Comment ?? '')] as const)
    .filter(([, steps]) => steps.length > 0);

  expect(Object.fromEntries(said)).toEqual(takenOver);
});

/** Of a comment such as `Guide 2-1 to 2-9: ...` or `Guide 3-16 and 3-17: ...`. */
function stepsSaidIn(comment: string): string[] {
  const [, steps = ''] = /^Guide ([^:]+):/.exec(comment) ?? [];
  return Array.from(steps.matchAll(/(\d)-(\d+)(?: to \1-(\d+))?/g)).flatMap(([, chapter = '', from, to]) =>
    range(chapter, Number(from), Number(to ?? from)),
  );
}

function range(chapter: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${chapter}-${String(from + index)}`);
}
