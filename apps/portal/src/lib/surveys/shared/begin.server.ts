import { randomBytes } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';

/** Of the anonymous link. The page draws it, so a form that is sent twice begins once. */
export const newToken = (): string => randomBytes(32).toString('base64url');

const begin = form('begin', { token: anyText });

/** The form action that begins an anonymous survey and leads to its page. */
export async function beginForm(
  event: Pick<RequestEvent, 'request' | 'platform'>,
  call: (body: { token: string }) => Promise<unknown>,
) {
  let token = '';
  const outcome = await submit(event, begin, async (sent) => {
    await call(sent);
    token = sent.token;
  });
  if (token !== '') redirect(303, `/survey/${encodeURIComponent(token)}?begun`);
  return outcome;
}
