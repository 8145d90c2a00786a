import type { Command } from 'commander';
import { switchCommand } from './switch/switch-command.ts';

/** `stop`: ends what has not changed anything yet. */
export function stop(): Command {
  return switchCommand({
    name: 'stop',
    description: 'end a batch, or everything, before each point of no return',
    help: `
Example:
  npm run -s visionlift -- stop tenants--0a1b2c3d --why "wrong file" --stage prod

Tenants that wait for a person before anything has changed end at once, others where
they would change something next. An update that runs is watched to its end.`,
    says: (tenants) => ({
      ja: `停止しました。待機していた ${String(tenants)} テナントを終了し、他は次の操作の前に終了します。`,
      en: `stopped. ${String(tenants)} waiting tenants end now, others before their next press.`,
    }),
    needsWhy: true,
  });
}
