import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseStageSettings, StageSettingsError, type StageSettings } from './stage-settings.ts';

const STAGES = new URL('../stages/', import.meta.url);

/**
 * The settings of `stages/<stage>.json`, chosen with `-c stage=<stage>`: one file per deployment, so that a change of a
 * setting is a change under version control. There is no default stage, because a deployment to the wrong one is not
 * easily taken back. Throws `StageSettingsError`.
 */
export function readStage(stage: unknown, stages: URL = STAGES): StageSettings {
  const known = readdirSync(stages).flatMap((file) => /^(.+)\.json$/u.exec(file)?.[1] ?? []);
  if (typeof stage !== 'string' || stage === '') {
    throw new StageSettingsError('', [`no stage was chosen: add -c stage=NAME, one of ${known.join(', ')}`]);
  }
  const file = new URL(`${encodeURIComponent(stage)}.json`, stages);
  if (!existsSync(file)) {
    const remedy = `copy stages/example.json to stages/${stage}.json, or choose one of ${known.join(', ')}`;
    throw new StageSettingsError(stage, [`there is no file stages/${stage}.json: ${remedy}`]);
  }
  return parseStageSettings(stage, parseJson(stage, readFileSync(file, 'utf8')));
}

function parseJson(stage: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StageSettingsError(stage, [`stages/${stage}.json is not JSON: ${String(error)}`]);
  }
}
