/**
 * A mail of its own to each; an address that the mail service refuses does not keep the others from theirs. Answers
 * whether any went out now: `send` says so of each.
 */
export async function sendToEach(
  recipients: readonly string[],
  send: (to: string) => Promise<boolean>,
): Promise<boolean> {
  const refusals: unknown[] = [];
  let anySent = false;
  for (const to of recipients) {
    const isSent = await send(to).catch((error: unknown) => {
      refusals.push(error);
      return false;
    });
    anySent ||= isSent;
  }
  if (refusals.length > 0 && refusals.length === recipients.length) throw refusals[0];
  return anySent;
}
