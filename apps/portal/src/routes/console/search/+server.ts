import { json } from '@sveltejs/kit';
import {
  listEarningRules,
  listMembers,
  listProducts,
  listPurchases,
  listRewards,
  listStaff,
} from '@regulars/contracts';
import { rankOf } from '#lib/shell/jump-rank.ts';
import { inLanguage } from '#lib/shell/texts.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { ApiProblem } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { FoundKind, FoundThing } from '#lib/shell/find-anything.ts';
import type { RequestHandler } from './$types';

type Ranked = FoundThing & { readonly rank: number };
type Texts = readonly (string | null | undefined)[];

const most = 6;

/** What the API found by itself matches, though not in a text that it shows. */
const foundElsewhere = 4.9;

/** Members, receipts and everything with a name, for the jump with Ctrl-K. The API shows only what the caller may see. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, managers);
  const { api } = event.locals;
  const query = event.url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
  if (query.length < 2) return json([]);

  const ranked = (
    kind: FoundKind,
    href: string,
    [label, ...more]: Texts,
    note = '',
    found = false,
  ): Ranked[] => {
    const rank = rankOf(query, [label, ...more]) ?? (found ? foundElsewhere : null);
    return rank === null ? [] : [{ kind, href, label: label ?? '', note, rank }];
  };
  const things = await Promise.all([
    listed(firstOf(api.call(listMembers, { query: { query, limit: 8 } })), (one) =>
      one.erased
        ? []
        : ranked(
            'member',
            `/console/members/${one.id}`,
            [one.displayName, one.email, one.phone, one.cardNumber],
            one.email ?? one.cardNumber ?? '',
            true,
          ),
    ),
    listed(firstOf(api.call(listPurchases, { query: { receipt: query, limit: most } })), (one) =>
      ranked('purchase', `/console/purchases/${one.id}`, [one.receipt.number], one.locationName, true),
    ),
    listed(
      everyRow((page) => api.call(listEarningRules, { query: page })),
      (one) => ranked('rule', `/console/rules/${one.id}`, [one.name, ...Object.values(one.nameTexts)]),
    ),
    listed(
      everyRow((page) => api.call(listRewards, { query: page })),
      (one) =>
        ranked('reward', `/console/rewards/${one.id}`, [inLanguage(one.name), ...Object.values(one.name)]),
    ),
    listed(firstOf(api.call(listProducts, { query: { query, limit: most } })), (one) =>
      ranked(
        'product',
        `/console/products?q=${encodeURIComponent(one.sku)}&edit=${one.id}`,
        [one.name, one.sku, ...Object.values(one.nameTexts)],
        one.sku,
        true,
      ),
    ),
    listed(allLocations(api), (one) =>
      ranked(
        'location',
        `/console/locations?edit=${one.id}`,
        [one.name, one.code, ...Object.values(one.nameTexts)],
        one.code,
      ),
    ),
    listed(
      everyRow((page) => api.call(listStaff, { query: page })),
      (one) =>
        ranked('staff', `/console/staff?edit=${one.id}`, [one.displayName, one.email], one.email ?? ''),
    ),
  ]);
  const found = things
    .flatMap((some) => some.sort((a, b) => a.rank - b.rank).slice(0, most))
    .sort((a, b) => a.rank - b.rank);
  return json(found.map(({ rank: _, ...thing }) => thing));
};

const firstOf = async <Row>(page: Promise<{ data: readonly Row[] }>): Promise<readonly Row[]> =>
  (await page).data;

/**
 * Nothing where the caller has no access, or the text cannot be a receipt number. A pause that the API asks for is
 * not an answer.
 */
const listed = async <Row>(
  rows: Promise<readonly Row[]>,
  show: (row: Row) => Ranked[],
): Promise<Ranked[]> => {
  try {
    return (await rows).flatMap(show);
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 429) return [];
    throw error;
  }
};
