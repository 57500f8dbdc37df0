import { getMe } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { requireMember } from '#lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const session = requireMember(event);
  // A page kept for times without a network says how old it is.
  const asOf = new Date().toISOString();
  return { session, asOf, me: await show(event.locals.api.call(getMe)) };
};
