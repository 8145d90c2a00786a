import { App } from 'aws-cdk-lib';
import { writeBillOfMaterials } from '../lib/bill-of-materials.ts';
import { readStage } from '../lib/stage-file.ts';
import { StageSettingsError, type StageSettings } from '../lib/stage-settings.ts';
import { versionOfCheckout } from '../lib/version-of-checkout.ts';
import { VisionliftStack } from '../lib/visionlift-stack.ts';

/** What `cdk` runs: one stack for the stage that `-c stage=...` chooses. */
const app = new App();

const settings = stageSettings();
const stack = new VisionliftStack(app, `visionlift-${settings.stage}`, { settings, version: versionOfCheckout() });
const { directory } = app.synth();
// Without its code (`cdk ls`) there is nothing to list.
if (stack.bundlingRequired) writeBillOfMaterials(directory, settings.defaultHands);

function stageSettings(): StageSettings {
  try {
    return readStage(app.node.tryGetContext('stage'));
  } catch (error) {
    if (!(error instanceof StageSettingsError)) throw error;
    // Anyone who wrote the settings reads this: without the stack trace of a program.
    console.error(error.message);
    process.exit(1);
  }
}
