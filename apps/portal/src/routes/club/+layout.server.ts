import { requireMember } from '#lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
  const session = requireMember(event);
  return { session, member: session.member };
};
