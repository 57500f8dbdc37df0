import { getMe } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { requireMember } from '#lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const session = requireMember(event);
  // A page cached for offline use shows its age.
  const asOf = new Date().toISOString();
  return { session, asOf, me: await show(event.locals.api.call(getMe)) };
};
