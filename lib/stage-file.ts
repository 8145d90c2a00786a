import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseStageSettings, StageSettingsError, type StageSettings } from './stage-settings.ts';

/** The folder of the stage files. */
export const STAGES = new URL('../stages/', import.meta.url);

/** The stages that have a file. */
export function stageNames(stages: URL = STAGES): string[] {
  return readdirSync(stages).flatMap((file) => /^(.+)\.json$/u.exec(file)?.[1] ?? []);
}

/**
 * The settings of `stages/<stage>.json`, chosen with `-c stage=<stage>`: one file per deployment, so that a change of a
 * setting is a change under version control. There is no default stage, because a deployment to the wrong one is not
 * easily taken back. Throws `StageSettingsError`.
 */
export function readStage(stage: unknown, stages: URL = STAGES): StageSettings {
  const known = stageNames(stages);
  if (typeof stage !== 'string' || stage === '') {
    throw new StageSettingsError('', [`no stage was chosen: add -c stage=NAME, one of ${known.join(', ')}`]);
  }
  const file = new URL(`${encodeURIComponent(stage)}.json`, stages);
  if (!existsSync(file)) {
    const remedy = `copy stages/example.json to stages/${stage}.json, or choose one of ${known.join(', ')}`;
    throw new StageSettingsError(stage, [`there is no file stages/${stage}.json: ${remedy}`]);
  }
  return parseStageSettings(stage, parseJson(stage, readText(stage, file)));
}

/** Read as UTF-8 and nothing else: a name in another encoding would sign every mail with signs that nobody can read. */
function readText(stage: string, file: URL): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new StageSettingsError(stage, [`stages/${stage}.json is not in UTF-8; save it in that encoding`]);
  }
}

function parseJson(stage: string, text: string): unknown {
  if (text.trim() === '') {
    const remedy = 'copy stages/example.json into it and change every value';
    throw new StageSettingsError(stage, [`stages/${stage}.json is empty; ${remedy}`]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const remedy = 'mend that place; JSON has no comments, and no comma after the last value';
    const reason = error instanceof Error ? error.message : String(error);
    throw new StageSettingsError(stage, [`stages/${stage}.json is not JSON: ${reason}; ${remedy}`]);
  }
}
