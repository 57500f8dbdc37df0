import type { ExportKind } from '@regulars/contracts';
import { auditFilters } from '#lib/audit/console/audit-filters.server.ts';
import { bulkFilters } from '#lib/bulk/console/bulk-filters.server.ts';
import { productFilters } from '#lib/club/console/product-filters.server.ts';
import { memberFilters } from '#lib/members/console/member-filters.server.ts';
import { manualDiscountFilters } from '#lib/purchases/console/manual-discount-filters.server.ts';
import { suppressionFilters } from '#lib/permissions/console/suppression-filters.server.ts';
import { purchaseFilters } from '#lib/purchases/console/purchase-filters.server.ts';
import { surveyAnswersFilters } from '#lib/surveys/console/results-filter.server.ts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { queryTexts } from '#lib/shell/list/query.ts';

type Read = (address: URL, zone: string) => object;

const lists: Partial<Record<ExportKind, Read>> = {
  members: memberFilters,
  purchases: purchaseFilters,
  'purchase-lines': purchaseFilters,
  products: productFilters,
  'manual-discounts': manualDiscountFilters,
  suppressions: suppressionFilters,
  'survey-answers': surveyAnswersFilters,
  audit: auditFilters,
  bulks: bulkFilters,
  referrals: ({ searchParams }) => ({ state: searchParams.get('state') ?? undefined }),
  mails: (url) => sortQuery(url, ['sent', 'title', 'to']),
  overview: ({ searchParams }) => ({ days: searchParams.get('days') ?? undefined }),
};

/** The filters of a list from its page's address, as the API names them. */
export const listFilters = (kind: ExportKind, address: URL, zone: string): Record<string, string> =>
  queryTexts(lists[kind]?.(address, zone) ?? {});
