import { signIn } from '@regulars/contracts';
import { refusalOf, refuse, type Refusal } from '#lib/server/form.ts';
import type { ActionFailure } from '@sveltejs/kit';
import { endedReply } from './link.server.ts';
import { passwordFault } from './password.server.ts';

interface Mailbox {
  readonly values: Record<string, string>;
  readonly locals: App.Locals;
  /** Sends the link to the API, with the new password if the page asked for one. */
  readonly show: (body: { password?: string }) => Promise<unknown>;
  readonly taken?: string;
  /** Staff need a longer password. */
  readonly staff?: boolean;
}

/**
 * The reply of a page behind a link from a mail. A visitor who chose a password is signed in with it, because
 * all other sessions have ended.
 */
export async function proved({
  values,
  locals,
  show,
  taken,
  staff = false,
}: Mailbox): Promise<{ done: true } | { ended: string } | ActionFailure<Refusal>> {
  const { email = '', password } = values;
  const fault = password === undefined ? undefined : passwordFault(password, staff);
  if (fault) return refuse(values, { password: fault });
  try {
    await show(password === undefined ? {} : { password });
    if (password !== undefined) locals.session = await locals.api.call(signIn, { body: { email, password } });
  } catch (thrown) {
    const ended = endedReply(thrown);
    if (ended) return ended;
    return refusalOf(
      thrown,
      values,
      taken === undefined ? {} : { atField: { 'already-taken': ['email', taken] } },
    );
  }
  return { done: true };
}
