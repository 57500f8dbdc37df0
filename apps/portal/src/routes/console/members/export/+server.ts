import { listMembers } from '@regulars/contracts';
import { csvReply } from '#lib/console/csv-reply.server.ts';
import { todayIn } from '#lib/console/local-time.server.ts';
import { memberFilters } from '#lib/console/member-filters.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The members that the list shows under the same filters, all pages, as CSV. */
export const GET: RequestHandler = (event) => {
  requireRole(event, managers);
  const { api, club } = event.locals;
  const filters = memberFilters(event.url);
  return csvReply({
    file: `${m.console_members_file()}-${todayIn(club?.timeZone ?? 'UTC')}`,
    head: [
      'id',
      m.console_members_name(),
      m.common_email(),
      m.common_phone(),
      m.console_members_external(),
      m.console_members_card(),
      m.console_members_status(),
      m.console_members_tier(),
      m.console_members_points(),
      m.console_members_joined(),
      m.console_members_last(),
    ],
    page: (cursor) =>
      show(api.call(listMembers, { query: { ...filters, limit: 200, ...(cursor ? { cursor } : {}) } })),
    cells: (row) => [
      row.id,
      row.displayName,
      row.email,
      row.phone,
      row.externalId,
      row.cardNumber,
      row.status,
      row.tier,
      row.available,
      row.joinedAt,
      row.lastPurchaseAt,
    ],
  });
};
