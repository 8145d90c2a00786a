import { readFileSync } from 'node:fs';
import { App, type AppProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseStageSettings, type StageSettings, type StageSettingsInput } from '../../lib/stage-settings.ts';
import { VisionliftStack } from '../../lib/visionlift-stack.ts';

type Settings = Omit<StageSettingsInput, 'stage'>;

const cdk = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
  context: Record<string, unknown>;
};

/** Everything that a stage must say, and what turns everything on. */
export function someSettings(others: Partial<Settings> = {}): Settings {
  return {
    region: 'ap-northeast-1',
    operatorName: 'サンプル運用サービス株式会社',
    operatorTelephone: '03-0000-0000',
    operatorEmail: 'operator@msp.example.jp',
    sender: 'migration@msp.example.jp',
    replyTo: 'support@msp.example.jp',
    receivingDomain: 'codes.msp.example.jp',
    codeSenderDomains: ['vendor.example.com'],
    defaultHands: 'browser',
    browserHandsAuthorised: { by: '見本 花子', on: '2026-11-02', reference: 'DOC-1' },
    desk: { signIn: { issuer: 'https://login.msp.example.jp/', clientId: 'visionlift' } },
    ...others,
  };
}

/** Without browsers, and without a mail domain of its own. */
export const smallest: Partial<Settings> = {
  defaultHands: 'operator',
  browserHandsAuthorised: undefined,
  receivingDomain: undefined,
  codeSenderDomains: [],
  desk: undefined,
  releaseBy: 'automatic',
};

/** The settings as their file has them: what is `undefined` stands nowhere in it. */
export function asInAFile(settings: object): unknown {
  return JSON.parse(JSON.stringify(settings));
}

/** The stack of the stage `test`, with the feature flags of `cdk.json` and without bundling its functions: 0.5 s. */
export function aStack(others: Partial<Settings> = {}, appProps: AppProps = {}): VisionliftStack {
  return stackOf(parseStageSettings('test', asInAFile(someSettings(others))), appProps);
}

/** The stack of these settings, in the same way. */
export function stackOf(settings: StageSettings, appProps: AppProps = {}): VisionliftStack {
  const app = new App({
    context: { ...cdk.context, 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
    ...appProps,
  });
  return new VisionliftStack(app, 'visionlift-test', { settings });
}

/** The stack with its functions bundled, as `npm run synth` writes it to a directory; gives its resources. */
export function bundledStack(others: Partial<Settings>, outdir: string): Resources {
  const stack = aStack(others, { context: cdk.context, outdir });
  (stack.node.root as App).synth();
  return resourcesOf(stack);
}

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export type Resources = Readonly<Record<string, Resource>>;

/** The resources of the template by their logical ids. */
export function resourcesOf(stack: VisionliftStack): Resources {
  return Template.fromStack(stack).toJSON()['Resources'] as Resources;
}

export function ofType(resources: Resources, type: string): Resource[] {
  return Object.values(resources).filter((resource) => resource.Type === type);
}
