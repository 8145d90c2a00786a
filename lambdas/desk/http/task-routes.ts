import { receiptMail } from '../../domain/mails/receipt-mail.ts';
import { log } from '../../runtime/logger.ts';
import type { Deed } from '../../domain/statements/catalogue.ts';
import { change } from '../answering.ts';
import { taskPath } from '../../adapters/signed-links.ts';
import { askedBy } from './pages/index-page.ts';
import { cutLine } from '../typed-text.ts';
import { AWAIT_RELEASE } from '../../domain/release.ts';
import { ASK_FOR_CONSENT, dueAt, isCustomers, type DeskTask } from '../../domain/desk-task.ts';
import { guideStepOf } from '../../domain/guide.ts';
import { describeTask } from '../../domain/texts/tasks.ts';
import { CANNOT, CANNOT_REASON } from '../question.ts';
import { nameOf, type Visitor } from '../desk-page.ts';
import type { Answered, TaskView } from '../task-view.ts';
import { html, type Html } from '../../domain/html.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import type { Secret } from '../../domain/secret.ts';
import { isUnreadMail, unpackCode, unpackUnreadMail } from '../../domain/verification-code.ts';
import type { Purpose } from '../../ports/vault.ts';
import { PlainPageError, type TaskRequestContext, type RequestContext } from './desk-site.ts';
import { confirmPage, receiptPage, taskPage, type TaskPage } from './pages/task-page.ts';
import { indexLink, PLAIN_PAGES, type PlainPage } from './pages/plain-pages.ts';
import { decoded } from './web-request.ts';
import type { SignedLink } from '../../ports/links.ts';
import { completionReportKey } from '../../domain/report-keys.ts';

/** Tasks that one form may name; a page of the list has fewer. */
const MOST_CHOSEN = 100;
/** Characters of an operator's name. */
const LONGEST_NAME = 80;

/** What a route says; the site puts it into the frame of a page. */
export type RouteAnswer =
  | { status: number; title: string; body: Html }
  | { plain: PlainPage; more?: Html; says?: string }
  | { location: string }
  | { picture: Uint8Array }
  | { report: Uint8Array };

/** The page of a task. Nothing happens by looking: mail scanners follow links. */
export async function showTask(context: TaskRequestContext): Promise<RouteAnswer> {
  return pageOf(context, await viewOf(context));
}

/** A button of the page was pressed. */
export async function answerTask(context: TaskRequestContext): Promise<RouteAnswer> {
  const { ports, doors, request, task, visitor, language } = context;
  const { form, path } = request;
  const revealed = form.get('reveal');
  if (revealed !== null) return reveal(context, revealed);
  if (form.has('assign')) return assign(context);
  const answered = await doors.tasks.answer(ports, {
    task,
    visitor,
    language,
    revision: Number(form.get('revision')),
    action: form.get('action') ?? '',
    form: Object.fromEntries([...form].filter(([name]) => name !== 'csrf' && name !== 'revision')),
    sourceAddress: request.address,
  });
  switch (answered.kind) {
    case 'done':
      if (answered.note !== undefined) return { plain: 'done', says: answered.note, ...wayBack(context) };
      if (visitor.kind === 'operator') return { location: await wayOn(context) };
      await mailReceipt(context, visitor.address);
      return { location: `${path}?done` };
    case 'next':
      return { location: `${path}${rowOf(request)}` };
    case 'shown': {
      const current = await again(context);
      const view = await viewOf(current);
      return pageOf(current, { ...view, passages: [answered.passage, ...(view.passages ?? [])] });
    }
    case 'refused': {
      const current = await again(context);
      return pageOf(current, await viewOf(current), { refusals: answered.refusals, typed: form });
    }
    case 'confirm': {
      const { task: current, session } = await again(context);
      const body = confirmPage({
        form,
        reason: answered.reason,
        revision: current.revision,
        action: `${path}${rowOf(request)}`,
        language,
        csrf: session?.csrf,
      });
      return { status: 200, title: sayingIn(language)('確認', 'Please confirm'), body };
    }
    case 'stopped':
      return { plain: 'done', says: stoppedSays(answered.reason, context), ...wayBack(context) };
    case 'overtaken':
      return overtaken(context, answered.says);
    case 'over':
      return { plain: 'over', ...wayBack(context) };
  }
}

/** What was answered, to the one who did, at the link of a task that is closed. */
export async function showReceipt(context: TaskRequestContext): Promise<RouteAnswer | undefined> {
  const { ports, doors, task, visitor, language } = context;
  const receipt = await doors.tasks.receipt?.(ports, { task, visitor, language });
  return receipt && { status: 200, title: receipt.title, body: receiptPage(receipt, language) };
}

/** A copy for their files; the answer stands, and their link shows it, also where no mail goes out. */
async function mailReceipt(context: TaskRequestContext, to: string): Promise<void> {
  const { ports, doors, request, visitor } = context;
  const { subject, step, batchId, filedAt } = context.task;
  const [task, tenant] = await Promise.all([ports.desk.read(subject, step), ports.tenants.read(subject)]);
  if (!task?.closed || !tenant) return;
  const { row } = tenant;
  const receipt = await doors.tasks.receipt?.(ports, { task, visitor, language: row.language });
  if (!receipt) return;
  const mail = receiptMail({ row, to, ...receipt, url: `${doors.origin}${request.path}` }, ports.settings);
  await ports.mailer
    .sendOnce(['receipt', batchId, subject, step, filedAt, to].join('#'), mail)
    .catch((error: unknown) => {
      const because = error instanceof Error ? error.message : String(error);
      log.warn('RECEIPT_NOT_MAILED', 'Somebody has answered, and the copy could not be mailed.', {
        tenantId: subject,
        step,
        because,
      });
    });
}

/** The picture of what a browser met, for operators. */
export async function showPicture(context: TaskRequestContext): Promise<RouteAnswer> {
  const { picture: key } = await viewOf(context);
  const picture = key === undefined ? undefined : await context.doors.pictures.read(key);
  return picture ? { picture } : { plain: 'noPicture' };
}

async function viewOf({ ports, doors, task, visitor, language }: TaskRequestContext): Promise<TaskView> {
  const view = await doors.tasks.view(ports, { task, visitor, language });
  if (!view) throw new PlainPageError(visitor.kind === 'operator' ? 'notFound' : 'foreignLink');
  return view;
}

/** As the task now stands: taking an answer may have changed it. */
async function again(context: TaskRequestContext): Promise<TaskRequestContext> {
  const task = await context.ports.desk.read(context.task.subject, context.task.step);
  if (!task || task.closed) throw new PlainPageError('over');
  return { ...context, task };
}

function pageOf(context: TaskRequestContext, view: TaskView, more: Partial<TaskPage> = {}): RouteAnswer {
  const { task, visitor, language, request, session } = context;
  const isOperator = visitor.kind === 'operator';
  const { revision, assignee } = task;
  const due = isOperator ? undefined : formatInstant(dueAt(task).toISOString(), context.ports.settings.zone, language);
  const page = {
    view,
    language,
    action: `${request.path}${rowOf(request)}`,
    revision,
    csrf: session?.csrf,
    isOperator,
    assignee,
    due,
  };
  const status = more.refusals ? 422 : 200;
  const say = sayingIn(language);
  const taken =
    isOperator &&
    request.query.has('done') &&
    html`<p class="box good" role="status">
      ${say('回答を受け付けました。絞り込んだ一覧の次の作業です。', 'Your answer was taken. This is the next one of the narrowed list.')}
    </p>`;
  return { status, title: view.title, body: html`${taken}${taskPage({ ...page, ...more })}` };
}

/** Of a task that was opened in a narrowed list: which one, kept in the address through all of its pages. */
function rowOf({ query }: RequestContext['request']): string {
  const row = query.get('row');
  return row === null ? '' : `?${new URLSearchParams({ row }).toString()}`;
}

/** Tasks that are looked through for the next one: those that were closed a moment ago may still be listed. */
const LOOKED_THROUGH = 20;

/** Where an operator goes on after an answer: to the next task of the narrowed list it was opened in, else to the list. */
async function wayOn({ ports, task, request, language }: TaskRequestContext): Promise<string> {
  const row = request.query.get('row');
  const done = new URLSearchParams({ done: task.subject }).toString();
  if (row === null) return `/?${done}`;
  // Written anew: what an address holds may be no part of an address.
  const list = new URLSearchParams(row);
  const { sought, newestFirst } = askedBy(list, language);
  const listed = await ports.desk.search(sought, { most: LOOKED_THROUGH, newestFirst });
  const open = (await ports.desk.readEach(listed.tasks)).filter(({ closed }) => !closed);
  const byKey = new Set(open.map(({ subject, step }) => `${subject}|${step}`));
  const next = listed.tasks.find(({ subject, step }) => byKey.has(`${subject}|${step}`));
  list.set('done', task.subject);
  return next ? `${taskPath(next)}${rowOf(request)}&${done}` : `/?${list.toString()}`;
}

/** Shows one secret that this very page offers, to a signed-in operator, once; the journal says who has seen it. */
async function reveal(context: TaskRequestContext, asked: string): Promise<RouteAnswer> {
  const { ports, task, visitor } = context;
  const view = await viewOf(context);
  const offered = view.instructions.flatMap(({ reveal: secrets = [] }) => secrets);
  const purpose: Purpose | undefined = offered.find((each) => each.purpose === asked)?.purpose;
  if (visitor.kind !== 'operator' || purpose === undefined) throw new PlainPageError('foreignForm');
  const secret = await ports.vault.open(task.subject, purpose);
  if (!secret) {
    const message = sayingIn(context.language)(
      '登録されていません。お客様にご確認のうえ、登録してください。',
      'It is not in the vault: ask the customer, and import it.',
    );
    return pageOf(context, view, { refusals: [{ message }] });
  }
  // First the journal: nobody has seen a secret of which the journal does not know.
  const at = ports.clock.now().toISOString();
  await ports.tenants.append(task.subject, {
    at,
    by: nameOf(visitor),
    step: task.step,
    what: { code: 'secretsShown', purposes: [purpose] } satisfies Deed,
  });
  return pageOf(context, view, { revealed: { purpose, text: textOf(purpose, secret) } });
}

/** Hands a task to another operator, or to the one who asks. */
async function assign(context: TaskRequestContext): Promise<RouteAnswer> {
  const { task, visitor, request } = context;
  if (visitor.kind !== 'operator') throw new PlainPageError('foreignForm');
  if (Number(request.form.get('revision')) !== task.revision) return overtaken(context);
  const { kind } = await handTo(context, task, nameOf(visitor));
  return kind === 'next' ? { location: `${request.path}${rowOf(request)}` } : overtaken(context);
}

/** Writes down who does a task, and tells the tenant's journal. */
async function handTo({ ports, request }: RequestContext, task: DeskTask, by: string): Promise<Answered> {
  const assignee = cutLine(request.form.get('assignee') ?? undefined, LONGEST_NAME) ?? by;
  const changed = await change(ports, task, { assignee });
  // A release is of a batch, which has no journal.
  if (changed.kind === 'next' && task.step !== AWAIT_RELEASE) {
    const at = ports.clock.now().toISOString();
    const what = { code: 'handedTo', assignee } satisfies Deed;
    await ports.tenants.append(task.subject, { at, by, step: task.step, what });
  }
  return changed;
}

/**
 * Does one thing with every task that was chosen on the list: each by itself, as its own page would, so that one which
 * somebody else has answered or which cannot be done that way stops none of the others. The page that follows names
 * those.
 */
export async function answerMany(
  context: RequestContext,
  visitor: Extract<Visitor, { kind: 'operator' }>,
): Promise<RouteAnswer> {
  const { ports, request, language } = context;
  const say = sayingIn(language);
  const chosen = request.form.getAll('task').slice(0, MOST_CHOSEN);
  const left: { what: string; why: string }[] = [];
  let done = 0;
  for (const each of chosen) {
    const [subject = '', step = '', revision] = each.split('/').map(decoded);
    const task = await ports.desk.read(subject, step);
    const answered = await oneOfMany(context, visitor, task, Number(revision));
    const why = whyLeft(answered, language);
    if (why === undefined) done++;
    else left.push({ what: `${subject}${say('：', ': ')}${describeTask(step, language)}`, why });
  }
  const title = say('まとめて処理した結果', 'What became of those chosen');
  const body = html`<h1>${title}</h1>
    ${chosen.length === 0 && html`<p class="box warn">${say('作業が選択されていません。', 'No task was chosen.')}</p>`}
    ${done > 0 && html`<p class="box good" role="status">${say(`${String(done)}件を処理しました。`, `${String(done)} done.`)}</p>`}
    ${
      left.length > 0 &&
      html`<section class="warn">
        <h2>${say(`${String(left.length)}件は処理していません`, `${String(left.length)} left as they are`)}</h2>
        <ul>
          ${left.map(({ what, why }) => html`<li><bdi>${what}</bdi><br />${why}</li>`)}
        </ul>
      </section>`
    }
    ${indexLink(language)}`;
  return { status: left.length > 0 || chosen.length === 0 ? 422 : 200, title, body };
}

function oneOfMany(
  context: RequestContext,
  visitor: Extract<Visitor, { kind: 'operator' }>,
  task: DeskTask | undefined,
  revision: number,
): Promise<Answered> {
  const { ports, doors, request, language } = context;
  if (!task || task.closed) return Promise.resolve({ kind: 'over' });
  if (task.revision !== revision) return Promise.resolve({ kind: 'overtaken' });
  const what = request.form.get('do');
  if (what === 'assign') return handTo(context, task, nameOf(visitor));
  const isPossible = what === 'repeat' ? task.step === ASK_FOR_CONSENT : what === 'giveBack' && isConsoleStep(task);
  if (!isPossible) {
    const message = sayingIn(language)(
      'この作業は、まとめて処理できません。作業のページから行ってください。',
      'This cannot be done for many at once: open its own page.',
    );
    return Promise.resolve({ kind: 'refused', refusals: [{ message }] });
  }
  const action = what === 'repeat' ? 'repeat' : CANNOT;
  const form = { action, [CANNOT_REASON]: request.form.get('why') ?? '' };
  return doors.tasks.answer(ports, { task, visitor, language, revision, action, form, sourceAddress: request.address });
}

/** `undefined` where it was done. */
function whyLeft(answered: Answered, language: Language): string | undefined {
  switch (answered.kind) {
    case 'refused':
      return answered.refusals.map(({ message }) => message).join(' ');
    case 'overtaken':
      return answered.says ?? PLAIN_PAGES.overtaken.says[language];
    case 'over':
      return PLAIN_PAGES.over.says[language];
    case 'confirm':
      return answered.reason;
    case 'done':
    case 'next':
    case 'shown':
    case 'stopped':
      return undefined;
  }
}

/** Whether a person does the step in place of a machine, and may say that they cannot. */
function isConsoleStep({ step }: DeskTask): boolean {
  return guideStepOf(step) !== null && !isCustomers({ step }) && step !== ASK_FOR_CONSENT && step !== AWAIT_RELEASE;
}

async function overtaken(context: TaskRequestContext, decided?: string): Promise<RouteAnswer> {
  return {
    plain: 'overtaken',
    says:
      decided === undefined
        ? await overtakenSays(context)
        : `${decided} ${PLAIN_PAGES.overtaken.says[context.language]}`,
    more: html`<p>
      <a class="button" href="${context.request.path}"
        >${sayingIn(context.language)('最新の内容を見る', 'Look at it now')}</a
      >
    </p>`,
  };
}

/** What the person types: a code lies in the vault with the instant at which it came. */
function textOf(purpose: Purpose, secret: Secret): string {
  if (isUnreadMail(purpose)) {
    const { subject, text } = unpackUnreadMail(secret);
    return `${subject}\n\n${text}`;
  }
  return purpose.startsWith('verification-code:') ? unpackCode(secret).code.reveal() : secret.reveal();
}

/** Who it was, where that is known; people outside are not told the names of others. */
async function overtakenSays({ ports, task, visitor, language }: TaskRequestContext): Promise<string> {
  const now = await ports.desk.read(task.subject, task.step);
  const latest = Object.values(now?.answers ?? {}).sort((a, b) => a.at.localeCompare(b.at));
  const by = now?.closed?.by ?? latest.at(-1)?.by;
  const say = sayingIn(language);
  const isKnown = visitor.kind === 'operator' && by !== undefined && by !== nameOf(visitor);
  const who = isKnown ? say(`${by}さんが先に回答しました。`, `${by} has answered it. `) : '';
  return `${who}${PLAIN_PAGES.overtaken.says[language]}`;
}

/** A task that is closed, to an operator who still has its page: by whom, and that nothing of theirs was used. */
export function closedSays({
  task: { closed },
  visitor,
  request,
  ports,
  language,
}: TaskRequestContext): string | undefined {
  if (visitor.kind !== 'operator' || !closed) return undefined;
  const say = sayingIn(language);
  const at = formatInstant(closed.at, ports.settings.zone, language);
  const isOwn = closed.by === nameOf(visitor);
  const unused =
    request.method === 'POST' && !isOwn ? say('入力内容は使用されていません。', ' What you entered was not used.') : '';
  if (closed.as === 'withdrawn' || closed.as === 'expired')
    return say(`${at}に不要になりました。${unused}`, `It is not needed any more since ${at}.${unused}`);
  return say(`${closed.by}さんが${at}に回答しました。${unused}`, `${closed.by} answered it on ${at}.${unused}`);
}

function stoppedSays(reason: string, { language }: TaskRequestContext): string {
  const says = sayingIn(language)(
    'ご回答を受け付け、このテナントの移行を停止しました。',
    'Your answer was taken, and the migration of this tenant has stopped.',
  );
  return `${says} ${reason}`;
}

function wayBack({ visitor, language }: TaskRequestContext): { more?: Html } {
  return visitor.kind === 'operator' ? { more: indexLink(language) } : {};
}

/** In words of the site for a task that is closed, to the one who still has its address. */
export function closedPage({ visitor, request, task }: TaskRequestContext): PlainPage {
  if (visitor.kind === 'operator') return 'doneEarlier';
  const isDone = request.query.has('done') && task.closed?.as === 'done';
  return isDone ? 'done' : 'usedLink';
}

/**
 * 作業完了報告書 behind the link of a completion mail: to the stakeholders of the row only, as it was written, until the
 * bucket forgets it. Opening it changes nothing, and there is no task behind it.
 */
export async function showReport(
  { ports, doors, request, language }: RequestContext,
  { task, recipient }: SignedLink,
): Promise<RouteAnswer> {
  if (request.method !== 'GET') throw new PlainPageError('wrongMethod');
  const tenant = await ports.tenants.read(task.subject);
  if (!tenant?.row.notifyEmails.includes(recipient)) throw new PlainPageError('foreignLink');
  const report = await doors.reports.read(completionReportKey(task.subject, language));
  return report ? { report } : { plain: 'noReport' };
}
