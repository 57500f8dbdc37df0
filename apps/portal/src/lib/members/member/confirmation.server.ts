import { fail, type RequestEvent } from '@sveltejs/kit';
import { sendEmailConfirmation } from '@regulars/contracts';
import { problemText } from '#lib/shell/problem.ts';
import { ApiProblem } from '#lib/server/api.ts';
import { requireMember } from '#lib/server/session.ts';

const section = 'confirmation' as const;

/** The form action of `EmailHint`. */
export async function sendConfirmation(event: Pick<RequestEvent, 'locals' | 'url'>) {
  requireMember(event);
  try {
    await event.locals.api.call(sendEmailConfirmation);
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem)) throw thrown;
    const status = thrown.status >= 400 ? thrown.status : 503;
    return fail(status, { section, sent: false, message: problemText(thrown.code) });
  }
  return { section, sent: true, message: '' };
}
