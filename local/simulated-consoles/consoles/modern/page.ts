import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import type { VendorTenant } from '../../../../lambdas/simulated-vendor/vendor-tenant.ts';
import type { Vendor } from '../../../../lambdas/simulated-vendor/vendor.ts';
import type { Handler } from '../web/page-console.ts';
import type { PageRequest } from '../web/page-request.ts';
import { STATUS_TEXTS } from '../status/texts.ts';
import { type App, shell } from './app.ts';
import { branded, modernFaceOf, type ModernFace, TAKES } from './face.ts';
import { MODERN_TEXTS } from './texts.ts';

/** What a console's program is, and says. */
export interface ConsoleProgram {
  app: App;
  /** Ends the title of each document. */
  name: string;
  texts: Readonly<Record<ConsoleLanguage, Readonly<Record<string, string>>>>;
  /** Whose pages these are, as far as the address tells it. */
  tenantOf?: (request: PageRequest) => VendorTenant | undefined;
}

/** The one document of a console with modern pages, and for whom it is. */
export function page(
  vendor: Vendor,
  { app, name, texts, tenantOf = () => undefined }: ConsoleProgram,
): { faceOf: (request: PageRequest) => ModernFace | undefined; handler: Handler } {
  const faceOf = (request: PageRequest): ModernFace | undefined => modernFaceOf(vendor, request, tenantOf(request));
  return {
    faceOf,
    handler: (request) => {
      const face = faceOf(request) ?? { tenant: undefined, traits: new Set() };
      const language = face.tenant?.language ?? request.language;
      return shell(request, {
        app,
        language,
        title: branded({ name }, face).name,
        texts: branded({ ...STATUS_TEXTS[language], ...MODERN_TEXTS[language], ...texts[language] }, face),
        traits: face.traits,
        told: {
          ...branded({ brand: 'Trend Vision One' }, face),
          labels: face.tenant && branded({ ...face.tenant.labels }, face),
          generation: face.tenant?.generation,
          takes: TAKES,
        },
      });
    },
  };
}
