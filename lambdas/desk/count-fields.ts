import type { Field, Instruction, Refusal } from './task-view.ts';
import { readFqdn } from '../domain/fqdn.ts';
import type { AgentCounts } from '../domain/tenant.ts';
import { named } from './instructions.ts';
import type { QuestionContext } from './question.ts';
import type { Form } from './desk-page.ts';
import type { LabelName } from '../adapters/browser/labels.ts';
import { labelled } from '../adapters/browser/label.ts';
import { cleanText } from './typed-text.ts';

const COUNTS = ['managedAgents', 'unmanagedEndpoints', 'policies'] as const;

/** Where the lists are whose figures the guide's promises are held against; the same entries in both consoles. */
export function listInstructions(context: QuestionContext): Instruction[] {
  const { say } = context;
  const servers = `${named(context, 'directories')} > ${named(context, 'productServers')}`;
  const policies = `${named(context, 'policies')} > ${named(context, 'policyManagement')}`;
  return [
    {
      text: say(
        `${servers}でApex Oneの ${named(context, 'server')}（FQDN）を、${policies}でポリシーの件数を確認します。`,
        `At ${servers}, read the ${named(context, 'server')} (FQDN) of Apex One; at ${policies}, count the policies.`,
      ),
    },
  ];
}

/** The figures of セキュリティ状態 (guide 1-2) and of Standard Endpoint Protection (guide 3-18), and of the lists beside. */
export function countFields(context: QuestionContext): Field[] {
  const hint = context.say('半角の数字（例：1,234）', 'A number, such as 1,234');
  const [managed, unmanaged, policies] = COUNTS.map((name): Field => {
    return { name, label: labelOf(context, name), kind: 'text', required: true, hint };
  });
  const server: Field = {
    name: 'agentsFqdn',
    label: labelOf(context, 'agentsFqdn'),
    kind: 'text',
    required: true,
    hint: context.say('例：example.manage.trendmicro.com', 'Such as example.manage.trendmicro.com'),
  };
  return [managed, unmanaged, server, policies].filter((field) => field !== undefined);
}

/** All figures, or what is wrong with each. */
export function readCounts(form: Form, context: QuestionContext): AgentCounts | { refusals: readonly Refusal[] } {
  const managedAgents = readFigure(form['managedAgents'], 'managedAgents');
  const unmanagedEndpoints = readFigure(form['unmanagedEndpoints'], 'unmanagedEndpoints');
  const policies = readFigure(form['policies'], 'policies');
  const agentsFqdn = readFqdn(form['agentsFqdn'] ?? '');
  const read = { managedAgents, unmanagedEndpoints, policies, agentsFqdn };
  if (managedAgents !== undefined && unmanagedEndpoints !== undefined && policies !== undefined && agentsFqdn) {
    return { managedAgents, unmanagedEndpoints, agentsFqdn, policies };
  }
  return {
    refusals: [...COUNTS, 'agentsFqdn' as const]
      .filter((name) => read[name] === undefined)
      .map((field) => ({ field, message: refusalOf(context, field) })),
  };
}

type Figure = (typeof COUNTS)[number] | 'agentsFqdn';

function labelOf(context: QuestionContext, name: Figure): string {
  if (name === 'agentsFqdn')
    return context.say('エージェントの接続先サーバ（FQDN）', 'Server that agents talk to (FQDN)');
  if (name === 'policies') return context.say('ポリシーの件数', 'Number of policies');
  return named(context, name);
}

function refusalOf(context: QuestionContext, name: Figure): string {
  const label = labelOf(context, name);
  if (name === 'agentsFqdn') {
    return context.say(
      `${label} は、画面に表示されているサーバ名をすべてご記入ください（例：example.manage.trendmicro.com）。`,
      `Give the full name that the console shows: ${label}, such as example.manage.trendmicro.com.`,
    );
  }
  return context.say(
    `${label} の数を数字でご記入ください（画面に表示されている数）。`,
    `Give the number that ${label} shows.`,
  );
}

/** A count as a person types it (`1,234`, `１２３４`), or copies it with its label; `undefined` for anything else. */
function readFigure(text: string | undefined, name: LabelName): number | undefined {
  const plain = cleanText(text).normalize('NFKC');
  const behind = new RegExp(labelled(name).source, 'iu').exec(plain)?.[1] ?? plain;
  const digits = /^(\d{1,3}(?:,\d{3})+|\d{1,9})$/u.exec(behind.trim())?.[1];
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}
