import { EXIT } from '../../../terminal/exit-codes.ts';
import { CommandError, type Failure } from './command-error.ts';

/** Errors of the SDK's clients and of the network, by what they are called there, in the operator's words. */
const KNOWN: readonly { is: RegExp; failure: Omit<Failure, 'message'> & { message?: string } }[] = [
  {
    is: /^(CredentialsProviderError|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch)$/u,
    failure: {
      code: 'no-credentials',
      message: 'there are no AWS credentials that are accepted',
      whatToDo: 'sign in (aws sso login, or set AWS_PROFILE) and look with: aws sts get-caller-identity',
    },
  },
  {
    is: /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/u,
    failure: {
      code: 'credentials-expired',
      message: 'the AWS credentials have expired',
      whatToDo: 'sign in again: aws sso login',
    },
  },
  {
    is: /^(AccessDenied|AccessDeniedException|KMSAccessDeniedException)$/u,
    failure: {
      code: 'not-allowed',
      whatToDo: 'docs/command-line.md lists the permissions of each command; ask the person who gave you yours',
    },
  },
  {
    is: /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|EHOSTUNREACH|ENETUNREACH|TimeoutError|NetworkingError)$/u,
    failure: {
      code: 'no-answer',
      whatToDo: 'check the network, and --region; with --local, whether npm run local is still up',
    },
  },
  {
    is: /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?)$/u,
    failure: {
      code: 'certificate-unknown',
      message: 'the certificate of the other side is of an authority that is not known here',
      whatToDo: "if it is that of your company's network, give the file of its authority (PEM) in NODE_EXTRA_CA_CERTS",
    },
  },
  {
    is: /^(ENOENT|EEXIST|ENOTDIR|EISDIR|EACCES|EPERM|EROFS|ENOSPC)$/u,
    failure: {
      code: 'no-such-place',
      whatToDo: 'check the path that was given, its permissions, and the space that is left there',
    },
  },
];

const NO_REGION = {
  code: 'no-region',
  whatToDo: 'give --region, such as ap-northeast-1, or set AWS_REGION',
};

const NO_ANSWER_TYPED = {
  code: 'interrupted',
  message: 'stopped before an answer; nothing was done',
  whatToDo: 'run the command again',
  exitCode: EXIT.interrupted,
};

/** What is wrong, and the remedy, where an error says no more than that a service refused or did not answer. */
export function explainError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CommandError) return error;
  // These have no name of their own.
  if (/^Region (is missing|not accepted)/u.test(error.message)) {
    return new CommandError({ ...NO_REGION, message: error.message }, { cause: error });
  }
  const proxied = explainProxy(error);
  if (proxied !== undefined) return proxied;
  // Ctrl-C or Ctrl-D at a question.
  if (/^Aborted with Ctrl/u.test(error.message)) return new CommandError(NO_ANSWER_TYPED, { cause: error });
  const names = [error.name, (error as NodeJS.ErrnoException).code ?? ''];
  const known = KNOWN.find(({ is }) => names.some((name) => is.test(name)));
  if (!known) return error;
  const message = known.failure.message ?? (error.message || names.filter(Boolean).join(' '));
  return new CommandError({ ...known.failure, message }, { cause: error });
}

/** Of the network's proxy: its address may have a password, and is not repeated. */
function explainProxy(error: Error & { code?: unknown; statusCode?: unknown }): CommandError | undefined {
  if (error.code !== 'ERR_PROXY_TUNNEL' && error.code !== 'ERR_PROXY_INVALID_CONFIG') return undefined;
  const status = typeof error.statusCode === 'number' ? ` (${String(error.statusCode)})` : '';
  const failure =
    error.statusCode === 407
      ? {
          code: 'proxy-wants-password',
          message: `the proxy in HTTPS_PROXY asks for a name and a password${status}, or takes not those that are given`,
          whatToDo: 'write them into it, percent-encoded: HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT',
        }
      : {
          code: 'proxy-refuses',
          message: `the proxy in HTTPS_PROXY opens no connection${status}`,
          whatToDo: 'check its address, or list the hosts that need none in NO_PROXY',
        };
  return new CommandError(failure, { cause: error });
}
