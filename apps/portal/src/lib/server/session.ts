import { redirect, type RequestEvent } from '@sveltejs/kit';
import { currentSession, type Role } from '@regulars/contracts';
import { ApiProblem, type Api } from './api.ts';
import { signInTo } from '#lib/shell/sign-in.ts';
import type { Session } from '#lib/shell/session.ts';
import { refuse } from './refusal.ts';
import { leadToSignIn } from './signed-out.ts';

/**
 * The signed-in person, null for a visitor. With a refusal nobody knows who it is: the API is away, or asked for a
 * pause. Public pages still open then.
 */
export async function loadSession(
  api: Api,
  cookieHeader: string | null,
): Promise<Pick<App.Locals, 'session' | 'refusal'>> {
  if (!cookieHeader) return { session: null, refusal: null };
  try {
    return { session: await api.call(currentSession), refusal: null };
  } catch (refusal) {
    if (!(refusal instanceof ApiProblem)) throw refusal;
    return { session: null, refusal: refusal.status === 401 ? null : refusal };
  }
}

type Signed = Pick<RequestEvent, 'locals' | 'request' | 'url'>;

function toSignIn({ locals, request, url }: Signed): never {
  // Nobody has to sign in again because the API does not say for a moment who they are.
  if (locals.refusal) refuse(locals.refusal, { locals });
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
