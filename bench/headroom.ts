import { writeCsvRow } from '../lambdas/domain/intake/csv-writer.ts';
import { machineArn } from '../local/deployment.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import type { Scenario } from '../local/simulated-consoles/scenario.ts';
import { HISTORY_LIMIT } from '../local/states/history.ts';
import { PAYLOAD_LIMIT } from '../local/states/payload.ts';
import type { Section } from './section.ts';

/** More would be past the day for which guide 3-15 is tried. */
const MESSAGES = 40;
const MACHINES = ['migrate-batch', 'migrate-tenant', 'hand-over-tenant'];

/** How much room is left below the two limits of Step Functions that end an execution. */
export const headroom: Section = {
  name: 'headroom',
  what: `The longest a tenant may take without a fault of ours: from 1 to ${String(MESSAGES)} times guide 3-15, and then an update that never ends; and a hand-over of 200 user accounts. Rows as large as the intake lets them be`,
  run: async () => {
    const stack = inMemoryStack({ history: 'counts', scenario: unlucky(), random: () => 0.5 });
    await stack.upload('incoming/unlucky.csv', csv());
    await stack.engine.idle();
    stack.close();
    const figuresOf = (machine: string) =>
      stack.engine.listExecutions(machineArn(machine)).map(({ executionArn }) => stack.engine.figuresOf(executionArn));
    const events = Math.max(...figuresOf('migrate-tenant').map((figure) => figure.events));
    const [handOver] = figuresOf('hand-over-tenant');
    if (!handOver) throw new Error('the clean tenant was not migrated');
    const bytes = Math.max(...MACHINES.flatMap(figuresOf).map((figure) => figure.largestPayloadBytes));
    return {
      events: { says: 'events of the longest history', value: events, unit: '' },
      eventsShare: { says: 'of the 25,000 there may be', value: (events / HISTORY_LIMIT) * 100, unit: '%', atMost: 4 },
      handOver: { says: 'events of a hand-over of 200 user accounts', value: handOver.events, unit: '' },
      bytes: { says: 'the largest input or output of a state', value: bytes, unit: 'bytes' },
      bytesShare: { says: 'of the 256 KiB there may be', value: (bytes / PAYLOAD_LIMIT) * 100, unit: '%', atMost: 2 },
    };
  },
};

/** The one without a message is clean. */
const idOf = (messages: number): string => `unlucky-${String(messages).padStart(2, '0')}`.padEnd(40, '0');

function unlucky(): Scenario {
  return new Map(
    Array.from({ length: MESSAGES }, (_, index) => [
      idOf(index + 1),
      { faults: [{ name: 'TEMPORARY_PROBLEM', count: index + 1 }, { name: 'UPDATE_NEVER_ENDS' }] },
    ]),
  );
}

const HEADER = [
  ...(['tenant_id', 'company_name', 'contact_name', 'clp_login_id', 'primary_email', 'apex_central_url'] as const),
  ...(['user_accounts', 'notify_emails', 'consent_reference', 'consent_by', 'consent_on'] as const),
];

function csv(): string {
  const rows = Array.from({ length: MESSAGES + 1 }, (_, index) => row(idOf(index)));
  return [HEADER, ...rows].map((cells) => writeCsvRow(cells)).join('');
}

function row(id: string): string[] {
  const users = Array.from(
    { length: 200 },
    (_, index) => `user-${String(index)}=user-${String(index)}@${id}.example.jp`,
  );
  const people = Array.from({ length: 10 }, (_, index) => `person-${String(index)}@${id}.example.jp`);
  return [
    ...[id, '架'.repeat(100), '空'.repeat(50), `clp-${id}`, `vision-one@${id}.example.jp`],
    ...[
      `https://${id}.manage.trendmicro.com`,
      users.join(';'),
      people.join(';'),
      `DOC-${id}`,
      '架空 太郎',
      '2026-11-02',
    ],
  ];
}
