import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { currentSession, type Role } from '@regulars/contracts';
import { ApiProblem, type Api } from './api.ts';
import { problemText } from '#lib/shell/problem.ts';
import { signInTo } from '#lib/shell/sign-in.ts';
import type { Session } from '#lib/shell/session.ts';
import { leadToSignIn } from './signed-out.ts';

/**
 * The signed-in person; null for a visitor, 'unknown' while the API is away, so that public pages still open.
 */
export async function loadSession(
  api: Api,
  cookieHeader: string | null,
): Promise<Session | null | 'unknown'> {
  if (!cookieHeader) return null;
  try {
    return await api.call(currentSession);
  } catch (refusal) {
    if (!(refusal instanceof ApiProblem)) throw refusal;
    return refusal.status === 401 ? null : 'unknown';
  }
}

type Signed = Pick<RequestEvent, 'locals' | 'request' | 'url'>;

function toSignIn({ locals, request, url }: Signed): never {
  // Nobody has to sign in again because the service is away for a moment.
  if (locals.away)
    error(503, { message: problemText('unreachable'), code: 'unreachable', requestId: locals.requestId });
  if (!locals.session) leadToSignIn({ request, url });
  redirect(303, signInTo(url));
}

/** For member pages. Sends a visitor to the sign-in and back. */
export function requireMember(event: Signed): Session & { member: NonNullable<Session['member']> } {
  const { session } = event.locals;
  if (!session?.member) toSignIn(event);
  return { ...session, member: session.member };
}

/** For pages of any signed-in person. */
export function requireSession(event: Signed): Session {
  return event.locals.session ?? toSignIn(event);
}

/** For staff pages: a session with one of these roles. */
export function requireRole(event: Signed, roles: readonly Role[]): Session {
  const { session } = event.locals;
  if (!session || !roles.some((role) => session.roles.includes(role))) toSignIn(event);
  return session;
}

export const sellers = ['cashier', 'manager', 'admin'] as const satisfies readonly Role[];
export const managers = ['manager', 'admin'] as const satisfies readonly Role[];
