import type { Ports } from '../../../lambdas/ports/index.ts';
import { consolePortsContract } from '../../contracts/console-ports.ts';
import type { World } from '../../local/simulated-consoles/a-world.ts';
import { browse } from './a-browser.ts';

type VisionOne = Ports['visionOne'];

consolePortsContract('browser', async (world, crash) => {
  const { hands, close } = await browse(world);
  return { ports: { ...hands, visionOne: dyingAfterReset(hands.visionOne, world, crash) }, close };
});

/** `CRASH_AFTER_RESET` ends the process of the hands; a browser cannot know of it. */
function dyingAfterReset(visionOne: VisionOne, { vendor }: World, crash: () => Promise<never>): VisionOne {
  return {
    ...visionOne,
    claimPrimaryAccount: async (access, claim) => {
      const found = await visionOne.claimPrimaryAccount(access, claim);
      if (found === 'claimed' && vendor.handsDieAfterReset(access.tenantId)) await crash();
      return found;
    },
  };
}
