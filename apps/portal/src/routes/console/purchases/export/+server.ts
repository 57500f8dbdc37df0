import { listPurchases } from '@regulars/contracts';
import { majorOf } from '#lib/console/amount.ts';
import { csvReply } from '#lib/console/csv-reply.server.ts';
import { todayIn } from '#lib/console/local-time.server.ts';
import { purchaseFilters } from '#lib/console/purchase-filters.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The purchases that the list shows under the same filters, all pages, as CSV. */
export const GET: RequestHandler = (event) => {
  requireRole(event, managers);
  const { api, club } = event.locals;
  const zone = club?.timeZone ?? 'UTC';
  const filters = purchaseFilters(event.url, zone);
  const amount = (minor: number, currency: string): number => Number(majorOf(minor, currency));
  return csvReply({
    file: `${m.console_purchases_file()}-${todayIn(zone)}`,
    head: [
      'id',
      m.console_purchases_time(),
      m.console_purchases_location(),
      m.console_purchases_receipt(),
      m.console_purchases_member(),
      m.console_purchases_amount(),
      m.console_purchases_return_amount(),
      m.console_purchases_currency(),
      m.console_purchases_points(),
    ],
    page: (cursor) =>
      show(api.call(listPurchases, { query: { ...filters, limit: 200, ...(cursor ? { cursor } : {}) } })),
    cells: ({ id, purchasedAt, locationName, receipt, member, total, returned, earned }) => [
      id,
      purchasedAt,
      locationName,
      receipt.number,
      member?.displayName ?? null,
      amount(total.gross, total.currency),
      amount(returned, total.currency),
      total.currency,
      earned,
    ],
  });
};
