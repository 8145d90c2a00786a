import type { Command } from 'commander';
import { switchCommand } from './switch/switch-command.ts';

/** `pause`: nothing new begins until somebody resumes. */
export function pause(): Command {
  return switchCommand({
    name: 'pause',
    description: 'hold a batch, or everything, before each point of no return',
    help: `
Example:
  npm run -s visionlift -- pause tenants--0a1b2c3d --why "vendor maintenance" --stage prod

A tenant goes on to its next point of no return and waits there at the desk, seven
days at most. An update that runs is watched to its end.`,
    says: () => ({
      ja: '一時停止しました。次に元に戻せない操作を行う前で待機します（visionlift resume で再開）。',
      en: 'paused. Tenants wait before their next point of no return; visionlift resume lets them go on.',
    }),
    needsWhy: true,
  });
}
