import { pointAt, type PointOfNoReturn } from '../../lambdas/domain/points-of-no-return.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import { shownOf } from '../../lambdas/simulated-vendor/lag.ts';
import type { Session } from '../../lambdas/simulated-vendor/sessions.ts';
import type { Vendor } from '../../lambdas/simulated-vendor/vendor.ts';

/** A press of a point of no return, about to be made. */
export interface Press {
  point: PointOfNoReturn;
  session: Session;
  /** What [Reset Password] sets. */
  password?: string;
}

/**
 * Puts `around` about every press of a point of no return at this vendor. The newer console has no [Connect and Transfer]:
 * its [Save] is the press of 3-5, while the product does not show yet.
 */
export function aroundPresses(
  { wizard, visionOne }: Vendor,
  clock: Pick<Clock, 'now'>,
  around: (press: Press, take: () => unknown) => unknown,
): void {
  const wrap = <T extends object, K extends keyof T>(
    buttons: T,
    name: K,
    pressOf: (session: Session, ...more: unknown[]) => Press | undefined,
  ): void => {
    const button = buttons[name] as (...parameters: unknown[]) => unknown;
    buttons[name] = ((session: Session, ...more: unknown[]) => {
      const take = (): unknown => button.call(buttons, session, ...more);
      const press = pressOf(session, ...more);
      return press ? around(press, take) : take();
    }) as T[K];
  };
  wrap(wizard, 'resetPassword', (session, password) => ({
    point: pointAt(session.role === 'master' ? '2-8' : '3-19'),
    session,
    password: String(password),
  }));
  wrap(visionOne, 'provisionConsole', (session) => ({ point: pointAt('2-11'), session }));
  wrap(visionOne, 'saveProduct', (session) => {
    const { tenant } = session;
    const isPress = tenant.generation === 'newer' && shownOf(tenant, clock.now()).transferredAt === undefined;
    return isPress ? { point: pointAt('3-5'), session } : undefined;
  });
  wrap(visionOne, 'connectAndTransfer', (session) => ({ point: pointAt('3-5'), session }));
  wrap(visionOne, 'pressConnectAndTransfer', (session) => ({ point: pointAt('3-14'), session }));
}
