/**
 * How far a tenant has come: each stage is a fact that is already true, in the order of the guide.
 *
 * `told` means that the stakeholders have their mail; only from there on is a tenant "already migrated" for another
 * batch, so that a crash between the update and the mail never loses the mail.
 */
export const STAGES = [
  'accepted',
  'licenceConfirmed',
  'accountsConfirmed',
  'consented',
  'primaryAccountClaimed',
  'consoleRequested',
  'consoleProvisioned',
  'tokenIssued',
  'apexCentralRegistered',
  'connected',
  'updateStarted',
  'updated',
  'verified',
  'told',
  'handedOver',
] as const;

export type Stage = (typeof STAGES)[number];

/** Every legal move. A stage that is skipped was found done by somebody else, and was looked at before it was skipped. */
const LEGAL_MOVES: Record<Stage, readonly Stage[]> = {
  accepted: ['licenceConfirmed'],
  licenceConfirmed: ['accountsConfirmed'],
  accountsConfirmed: ['consented'],
  // A tenant that already has a Vision One console skips guide 2-3 to 2-12.
  consented: ['primaryAccountClaimed', 'consoleProvisioned'],
  primaryAccountClaimed: ['consoleRequested', 'consoleProvisioned'],
  consoleRequested: ['consoleProvisioned'],
  consoleProvisioned: ['tokenIssued', 'connected'],
  tokenIssued: ['apexCentralRegistered'],
  apexCentralRegistered: ['connected'],
  connected: ['updateStarted'],
  updateStarted: ['updated'],
  updated: ['verified'],
  verified: ['told'],
  told: ['handedOver'],
  handedOver: [],
};

export function mayMove(from: Stage, to: Stage): boolean {
  return LEGAL_MOVES[from].includes(to);
}

export function isAtLeast(stage: Stage, reached: Stage): boolean {
  return STAGES.indexOf(stage) >= STAGES.indexOf(reached);
}
