import { json } from '@sveltejs/kit';
import { listMembers } from '@regulars/contracts';
import type { FoundMember } from '#lib/members/shared/find-members.ts';
import { show } from '#lib/server/api.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

const most = 6;

/** Active members for a choice, as the search of the member list finds them: those with a similar name come last. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, managers);
  const query = event.url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
  if (query.length < 2) return json([]);
  const { data, similar = [] } = await show(
    event.locals.api.call(listMembers, { query: { query, status: 'active', limit: most } }),
  );
  const found: FoundMember[] = [...data, ...similar]
    .filter(({ erased }) => !erased)
    .slice(0, most)
    .map(({ id, displayName, email, phone, cardNumber }) => ({
      id,
      name: displayName,
      note: email ?? phone ?? cardNumber ?? '',
    }));
  return json(found);
};
