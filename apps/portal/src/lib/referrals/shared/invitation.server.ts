import { getReferralCode } from '@regulars/contracts';
import type { Cookies } from '@sveltejs/kit';
import type { Api } from '#lib/server/api.ts';

/** Only for joining, so that a friend who joins some days later counts too. */
const cookie = { name: 'regulars-invitation', path: '/join' } as const;
const keptSeconds = 30 * 86_400;
const longest = 200;

/** Null without an invitation. */
type Invitation = { usable: boolean; friendPoints: number } | null;

/** The code in the link, else that of a link that was opened in this browser before. */
export const invitationCode = (url: URL, cookies: Cookies): string | null => {
  const asked = url.searchParams.get('from')?.trim() ?? '';
  return (asked === '' ? cookies.get(cookie.name) : asked)?.slice(0, longest) ?? null;
};

/** Keeps a code that can be used. One that cannot only says so. */
export async function openInvitation(api: Api, url: URL, cookies: Cookies): Promise<Invitation> {
  const code = invitationCode(url, cookies);
  if (code === null) return null;
  // Joining does not depend on it.
  const found = await api.call(getReferralCode, { params: { code } }).catch(() => null);
  if (!found) return null;
  if (found.code === null) {
    if (cookies.get(cookie.name) === code) forgetInvitation(cookies);
    return { usable: false, friendPoints: 0 };
  }
  cookies.set(cookie.name, found.code, { path: cookie.path, maxAge: keptSeconds, sameSite: 'lax' });
  const giving = found.offers.filter(({ budgetUsedUp }) => budgetUsedUp === null);
  return { usable: true, friendPoints: Math.max(0, ...giving.map(({ friendPoints }) => friendPoints)) };
}

export const forgetInvitation = (cookies: Cookies): void =>
  cookies.delete(cookie.name, { path: cookie.path });
