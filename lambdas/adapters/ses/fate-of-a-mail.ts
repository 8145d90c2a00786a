import * as z from '../../domain/zod.ts';

/** What an error of SendEmail says about the mail: it was certainly not taken, or nobody knows. */
export type Fate = 'refused' | 'unknown';

const errorSchema = z.object({
  name: z.string(),
  code: z.optional(z.string()),
  $metadata: z.optional(z.object({ httpStatusCode: z.optional(z.number()) })),
});

/** No connection stood, so no mail left. */
const NEVER_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/**
 * A typed refusal (MessageRejected, Throttling, AccountSendingPausedException, MailFromDomainNotVerifiedException: all
 * 4xx) means that the mail did not leave. A time-out, a broken connection or a 5xx means that it may have.
 */
export function fateOf(error: unknown): Fate {
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success) return 'unknown';
  const { name, code, $metadata } = parsed.data;
  if (name === 'CredentialsProviderError' || (code !== undefined && NEVER_REACHED.has(code))) return 'refused';
  const status = $metadata?.httpStatusCode ?? 0;
  // 408: the service gave up waiting for a request it had part of.
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown';
}
