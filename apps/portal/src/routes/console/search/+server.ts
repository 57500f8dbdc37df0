import { json } from '@sveltejs/kit';
import { listMembers } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** Members for the jump with Ctrl-K. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, managers);
  const query = event.url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
  if (query.length < 2) return json([]);
  const found = await show(event.locals.api.call(listMembers, { query: { query, limit: 8 } }));
  return json(
    found.data.map(({ id, displayName, email, cardNumber }) => ({
      id,
      displayName,
      note: email ?? cardNumber ?? '',
    })),
  );
};
