import { browserHands } from '../lambdas/adapters/browser/browser-hands.ts';
import { chromiumLauncher, type Launch } from '../lambdas/adapters/browser/chromium/launch.ts';
import { machineArn } from '../local/deployment.ts';
import { inMemoryStack } from '../local/in-memory-stack.ts';
import { MemoryEvidence } from '../local/memory/memory-evidence.ts';
import { startConsoles } from '../local/simulated-consoles/consoles/start-consoles.ts';
import { manyTenants } from './many-tenants.ts';
import { median, secondsOf, type Figures, type Section } from './section.ts';
import { timedInvocations, type Invocation } from './timed-invocations.ts';

const TENANTS = 3;
/** Steps that no browser has to do with; in seconds. */
const NOT_WORTH_A_ROW = 0.05;

/** What the hands of one clean tenant take, step by step, and what of it is the start and the end of browsers. */
export const browserTenant: Section = {
  name: 'browser-tenant',
  what: `a whole clean tenant by browsers, median of ${String(TENANTS)} one after another: the functions of its steps on the clock of this machine, each call in a Chromium of its own as on AWS, stores in memory; the vendor's waits and the verification mail are on the virtual clock`,
  run: async () => {
    const stack = inMemoryStack();
    const { clock, vendor, ports } = stack;
    const consoles = await startConsoles({ vendor, clock });
    const browsers = timedLauncher();
    const hands = browserHands({
      origins: {
        clp: consoles.clpOrigin,
        apexCentral: consoles.apexCentralOrigin,
        visionOne: consoles.visionOneOrigin,
      },
      vault: ports.vault,
      evidence: new MemoryEvidence(),
      clock,
      launch: browsers.launch,
    });
    Object.assign(ports, hands);
    const timed = timedInvocations();
    try {
      const tenants: { invocations: Invocation[]; browsers: Browsers }[] = [];
      for (let index = 0; index <= TENANTS; index++) {
        await stack.upload(`incoming/one-${String(index)}.csv`, manyTenants(1, index));
        await stack.engine.idle();
        const migrated = stack.engine.listExecutions(machineArn('migrate-tenant'), 'SUCCEEDED').length;
        if (migrated !== index + 1) throw new Error('the tenant was not migrated');
        const tenant = { invocations: timed.take(), browsers: browsers.take() };
        // The first one is not counted: its modules are loaded, and Chromium unpacked.
        if (index > 0) tenants.push(tenant);
      }
      return figuresOf(tenants);
    } finally {
      await consoles.close();
      stack.close();
    }
  },
};

interface Browsers {
  started: number;
  startSeconds: number;
  endSeconds: number;
}

/** Starts browsers as on AWS, and adds up what their starts and ends take. */
function timedLauncher(): { launch: Launch; take(): Browsers } {
  const start = chromiumLauncher();
  const none: Browsers = { started: 0, startSeconds: 0, endSeconds: 0 };
  let sum = { ...none };
  return {
    launch: async (hosts) => {
      sum.started++;
      let launched: Awaited<ReturnType<Launch>> | undefined;
      sum.startSeconds += await secondsOf(async () => (launched = await start(hosts)));
      if (!launched) throw new Error('no browser was started');
      const opened = launched;
      return {
        browser: opened.browser,
        end: async () => {
          sum.endSeconds += await secondsOf(() => opened.end());
        },
      };
    },
    take: () => {
      const taken = sum;
      sum = { ...none };
      return taken;
    },
  };
}

function figuresOf(tenants: readonly { invocations: Invocation[]; browsers: Browsers }[]): Figures {
  const middle = (of: (tenant: (typeof tenants)[number]) => number): number => median(tenants.map(of));
  const total = middle(({ invocations }) => invocations.reduce((sum, { seconds }) => sum + seconds, 0));
  const each = (of: keyof Browsers): number => middle(({ browsers }) => browsers[of] / browsers.started);
  const startsAndEnds = middle(({ browsers: { startSeconds, endSeconds } }) => startSeconds + endSeconds);
  return {
    total: { says: 'all functions of the tenant', value: total, unit: 's' },
    browsers: { says: 'browsers started', value: middle(({ browsers }) => browsers.started), unit: '' },
    start: { says: 'the start of one', value: each('startSeconds'), unit: 's' },
    end: { says: 'the end of one', value: each('endSeconds'), unit: 's' },
    startsAndEnds: { says: 'starts and ends, of all', value: (100 * startsAndEnds) / total, unit: '%' },
    ...stepsOf(tenants.flatMap(({ invocations }) => invocations)),
  };
}

function stepsOf(invocations: readonly Invocation[]): Figures {
  const steps = Map.groupBy(invocations, ({ name }) => name);
  const figures = [...steps].map(([name, runs]) => {
    const times = Number((runs.length / TENANTS).toPrecision(2));
    const says = times === 1 ? `\`${name}\`` : `\`${name}\`, one of ${String(times)}`;
    return [name, { says, value: median(runs.map(({ seconds }) => seconds)), unit: 's' }] as const;
  });
  return Object.fromEntries(figures.filter(([, { value }]) => value >= NOT_WORTH_A_ROW));
}
