import type { Form } from '../../lambdas/desk/desk-page.ts';
import type { DeskTask } from '../../lambdas/domain/desk-task.ts';
import type { IntakeRow } from '../../lambdas/domain/intake/intake-row.ts';
import type { Purpose } from '../../lambdas/ports/vault.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import { Refusal } from '../../lambdas/simulated-vendor/refusal.ts';
import { oneTimeCodeOf, totpSeedOf } from '../../lambdas/simulated-vendor/second-factor.ts';
import type { Session } from '../../lambdas/simulated-vendor/sessions.ts';
import type { Vendor } from '../../lambdas/simulated-vendor/vendor.ts';

type Reveal = (purpose: Purpose) => Promise<string | undefined>;

/** What is in front of the person while they do a task: the consoles of one tenant, and what the page shows. */
interface At {
  task: DeskTask;
  row: IntakeRow;
  reveal: Reveal;
}

/** Where they sit: of either stack. */
interface Workplace {
  ports: Pick<Ports, 'tenants'>;
  vendor: Vendor;
  clock: Pick<Clock, 'now' | 'sleep'>;
}

const SEED = 'visionlift';

/**
 * What a person does at the simulated consoles for each question of the desk: solves the challenge, wakes the console
 * up, types the code of the authenticator, reads a renamed button. Leaves windows open between two pages, as people do.
 */
export class PersonAtTheConsoles {
  readonly #stack: Workplace;
  /** By tenant: the wizard or dialog that stands open. */
  readonly #open = new Map<string, Session>();
  /** What to say instead of what was seen, by step and question. */
  readonly says = new Map<string, Form>();

  constructor(stack: Workplace) {
    this.#stack = stack;
  }

  /** Does what the open question asks, and gives the form to hand back; `undefined` where it is not time yet. */
  async act(task: DeskTask, reveal: Reveal): Promise<Form | undefined> {
    const tenant = await this.#stack.ports.tenants.read(task.subject);
    if (!tenant) throw new Error(`there is no tenant ${task.subject}`);
    const [state = ''] = task.step.split(':');
    const answered = this.says.get(`${state} ${task.ask}`);
    if (answered) return answered;
    const acts = this.#acts[`${state} ${task.ask}`];
    if (!acts) throw new Error(`a person does not know what to do at ${task.step} (${task.ask})`);
    try {
      return await acts({ task, row: tenant.row, reveal });
    } catch (error) {
      // The console has a bad moment: anyone who sees that comes back later.
      if (error instanceof Refusal && error.kind === 'serverError') return undefined;
      throw error;
    }
  }

  readonly #acts: Readonly<Record<string, (at: At) => Promise<Form | undefined>>> = {
    'ConfirmLicence work': async ({ row }) => {
      const [licence] = this.#stack.vendor.clp.products(this.#clp(row));
      if (!licence) throw new Error('no licence');
      const { product, seats, kind, expiresOn, status } = licence;
      return { action: 'done', line: `${product}\t${String(seats)}\t${kind}\t${expiresOn}\tコンソールを開く`, status };
    },

    'ConfirmUserAccounts work': async ({ row }) => {
      const { apexCentral } = this.#stack.vendor;
      const session = this.#apexCentral(row);
      const lines = apexCentral.userAccounts(session);
      const { managedAgents, unmanagedEndpoints, agentsFqdn, policies } = apexCentral.securityStatus(session);
      return {
        action: 'done',
        accounts: lines
          .map((line) => `\t${line.name}\t${line.displayName}\t${line.kindLabel}\t${line.role}`)
          .join('\n'),
        ...(lines.length === 0 && { none: 'on' }),
        managedAgents: managedAgents.toLocaleString('en'),
        unmanagedEndpoints: String(unmanagedEndpoints),
        agentsFqdn,
        policies: String(policies),
        registration: apexCentral.integrationSettings(session).registered ? 'registered' : 'notRegistered',
      };
    },

    'ClaimPrimaryAccount work': async ({ row, reveal }) => {
      const { clp, apexCentral, wizard, mails } = this.#stack.vendor;
      const session = clp.openApexCentral(this.#clp(row));
      apexCentral.wakeUp(row.apexCentralHost);
      if (apexCentral.accessVisionOne(session) === 'signIn') return { action: 'noWizard' };
      const { prefix } = wizard.verifyEmail(session, row.primaryEmail, row.primaryEmail);
      const mail = mails.to(row.primaryEmail).find((sent) => sent.prefix === prefix);
      if (!mail) throw new Error('no mail was sent');
      await this.#stack.clock.sleep(mail.arrivesAt.getTime() - this.#stack.clock.now().getTime());
      wizard.submitCode(session, (await reveal(`verification-code:${prefix}`)) ?? mail.code);
      this.#open.set(row.tenantId, session);
      return { action: 'wizard' };
    },
    'ClaimPrimaryAccount reset': async ({ row, reveal }) => {
      const session = this.#open.get(row.tenantId);
      const password = await reveal('primary-account-password');
      // Somebody pressed it already, or the window is gone.
      if (!session || !password || !this.#stack.vendor.sessions.isAlive(session)) return { action: 'unsure' };
      this.#stack.vendor.wizard.resetPassword(session, password, password);
      return { action: 'updated' };
    },
    'ClaimPrimaryAccount signIn': async (at) => ({ action: (await this.#opens(at)) ? 'opens' : 'refused' }),

    'ProvisionConsole work': async (at) => {
      const session = await this.#visionOne(at);
      this.#open.set(at.row.tenantId, session);
      return { action: this.#stack.vendor.visionOne.home(session) };
    },
    'ProvisionConsole press': async ({ row }) => {
      const { visionOne } = this.#stack.vendor;
      const session = this.#open.get(row.tenantId);
      if (!session || visionOne.home(session) !== 'none') return { action: 'unsure' };
      if (visionOne.isRegionAsked(session)) visionOne.chooseRegion(session, row.region);
      visionOne.provisionConsole(session, row.region);
      return { action: 'provisioning' };
    },
    'CheckProvisioning work': async (at) => {
      const home = this.#stack.vendor.visionOne.home(await this.#visionOne(at));
      return home === 'provisioned' ? { action: 'provisioned' } : undefined;
    },

    'IssueRegistrationToken work': async (at) => {
      const { visionOne } = this.#stack.vendor;
      const session = await this.#visionOne(at);
      if (this.#row(session)) return { action: 'there', row: this.#row(session) };
      visionOne.addExistingProduct(session);
      this.#open.set(at.row.tenantId, session);
      return { action: 'add', token: visionOne.generateToken(session) };
    },
    'IssueRegistrationToken transfer': async (at) => {
      const { visionOne, sessions } = this.#stack.vendor;
      const session = this.#open.get(at.row.tenantId);
      if (session && sessions.isAlive(session) && session.dialog) {
        if (visionOne.saveProduct(session) === 'confirmTransfer') visionOne.connectAndTransfer(session);
      }
      const row = session && this.#row(session);
      return row === undefined ? { action: 'unsure' } : { action: 'done', row };
    },

    'RegisterApexCentral work': async ({ row, reveal }) => {
      const { apexCentral } = this.#stack.vendor;
      const session = this.#apexCentral(row, await reveal('primary-account-password'));
      const token = await reveal('registration-token');
      if (token !== undefined && !apexCentral.integrationSettings(session).registered) {
        apexCentral.register(session, token);
      }
      const { registered } = apexCentral.integrationSettings(session);
      return { action: registered ? 'registered' : 'notRegistered' };
    },
    'CheckConnection work': async (at) => {
      const row = this.#row(await this.#visionOne(at));
      return /接続済み|Connected/u.test(row ?? '') ? { action: 'done', row } : undefined;
    },

    'StartUpdate work': async (at) => {
      const { visionOne } = this.#stack.vendor;
      const session = await this.#visionOne(at);
      const row = this.#row(session);
      visionOne.openUpdatePanel(session);
      visionOne.agreeToUpdate(session);
      this.#open.set(at.row.tenantId, session);
      return { action: 'ready', row };
    },
    'StartUpdate press': async ({ row }) => {
      const session = this.#open.get(row.tenantId);
      const { visionOne, sessions } = this.#stack.vendor;
      if (!session || !sessions.isAlive(session) || session.dialog !== 'systemUpdateNotice')
        return { action: 'unsure' };
      const answer = visionOne.pressConnectAndTransfer(session, { ticked: true });
      return answer.kind === 'started' ? { action: 'started' } : { action: 'message', message: answer.text };
    },
    'CheckUpdate work': async (at) => {
      const row = this.#row(await this.#visionOne(at));
      if (/Standard Endpoint Protection/u.test(row ?? '')) return { action: 'done', row };
      return /接続済み|Connected/u.test(row ?? '') ? { action: 'notStarted', row } : undefined;
    },
    'VerifyConsole work': async (at) => {
      const counts = this.#stack.vendor.visionOne.standardEndpointProtection(await this.#visionOne(at));
      if (!counts) return { action: 'notShown' };
      const { managedAgents, unmanagedEndpoints, agentsFqdn, policies } = counts;
      return {
        action: 'done',
        managedAgents: String(managedAgents),
        unmanagedEndpoints: String(unmanagedEndpoints),
        agentsFqdn,
        policies: String(policies),
      };
    },

    'UpgradeUserAccount work': async ({ task, row, reveal }) => {
      const { apexCentral, wizard, mails } = this.#stack.vendor;
      const account = task.step.slice(task.step.indexOf(':') + 1);
      const password = await reveal(`user-password:${account}`);
      const newPassword = await reveal(`new-user-password:${account}`);
      const listed = row.userAccounts.kind === 'listed' ? row.userAccounts.accounts : [];
      const email = listed.find(({ name }) => name === account)?.email;
      if (!password || !newPassword || email === undefined) return { action: 'cannot', reason: 'no password' };
      const session = apexCentral.signIn(row.apexCentralHost, account, password);
      apexCentral.continueUpgrade(session);
      const { prefix } = wizard.verifyEmail(session, email, email);
      const mail = mails.to(email).find((sent) => sent.prefix === prefix);
      wizard.submitCode(session, mail?.code ?? '');
      wizard.resetPassword(session, newPassword, newPassword);
      return { action: 'upgraded' };
    },
  };

  #clp({ tenantId, clpLoginId }: IntakeRow): Session {
    const { vendor } = this.#stack;
    const tenant = vendor.tenant(tenantId);
    // The customer has their password put right on the telephone.
    const faults = tenant.state.scenario.faults.filter(({ name }) => name !== 'SIGN_IN_REFUSED');
    tenant.change({ scenario: { ...tenant.state.scenario, faults } });
    return vendor.clp.signIn(clpLoginId, vendor.credentials(tenantId).clp.password, { isPerson: true });
  }

  #apexCentral(row: IntakeRow, primaryPassword?: string): Session {
    const { vendor } = this.#stack;
    const tenant = vendor.tenant(row.tenantId);
    vendor.apexCentral.wakeUp(row.apexCentralHost);
    // The customer disconnects the console that nobody uses any more.
    const faults = tenant.state.scenario.faults.filter(({ name }) => name !== 'CONNECTED_ELSEWHERE');
    tenant.change({ scenario: { ...tenant.state.scenario, faults } });
    const [name, password] =
      primaryPassword === undefined
        ? [row.clpLoginId, vendor.credentials(row.tenantId).clp.password]
        : [row.primaryEmail, primaryPassword];
    return vendor.apexCentral.signIn(row.apexCentralHost, name, password);
  }

  async #visionOne({ row, reveal }: At): Promise<Session> {
    const { vendor, clock } = this.#stack;
    const password = (await reveal('primary-account-password')) ?? vendor.credentials(row.tenantId).clp.password;
    await clock.sleep(vendor.newCodeIn(row.tenantId));
    const seed = totpSeedOf(vendor.tenant(row.tenantId), SEED);
    return vendor.visionOne.signIn(row.primaryEmail, password, oneTimeCodeOf(seed, clock.now()));
  }

  async #opens(at: At): Promise<boolean> {
    try {
      await this.#visionOne(at);
      return true;
    } catch {
      return false;
    }
  }

  /** The row as a browser copies it. */
  #row(session: Session): string | undefined {
    const [row] = this.#stack.vendor.visionOne.productInstances(session).rows;
    if (!row) return undefined;
    const { displayName, updateOffered, status, instanceId, instanceType, region } = row;
    const { update } = session.tenant.labels;
    return `${displayName}\n${updateOffered ? update : ''}\t• ${status}\t${instanceId}\t${instanceType}\t${region}\t`;
  }
}
