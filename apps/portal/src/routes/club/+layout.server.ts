import { redirect } from '@sveltejs/kit';
import { countNotices, getMe, getOwnTerms } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { requireMember } from '#lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

/** The card is never blocked; here members read, accept or leave. */
const isOpen = (path: string): boolean =>
  /^\/club\/(?:card|terms|profile|vouchers|coupons)(?:\/|$)/u.test(path);

export const load: LayoutServerLoad = async (event) => {
  const session = requireMember(event);
  // A page cached for offline use shows its age.
  const asOf = new Date().toISOString();
  const { api } = event.locals;
  const [me, terms, { unread }] = await show(
    Promise.all([api.call(getMe), api.call(getOwnTerms), api.call(countNotices)]),
  );
  if (terms.mustAccept && !isOpen(event.url.pathname)) redirect(303, '/club/terms');
  return { session, asOf, me, terms, unread };
};
