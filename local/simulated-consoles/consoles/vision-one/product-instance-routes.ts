import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import type { Dialog, Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { ConsoleContext } from '../console-context.ts';
import type { Answer } from '../web/answers.ts';
import type { Html } from '../../../../lambdas/domain/html.ts';
import type { Handler, Routes } from '../web/page-console.ts';
import { field, type PageRequest } from '../web/page-request.ts';
import { signedIn } from '../web/signed-in.ts';
import { confirmTransferDialog } from './confirm-transfer-dialog.ts';
import { COPY_SCRIPT, instanceTypeOf, productConnectionDialog } from './product-connection-dialog.ts';
import { productInstancePage, type ProductInstanceParts } from './product-instance-page.ts';
import { systemUpdateNotice, TICK_SCRIPT } from './system-update-notice.ts';
import { VISION_ONE_TEXTS } from './texts.ts';
import { updatePanel } from './update-panel.ts';

const PAGE = '/product-instance';

/** Guide 3-1 to 3-5 and 3-11 to 3-17: Product Instance and the windows over it. */
export function productInstanceRoutes({ vendor: { visionOne } }: ConsoleContext): Routes {
  const page = (request: PageRequest, session: Session, parts: Omit<ProductInstanceParts, 'page'> = {}): Answer => ({
    html: productInstancePage(request, session, { ...parts, page: visionOne.productInstances(session) }),
  });

  /** A window shows only where its button was pressed before; otherwise the page does. */
  const window = (dialog: Dialog, show: (request: PageRequest, session: Session) => Html, script?: string): Handler =>
    signedIn((request, session) =>
      session.dialog === dialog
        ? page(request, session, { dialog: show(request, session), script })
        : { location: PAGE },
    );

  const add: Handler = signedIn((request, session) => {
    try {
      visionOne.addExistingProduct(session);
      return { location: `${PAGE}/add` };
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'notThere') throw error;
      return page(request, session, { message: VISION_ONE_TEXTS[session.tenant.language].alreadyConnected });
    }
  });

  /** The token cannot be asked for again, so it stands in the answer itself. */
  const generateToken: Handler = signedIn((request, session) => {
    if (field(request, 'instanceType') !== instanceTypeOf(session)) return { location: `${PAGE}/add` };
    const token = visionOne.generateToken(session);
    return page(request, session, {
      dialog: productConnectionDialog(request, session, token),
      script: COPY_SCRIPT,
    });
  });

  const start: Handler = signedIn((request, session) => {
    const answer = visionOne.pressConnectAndTransfer(session, { ticked: request.form.has('understood') });
    if (answer.kind === 'message') return page(request, session, { message: answer.text });
    // Guide 3-14: everybody is signed out, the person who pressed included.
    request.client.session = undefined;
    request.client.notice = 'updateStarted';
    return { location: '/' };
  });

  return {
    [`GET ${PAGE}`]: signedIn((request, session) => page(request, session)),
    [`POST ${PAGE}/add`]: add,
    [`GET ${PAGE}/add`]: window('productConnection', productConnectionDialog),
    [`POST ${PAGE}/token`]: generateToken,
    [`POST ${PAGE}/save`]: signedIn((_, session) => ({
      location: visionOne.saveProduct(session) === 'saved' ? PAGE : `${PAGE}/transfer`,
    })),
    [`GET ${PAGE}/transfer`]: window('confirmTransfer', confirmTransferDialog),
    [`POST ${PAGE}/transfer`]: signedIn((_, session) => {
      visionOne.connectAndTransfer(session);
      return { location: PAGE };
    }),
    [`POST ${PAGE}/update`]: signedIn((_, session) => {
      visionOne.openUpdatePanel(session);
      return { location: `${PAGE}/update` };
    }),
    [`GET ${PAGE}/update`]: window('updateSolution', (request, session) =>
      updatePanel(request, session, visionOne.agreeButton(session)),
    ),
    [`POST ${PAGE}/agree`]: signedIn((_, session) => {
      visionOne.agreeToUpdate(session);
      return { location: `${PAGE}/notice` };
    }),
    [`GET ${PAGE}/notice`]: window('systemUpdateNotice', systemUpdateNotice, TICK_SCRIPT),
    [`POST ${PAGE}/start`]: start,
  };
}
