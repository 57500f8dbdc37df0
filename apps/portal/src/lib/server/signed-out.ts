import { getRequestEvent } from '$app/server';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { stringify } from 'devalue';
import { problemText } from '#lib/shell/problem.ts';
import { pathOf, signInTo } from '#lib/shell/sign-in.ts';

const code = 'not-signed-in';

/** Ends a form action without a session: nothing was saved, and the sender must hear so. */
export function refuseSignedOut(): never {
  error(401, { message: problemText(code), code, requestId: getRequestEvent().locals.requestId });
}

/** Ends a request without a session: a form says that nothing was saved, a page leads to the sign-in and back. */
export function leadToSignIn({ request, url }: Pick<RequestEvent, 'request' | 'url'>): never {
  if (request.method === 'POST') refuseSignedOut();
  redirect(303, signInTo(url));
}

/**
 * Scripts ask for the data of a page. They skip layouts that they already have, and with them the layout's guard, so
 * it is here too: a session that ended elsewhere leads to the sign-in on every navigation.
 */
export const guardData: Handle = ({ event, resolve }) => {
  const { session, refusal } = event.locals;
  if (!event.isDataRequest || session || refusal || !isPrivate(event.route.id)) return resolve(event);
  // As Kit answers a redirect to its scripts.
  const lead = { type: 'redirect', status: 303, location: signInTo(event.url) };
  return Response.json(lead, { headers: { 'cache-control': 'private, no-store' } });
};

/**
 * A script that sends a form without a session, or while the API takes none, gets a refusal, not the error: an error
 * would replace the page and what was typed on it. The layout says what to do. Without scripts the error page is the
 * answer.
 */
export const keepForms: Handle = async ({ event, resolve }) => {
  if (event.request.method !== 'POST') return resolve(event);
  const { session, refusal } = event.locals;
  // Before the form is read: nobody should correct a form that cannot be saved.
  if (!session && !refusal && isPrivate(event.route.id) && wantsJson(event.request))
    return keptForm(event.url, { status: 401, code, message: problemText(code) });
  const response = await resolve(event);
  const passing = await passingError(response);
  return passing ? keptForm(event.url, passing) : response;
};

const isPrivate = (route: string | null): boolean =>
  /^\/(club|till|console)(\/|$)|^\/\(public\)\/account$/u.test(route ?? '');

const json = 'application/json';
const wantsJson = ({ headers }: Request): boolean => headers.get('accept')?.startsWith(json) ?? false;

type Passing = App.Error & { code: string };

/** The refusal of no form of the page: none of them shows anything of it. */
const keptForm = (url: URL, { status, code, message: text }: Passing): Response => {
  const form = { id: code, posted: true, valid: false, errors: {}, data: {} };
  const data = stringify({ unsent: { code, text }, form });
  return Response.json({ type: 'failure', status, location: pathOf(url), data }, { status });
};

/** An error after which the same form can be sent again: signed in again, or some time later. */
const passingError = async (response: Response): Promise<Passing | null> => {
  if (![401, 429, 503].includes(response.status)) return null;
  if (!response.headers.get('content-type')?.startsWith(json)) return null;
  const result = (await response.clone().json()) as { type?: unknown; error?: App.Error };
  const { error: said } = result;
  if (result.type !== 'error' || said?.code === undefined) return null;
  return response.status !== 401 || said.code === code ? { ...said, code: said.code } : null;
};
