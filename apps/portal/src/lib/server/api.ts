import { getRequestEvent } from '$app/server';
import type { RequestEvent } from '@sveltejs/kit';
import { ApiProblem, RegularsClient } from '@regulars/client';
import { getLocale } from '#lib/paraglide/runtime.js';
import { passCookiesOn } from './cookies.ts';
import { refuse } from './refusal.ts';
import { leadToSignIn } from './signed-out.ts';
import { visitorAddress } from './visitor-address.ts';

export type Api = RegularsClient;
export { ApiProblem };

/** The API is in the same process by default; scaled out it is another host. */
export const apiAddress = (): string =>
  `${process.env.API_INTERNAL_URL ?? `http://127.0.0.1:${process.env.PORT ?? '3000'}`}/api/v1`;

/**
 * The API on behalf of this visitor: their cookie if the page has sessions, origin and language, and their address under a secret that
 * only the portal's server knows, so that limits and checks apply to the visitor and not to this server.
 */
export const apiFor = (event: RequestEvent, cookie: string | null): Api =>
  new RegularsClient({
    baseUrl: apiAddress(),
    headers: visitor(event, cookie),
    onResponse: (response) => passCookiesOn(response, event.cookies),
    fetch: (input, init) => fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(15_000) }),
  });

function visitor(event: RequestEvent, cookie: string | null): Record<string, string> {
  const headers: Record<string, string> = {
    origin: event.url.origin,
    'x-forwarded-host': event.url.host,
    'x-request-id': event.locals.requestId,
    'accept-language': getLocale(),
  };
  if (cookie) headers.cookie = cookie;
  const agent = event.request.headers.get('user-agent');
  if (agent) headers['user-agent'] = agent;
  const secret = process.env.PORTAL_SECRET;
  if (secret) {
    headers['x-regulars-portal'] = secret;
    headers['x-forwarded-for'] = visitorAddress(event);
  }
  return headers;
}

/**
 * For `load`: waits for the API and turns a refusal into an error page. A 401 means that the session has just ended:
 * it leads to the sign-in and back.
 */
export async function show<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (refusal) {
    if (!(refusal instanceof ApiProblem)) throw refusal;
    if (refusal.code === 'not-signed-in') leadToSignIn(getRequestEvent());
    refuse(refusal, getRequestEvent());
  }
}
