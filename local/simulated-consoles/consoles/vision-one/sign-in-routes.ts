import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import type { ConsoleContext } from '../console-context.ts';
import type { Answer } from '../web/answers.ts';
import type { Routes } from '../web/page-console.ts';
import { field, type PageRequest } from '../web/page-request.ts';
import { isSignedIn, signOut } from '../web/signed-in.ts';
import { passwordPage, secondFactorPage, signInPage } from './sign-in-page.ts';

/** Guide 2-10: the name, then the password; with `MFA` also a code. */
export function signInRoutes({ vendor }: ConsoleContext): Routes {
  const inTenantsLanguage = (request: PageRequest, name: string): PageRequest => {
    const tenant = vendor.tenantNamed(name);
    return tenant ? { ...request, language: tenant.language } : request;
  };

  const signIn = (request: PageRequest, name: string, password: string, code?: string): Answer => {
    const shown = inTenantsLanguage(request, name);
    try {
      request.client.session = vendor.visionOne.signIn(name, password, code);
      request.client.signIn = undefined;
      request.client.notice = undefined;
      return { location: '/home' };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.kind === 'secondFactor') {
        request.client.signIn = { name, password };
        return { html: secondFactorPage(shown, name, { wrong: code !== undefined }) };
      }
      if (error.kind === 'signIn') return { html: passwordPage(shown, name, { wrong: true }) };
      throw error;
    }
  };

  return {
    'GET /': (request) => (isSignedIn(vendor, request) ? { location: '/home' } : { html: signInPage(request) }),
    'POST /sign-in': (request) => {
      const name = field(request, 'email').trim();
      request.client.signIn = { name };
      return name === '' ? { location: '/' } : { location: '/sign-in/password' };
    },
    'GET /sign-in/password': (request) => {
      const name = request.client.signIn?.name;
      if (name === undefined) return { location: '/' };
      return { html: passwordPage(inTenantsLanguage(request, name), name) };
    },
    'POST /sign-in/password': (request) => {
      const name = request.client.signIn?.name;
      return name === undefined ? { location: '/' } : signIn(request, name, field(request, 'password'));
    },
    'POST /sign-in/code': (request) => {
      const { name, password } = request.client.signIn ?? {};
      if (name === undefined || password === undefined) return { location: '/' };
      return signIn(request, name, password, field(request, 'code'));
    },
    'POST /sign-out': signOut(vendor),
  };
}
