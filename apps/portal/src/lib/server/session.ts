import { redirect, type RequestEvent } from '@sveltejs/kit';
import { currentSession, type Role } from '@regulars/contracts';
import { ApiProblem, type Api } from './api.ts';
import type { Session } from '#lib/session.ts';

/** Who is signed in; null for a visitor and while the API is away, so that public pages always open. */
export async function loadSession(api: Api, cookieHeader: string | null): Promise<Session | null> {
  if (!cookieHeader) return null;
  try {
    return await api.call(currentSession);
  } catch (refusal) {
    if (refusal instanceof ApiProblem) return null;
    throw refusal;
  }
}

function toSignIn(url: URL): never {
  redirect(303, `/sign-in?continue=${encodeURIComponent(`${url.pathname}${url.search}`)}`);
}

type Signed = Pick<RequestEvent, 'locals' | 'url'>;

/** For the pages of the club: a signed-in member. Sends a visitor to the sign-in and back. */
export function requireMember({ locals, url }: Signed): Session & { member: NonNullable<Session['member']> } {
  const { session } = locals;
  if (!session?.member) toSignIn(url);
  return { ...session, member: session.member };
}

/** For the pages of staff: a session with one of these roles. */
export function requireRole({ locals, url }: Signed, roles: readonly Role[]): Session {
  const { session } = locals;
  if (!session || !roles.some((role) => session.roles.includes(role))) toSignIn(url);
  return session;
}

export const sellers = ['cashier', 'manager', 'admin'] as const satisfies readonly Role[];
export const managers = ['manager', 'admin'] as const satisfies readonly Role[];
