import type { Command } from 'commander';
import { deploymentOptions, type DeploymentFlags } from '../deployment/deployment-options.ts';
import { jsonOption, type JsonFlag } from './json.ts';
import { languageOption, type LanguageFlag } from './language.ts';

/** What every command takes that asks a deployment. */
export type CommonFlags = DeploymentFlags & LanguageFlag & JsonFlag;

export function withCommonOptions(command: Command): Command {
  for (const option of [languageOption(), jsonOption(), ...deploymentOptions()]) command.addOption(option);
  return command;
}
