import { nameOf, type Visitor } from '../desk-page.ts';
import { pause, resume } from '../switches/turn-switch.ts';
import { cutLine } from '../typed-text.ts';
import type { Scope, Switch } from '../../domain/switch.ts';
import { sayingIn } from '../../domain/language.ts';
import type { Ports } from '../../ports/index.ts';
import { PlainPageError, type RequestContext } from './desk-site.ts';
import { switchesPage, type SwitchOf } from './pages/switches-page.ts';
import type { RouteAnswer } from './task-routes.ts';

/** Batches whose switch is shown: those that are under way, and no more than a person looks through. */
const BATCHES = 50;

/** What is held, and why; for signed-in operators. */
export async function showSwitches(context: RequestContext, refusal?: string): Promise<RouteAnswer> {
  const { ports, language, session, request } = context;
  const page = switchesPage({
    language,
    zone: ports.settings.zone,
    switches: await switchesOf(ports),
    csrf: session?.csrf ?? '',
    wasTurned: request.query.has('done'),
    refusal,
  });
  return {
    status: refusal === undefined ? 200 : 422,
    title: sayingIn(language)('一時停止の状況', 'Pauses'),
    body: page,
  };
}

/** One of the page's buttons. A stop ends tenants, and is left to the command line. */
export async function turnSwitch(context: RequestContext, visitor: Visitor): Promise<RouteAnswer> {
  const { ports, request, language } = context;
  const scope = await scopeOf(ports, request.form.get('scope') ?? '');
  const by = nameOf(visitor);
  const seen = await ports.switches.read(scope);
  // Nobody resumes what they have not seen: it may have been paused, or stopped, a second ago.
  if ((seen?.at ?? '') !== request.form.get('seen')) return overtaken(context, seen);
  const why = cutLine(request.form.get('why') ?? undefined, 200);
  const isResume = request.form.get('action') === 'resume';
  if (!isResume && why === undefined)
    return showSwitches(context, sayingIn(language)('一時停止の理由をご記入ください。', 'Say why it is to be held.'));
  const turn = { scope, by, seen, why: why ?? '' };
  const turned = await (isResume ? resume(ports, turn) : pause(ports, turn));
  return turned.kind === 'turned' ? { location: '/switches?done' } : overtaken(context, turned.now);
}

function overtaken(context: RequestContext, now: Switch | undefined): Promise<RouteAnswer> {
  const say = sayingIn(context.language);
  const who = now ? say(`${now.by}さんが切り替えました。`, ` ${now.by} has turned it.`) : '';
  return showSwitches(
    context,
    `${say('表示後に状況が変わりました。', 'It has changed since the page was shown.')}${who}`,
  );
}

async function switchesOf({ switches, batches }: Pick<Ports, 'switches' | 'batches'>): Promise<SwitchOf[]> {
  const underWay = (await batches.latest(BATCHES)).filter(({ ending }) => ending === undefined);
  const scopes: Scope[] = ['everything', ...underWay.map(({ batchId }) => ({ batchId }))];
  return Promise.all(scopes.map(async (scope) => ({ scope, set: await switches.read(scope) })));
}

async function scopeOf({ batches }: Pick<Ports, 'batches'>, name: string): Promise<Scope> {
  if (name === 'everything') return name;
  if (!(await batches.read(name))) throw new PlainPageError('notFound');
  return { batchId: name };
}
