import { guideStepOf } from '../../lambdas/domain/guide.ts';
import { tenantIdIn } from '../../lambdas/domain/names.ts';
import { describeGuideStep } from '../../lambdas/domain/texts/guide-steps.ts';
import { machineArn } from '../deployment.ts';
import type { ExecutionDescription } from '../states/engine-types.ts';
import type { StepFunctionsEngine } from '../states/step-functions-engine.ts';
import { stateTimeline, type Stop } from '../state-timeline.ts';

/**
 * Gives a plain line for each state that a tenant has entered since the last call, where output is no terminal. Reads the
 * interpreter's histories, so that it neither slows a run down nor misses a state.
 */
export function tellStates(engine: StepFunctionsEngine): () => string[] {
  const told = new Map<string, number>();
  return () => {
    const news = engine.listExecutions(machineArn('migrate-tenant')).flatMap((tenant) => {
      const stops = stateTimeline(engine, tenant.executionArn);
      const from = told.get(tenant.name) ?? 0;
      told.set(tenant.name, stops.length);
      return stops.slice(from).map((stop) => ({ at: stop.at.getTime(), line: lineFor(tenant, stop) }));
    });
    return news.sort((a, b) => a.at - b.at).map(({ line }) => line);
  };
}

/** `00:27:40  t-001  CheckUpdate  guide 3-16, waiting for the update`: time since the tenant started, on the virtual clock. */
function lineFor({ name, startDate }: ExecutionDescription, { state, at }: Stop): string {
  const seconds = Math.floor((at.getTime() - startDate.getTime()) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const elapsed = parts.map((part) => String(part).padStart(2, '0')).join(':');
  const step = guideStepOf(state);
  const inWords = step ? `  ${describeGuideStep(step, 'en')}` : '';
  return `${elapsed}  ${tenantIdIn(name).padEnd(12)}  ${state.padEnd(inWords ? 24 : 0)}${inWords}`;
}
