import {
  getOverview,
  listApiKeys,
  listAuditEntries,
  listEarningRules,
  listLocations,
  listMails,
  listMembers,
  listProducts,
  listPurchases,
  listRewards,
  listStaff,
  listTiers,
  type ExportedTable,
} from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import { majorOf } from '#lib/shell/form/amount.ts';
import { auditChanges } from '#lib/audit/console/audit-changes.ts';
import { auditFilters } from '#lib/audit/console/audit-filters.server.ts';
import { deedName, fieldName } from '#lib/audit/console/audit-words.ts';
import { memberFilters } from '#lib/members/console/member-filters.server.ts';
import { purchaseFilters } from '#lib/purchases/console/purchase-filters.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { inLanguage } from '#lib/shell/texts.ts';
import { validUntil } from '#lib/shell/valid-until.ts';
import { fileReply, type Format } from '#lib/exports/shared/reply.server.ts';
import type { Page, Sheet } from '#lib/exports/shared/sheet.ts';

interface ExportRequest {
  api: Api;
  url: URL;
  zone: string;
}
type Paged = { limit: number; cursor?: string };

/** Asks for a list page by page. */
const paged =
  <Row>(ask: (query: Paged) => Promise<Page<Row>>, limit = 200) =>
  (cursor: string | undefined): Promise<Page<Row>> =>
    show(ask({ limit, ...(cursor ? { cursor } : {}) }));

const typed = ({ url }: ExportRequest, name: string, as = name): Record<string, string> => {
  const value = url.searchParams.get(name)?.trim().slice(0, 100);
  return value ? { [as]: value } : {};
};
const money = (minor: number, currency: string): number => Number(majorOf(minor, currency));
const sheet = <Row>(page: Sheet<Row>['page'], columns: Sheet<Row>['columns']): Sheet<Row> => ({
  page,
  columns,
});

const members = ({ api, url }: ExportRequest) =>
  sheet(
    paged((query) => api.call(listMembers, { query: { ...memberFilters(url), ...query } })),
    {
      id: (row) => row.id,
      displayName: (row) => row.displayName,
      email: (row) => row.email,
      phone: (row) => row.phone,
      externalId: (row) => row.externalId,
      cardNumber: (row) => row.cardNumber,
      status: (row) => row.status,
      language: (row) => row.language,
      tier: (row) => row.tier,
      points: (row) => row.available,
      joinedAt: (row) => row.joinedAt,
      lastPurchaseAt: (row) => row.lastPurchaseAt,
    },
  );

const purchases = ({ api, url, zone }: ExportRequest) =>
  sheet(
    paged((query) => api.call(listPurchases, { query: { ...purchaseFilters(url, zone), ...query } })),
    {
      id: (row) => row.id,
      purchasedAt: (row) => row.purchasedAt,
      location: (row) => row.locationName,
      receiptNumber: (row) => row.receipt.number,
      member: (row) => row.member?.displayName ?? null,
      gross: ({ total }) => money(total.gross, total.currency),
      returned: ({ total, returned }) => money(returned, total.currency),
      currency: (row) => row.total.currency,
      points: (row) => row.earned,
    },
  );

const products = (request: ExportRequest) =>
  sheet(
    paged((query) => {
      const active = request.url.searchParams.get('active');
      return request.api.call(listProducts, {
        query: {
          ...typed(request, 'q', 'query'),
          ...(active === 'true' || active === 'false' ? { active } : {}),
          ...(request.url.searchParams.get('keys') === 'true' ? { quickKeys: 'true' as const } : {}),
          ...query,
        },
      });
    }),
    {
      sku: (row) => row.sku,
      name: (row) => row.name,
      category: (row) => row.category,
      brand: (row) => row.brand,
      kind: (row) => row.kind,
      prices: ({ prices }) =>
        prices.map(({ amount, currency }) => `${majorOf(amount, currency)} ${currency}`).join(', '),
      taxRate: (row) => row.taxRate,
      quickKey: (row) => String(row.quickKey),
      active: (row) => String(row.active),
    },
  );

const locations = ({ api }: ExportRequest) =>
  sheet(
    paged((query) => api.call(listLocations, { query })),
    {
      code: (row) => row.code,
      name: (row) => row.name,
      kind: (row) => row.kind,
      currency: (row) => row.currency,
      address: (row) => row.address,
      openingHours: (row) => row.openingHours,
      active: (row) => String(row.active),
    },
  );

const rewards = ({ api }: ExportRequest) =>
  sheet(
    paged((query) => api.call(listRewards, { query })),
    {
      id: (row) => row.id,
      name: (row) => inLanguage(row.name),
      category: (row) => row.category,
      state: (row) => row.state,
      points: (row) => row.points,
      stock: (row) => row.stock,
      redeemed: (row) => row.redeemed,
      validFrom: (row) => row.validFrom,
      validUntil: (row) => row.validUntil,
    },
  );

const rules = ({ api }: ExportRequest) =>
  sheet(
    paged((query) => api.call(listEarningRules, { query })),
    {
      id: (row) => row.id,
      name: (row) => row.name,
      state: (row) => row.state,
      version: (row) => row.version,
      effect: (row) => JSON.stringify(row.effect),
      validFrom: (row) => row.validFrom,
      validUntil: (row) => row.validUntil,
      updatedAt: (row) => row.updatedAt,
    },
  );

const tiers = ({ api }: ExportRequest) =>
  sheet(
    paged(() => api.call(listTiers)),
    {
      code: (row) => row.code,
      name: (row) => inLanguage(row.name),
      rank: (row) => row.rank,
      threshold: (row) => row.threshold,
      multiplierPercent: (row) => row.multiplierPercent,
    },
  );

const staff = ({ api }: ExportRequest) =>
  sheet(
    paged((query) => api.call(listStaff, { query })),
    {
      id: (row) => row.id,
      displayName: (row) => row.displayName,
      email: (row) => row.email,
      role: (row) => row.role,
      state: (row) => row.state,
      lastSeenAt: (row) => row.lastSeenAt,
    },
  );

const mails = ({ api }: ExportRequest) =>
  sheet(
    paged((query) => api.call(listMails, { query })),
    {
      id: (row) => row.id,
      to: (row) => row.to,
      subject: (row) => row.subject,
      template: (row) => row.template,
      sentAt: (row) => row.sentAt,
    },
  );

const auditWords = (names: Readonly<Record<string, string>>, zone: string) => ({
  names,
  yes: m.audit_yes(),
  no: m.audit_no(),
  validUntil: (exclusive: string) => validUntil(exclusive, zone),
});

const audit = ({ api, url, zone }: ExportRequest) =>
  sheet(
    paged((query) => api.call(listAuditEntries, { query: { ...auditFilters(url, zone), ...query } })),
    {
      id: (row) => row.id,
      at: (row) => row.at,
      actorKind: (row) => row.actor.kind,
      actor: (row) => row.actor.name,
      action: (row) => row.action,
      deed: (row) => deedName(row.action),
      subjectType: (row) => row.subject?.type ?? null,
      subject: (row) => row.subject?.name ?? row.subject?.id ?? null,
      member: (row) => row.member?.name ?? row.member?.id ?? null,
      changes: (row) =>
        auditChanges(row.before, row.after, auditWords(row.names, zone))
          .map(({ field, before, after }) => `${fieldName(field)}: ${before || '–'} → ${after || '–'}`)
          .join('; ') || null,
      address: (row) => row.address,
      requestId: (row) => row.requestId,
    },
  );

const keys = ({ api }: ExportRequest) =>
  sheet(
    paged(() => api.call(listApiKeys)),
    {
      id: (row) => row.id,
      name: (row) => row.name,
      prefix: (row) => row.prefix,
      scopes: (row) => row.scopes.join(' '),
      createdAt: (row) => row.createdAt,
      lastUsedAt: (row) => row.lastUsedAt,
      revokedAt: (row) => row.revokedAt,
    },
  );

const overview = ({ api, url }: ExportRequest) =>
  sheet(
    async () => {
      const days = Number(url.searchParams.get('days') ?? 30) || 30;
      const { series, currency } = await show(api.call(getOverview, { query: { days } }));
      return { data: series.map((row) => ({ ...row, currency })), cursor: { next: null } };
    },
    {
      period: (row) => row.period,
      purchases: (row) => row.purchases,
      revenue: (row) => money(row.revenue, row.currency),
      currency: (row) => row.currency,
      issued: (row) => row.issued,
      redeemed: (row) => row.redeemed,
      expired: (row) => row.expired,
      given: (row) => row.given,
      taken: (row) => row.taken,
    },
  );

type Reply = (request: ExportRequest, file: string, format: Format) => Promise<Response>;
const as =
  <Row>(make: (request: ExportRequest) => Sheet<Row>): Reply =>
  (request, file, format) =>
    fileReply(file, format, make(request));

const tables = {
  members: as(members),
  purchases: as(purchases),
  products: as(products),
  locations: as(locations),
  rewards: as(rewards),
  rules: as(rules),
  tiers: as(tiers),
  staff: as(staff),
  mails: as(mails),
  audit: as(audit),
  keys: as(keys),
  overview: as(overview),
} satisfies Record<ExportedTable, Reply>;

export const isTable = (asked: string): asked is ExportedTable => Object.hasOwn(tables, asked);

/** The file of a table under the filters of the address. */
export function tableFile(
  { url, locals }: Pick<RequestEvent, 'url' | 'locals'>,
  table: ExportedTable,
  day: string,
  format: Format,
): Promise<Response> {
  return tables[table](
    { api: locals.api, url, zone: locals.club?.timeZone ?? 'UTC' },
    `${table}-${day}`,
    format,
  );
}
