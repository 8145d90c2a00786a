import { sayingIn } from '../language.ts';
import { executionArn } from '../names.ts';
import {
  atDesk,
  batchPath,
  executionInAws,
  runbookAt,
  SWITCHES_PATH,
  tenantPath,
  type RunbookSection,
} from '../operator-pages.ts';
import type { Link, RenderedMail, Section, Tone } from './letter.ts';
import { renderMail } from './render-mail.ts';
import { signatureOf, type Signatory } from './signature.ts';
import { subjectFor } from './subject.ts';

/** What a mail to the operator leads to; as much of it as there is in the deployment. */
export interface Leads {
  tenantId?: string;
  batchId?: string;
  /** What is paused, and the way to let it go on. */
  switches?: true;
  /** Name of an execution of `migrate-tenant`, or of `migrate-batch`: for what AWS kept of it. */
  execution?: { of: 'tenant' | 'batch'; name: string };
  /** What to do about it. */
  runbook?: RunbookSection;
}

export interface OperatorLetter {
  /** What the mail is about, where its reader looks first: a batch or a tenant. */
  about: string;
  tone: Tone;
  title: string;
  /** Whether the same was said before: the subject says so. */
  reminder?: boolean;
  sections: readonly Section[];
  /** Where its reader goes on from the mail. */
  leads: Leads;
}

/** A mail to the operator, without greetings: it is read among many, and leads to whatever its reader looks at next. */
export function operatorMail(
  { about, tone, title, reminder, sections, leads }: OperatorLetter,
  signatory: Signatory,
): RenderedMail {
  const language = signatory.operatorLanguage;
  return renderMail({
    to: signatory.operatorEmail,
    language,
    tone,
    title,
    subject: subjectFor({ about, title, reminder, language, signatory, outside: false }),
    sections: [...sections, ...leadsSection(leads, signatory)],
    signature: signatureOf(signatory, language),
  });
}

function leadsSection({ tenantId, batchId, switches, execution, runbook }: Leads, signatory: Signatory): Section[] {
  const say = sayingIn(signatory.operatorLanguage);
  const pages: [string, string | Link | undefined][] = [
    [say('テナント（デスク）', 'Tenant at the desk'), tenantId && linkTo(atDesk(signatory, tenantPath(tenantId)))],
    [say('バッチ（デスク）', 'Batch at the desk'), batchId && linkTo(atDesk(signatory, batchPath(batchId)))],
    [say('一時停止の状況', 'Pauses'), switches && linkTo(atDesk(signatory, SWITCHES_PATH))],
    [say('実行（AWSコンソール）', 'Execution in the AWS console'), execution && executionLink(execution, signatory)],
    [say('対応手順', 'Runbook'), runbook && pageOrFile(runbookAt(signatory, runbook))],
  ];
  const pairs = pages.flatMap(([name, page]) => (page === undefined || page === '' ? [] : [[name, page] as const]));
  return pairs.length === 0 ? [] : [{ heading: say('確認先', 'Where to look'), pairs }];
}

function executionLink({ of, name }: NonNullable<Leads['execution']>, signatory: Signatory): Link | undefined {
  const machine = of === 'tenant' ? signatory.migrateTenantArn : signatory.migrateBatchArn;
  const url = machine && executionInAws(executionArn(machine, name), signatory);
  return url === undefined || url === '' ? undefined : { label: name, url };
}

const linkTo = (url: string | undefined): Link | undefined => (url === undefined ? undefined : { label: url, url });

/** Of a deployment without a desk the runbook is a file. */
function pageOrFile(address: string): string | Link {
  return /^https?:/u.test(address) ? { label: address, url: address } : address;
}

/** The page of a tenant as a line of a list; the line alone where there is no desk. */
export function tenantLine(tenantId: string, line: string, signatory: Signatory): string | Link {
  const url = atDesk(signatory, tenantPath(tenantId));
  return url === undefined ? line : { label: line, url };
}
