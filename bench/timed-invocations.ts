import { LambdaFunctions } from '../local/lambda-functions.ts';

/** One invocation of a function, on this machine's own clock. */
export interface Invocation {
  name: string;
  seconds: number;
}

/** Functions of a batch are left out: they are not part of what a tenant takes. */
const OF_A_BATCH = /^(ReadIntake|AwaitRelease|CountOutcomes|WriteReport|EmailBatchReport)$/u;

/** Measures every invocation of a tenant's functions from now on, in this process; `take` gives those since the last. */
export function timedInvocations(): { take(): Invocation[] } {
  const prototype = LambdaFunctions.prototype;
  const invoke: LambdaFunctions['invoke'] = Reflect.get(prototype, 'invoke');
  let invocations: Invocation[] = [];
  prototype.invoke = async function (this: LambdaFunctions, name, payload) {
    const from = performance.now();
    try {
      return await Reflect.apply(invoke, this, [name, payload]);
    } finally {
      if (!OF_A_BATCH.test(name)) invocations.push({ name, seconds: (performance.now() - from) / 1000 });
    }
  };
  return {
    take: () => {
      const taken = invocations;
      invocations = [];
      return taken;
    },
  };
}
