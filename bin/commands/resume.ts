import type { Command } from 'commander';
import { switchCommand } from './switch/switch-command.ts';

/** `resume`: takes a pause or a stop away. */
export function resume(): Command {
  return switchCommand({
    name: 'resume',
    description: 'let a batch, or everything, go on after a pause',
    help: `
Example:
  npm run -s visionlift -- resume tenants--0a1b2c3d --stage prod

Tenants that a stop has ended stay ended: visionlift retry starts them again.`,
    says: (tenants) => ({
      ja: `再開しました。待機していた ${String(tenants)} テナントの作業を続けます。`,
      en: `resumed. ${String(tenants)} waiting tenants go on.`,
    }),
    needsWhy: false,
  });
}
