import { Injectable } from '@nestjs/common';
import pg from 'pg';
import {
  isoOf,
  localDateOf,
  type EarningRule,
  type FailedRule,
  type Grant,
  type Instant,
  type MetRule,
  type StoredEarning,
  type UnmetRule,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { wantedBudget } from '../earning/index.ts';
import { momentsOf, tierEventsOf, tierRowsOf, type TierChange } from '../tiers/index.ts';
import type { HistoryRequest, HistorySpan } from '../sales/index.ts';
import {
  alreadyCounted,
  type BuyerFactsRequest,
  type CapDays,
  type ContextRequest,
  type KeptMetRule,
  type KeptRule,
  type KeptUnmetRule,
  type StoredContext,
} from './context.ts';
import type { DecidedPurchase, KeptEvaluation } from './decision.ts';
import { statement } from './statements.ts';

type Row = Record<string, unknown>;

const context = statement(
  'purchase-context',
  'select purchase_context($1, $2, $3, $4, $5, $6, $7) as context',
);
const recordOne = statement('purchase-record', 'select record_purchase($1)');
const record = statement('purchases-record', 'select record_purchases($1) as counted');
const ofReceipt = statement(
  'purchase-of-receipt',
  'select id from purchases where location_id = $1 and receipt_number = $2',
);
const recordClaim = statement('claim-record', 'select record_claim($1) as claimed');

export interface ContextOptions {
  readonly withLots: boolean;
  readonly locked: boolean;
  /** Whether anything takes part in sales. */
  readonly withParts: boolean;
}

const namesStatement = statement(
  'purchase-names',
  `select id, to_jsonb(receipt_number) as name from purchases where id = any($1::uuid[])`,
);

/** The two calls of a purchase: one reads what decides, one writes the decision. */
@Injectable()
export class PurchasesRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('purchase', namesStatement);
  }

  /** Locks the members' wallets before anything else is read, except for a preview. */
  async context(
    requests: readonly ContextRequest[],
    { withLots, locked, withParts }: ContextOptions,
  ): Promise<StoredContext> {
    const caps = requests.flatMap((each, index) => each.caps.map((cap) => capRow(cap, index)));
    const histories = requests.flatMap((each, index) => readRow(each, index) ?? []);
    const [row] = await this.transactions.query(context, [
      JSON.stringify(requests.map((each) => requestRow(each, requests.length === 1))),
      caps.length > 0 ? JSON.stringify(caps) : null,
      isoOf(requests.at(-1)?.bookedAt ?? 0),
      withLots,
      locked,
      withParts,
      histories.length > 0 ? JSON.stringify(histories) : null,
    ]);
    if (!row) throw new Error('purchase_context returned no row');
    return row.context;
  }

  /**
   * At the end of the transaction, with its commit. Then the transaction throws `receipt-already-counted` if
   * someone else has posted the receipt since the context was read.
   */
  async recordOne(document: object): Promise<void> {
    await this.transactions.parting(recordOne, [JSON.stringify(document)], refusalOf);
  }

  /** The id of the purchase that has the receipt; null if it has not counted. */
  async idOfReceipt(locationId: string, number: string): Promise<string | null> {
    const [row] = await this.transactions.query(ofReceipt, [locationId, number]);
    return row?.id ?? null;
  }

  /** Ids of purchases that already have one of these receipts; then the caller must roll back. */
  async record(document: object): Promise<string[]> {
    const [row] = await this.transactions.query(record, [JSON.stringify(document)]);
    return row?.counted ?? [];
  }

  /** False if the purchase has changed since it was read; then nothing was written. */
  async recordClaim(document: object): Promise<boolean> {
    const [row] = await this.transactions.query(recordClaim, [JSON.stringify(document)]);
    return row?.claimed ?? false;
  }
}

const refusalOf = (error: unknown): unknown =>
  error instanceof pg.DatabaseError && error.code === 'TWICE' && error.detail
    ? alreadyCounted(error.detail)
    : error;

const requestRow = (
  {
    buyer,
    location,
    receipt,
    period,
    measure,
    visitDay,
    purchasedAt,
    currency,
    asks,
    budgets,
  }: ContextRequest,
  alone: boolean,
): Row => ({
  code: buyer?.code ?? null,
  member_id: buyer?.memberId ?? null,
  external_id: buyer?.externalId ?? null,
  location_id: location.id,
  receipt_number: receipt?.number ?? null,
  counts_from: momentsOf(period)[0],
  counts_until: momentsOf(period)[1],
  ...(measure ? { measure } : {}),
  ...(visitDay ? { visit_from: isoOf(visitDay.from), visit_until: isoOf(visitDay.until) } : {}),
  purchased_at: isoOf(purchasedAt),
  currency,
  asks,
  ...(budgets.length > 0 ? { budgets: budgets.map((each) => wantedBudget(each, alone)) } : {}),
});

const capRow = ({ ruleId, per, from, until }: CapDays, index: number): Row => ({
  index,
  rule_id: ruleId,
  per,
  counts_from: from,
  counts_until: until,
});

/** What to read of a buyer besides the wallet; null for nothing. */
const readRow = ({ history, buyerFacts }: ContextRequest, index: number): Row | null =>
  history || buyerFacts
    ? { index, ...(history ? historyRow(history) : {}), ...(buyerFacts ? factsRow(buyerFacts) : {}) }
    : null;

const factsRow = ({ person, figures }: BuyerFactsRequest): Row => ({
  ...(person ? { person } : {}),
  ...(figures ? { zone: figures.zone, day: figures.day } : {}),
});

const historyRow = ({ windows, purchases }: HistoryRequest): Row => ({
  windows: windows.map(({ days, ...span }) => ({ days, ...spanRow(span) })),
  ...(purchases.length > 0 ? { purchases: purchases.map(spanRow) } : {}),
});

const spanRow = ({ from, until }: HistorySpan): Row => ({
  from: from === null ? '-infinity' : isoOf(from),
  until: until === null ? 'infinity' : isoOf(until),
});

/** The rows that `record_purchases` writes, without the points. */
export const purchaseRows = (decided: readonly DecidedPurchase[], actor: Actor, zone: string): Row => ({
  purchases: decided.map((each) => purchaseRow(each, actor)),
  lines: decided.flatMap(lineRows),
  ...paymentRows(decided),
  ...grantedRows(
    decided.flatMap(({ id, intake, earning }) => {
      if (!earning) return [];
      const { buyer, due, tierChanges } = earning;
      const { memberId } = buyer;
      return { memberId, purchaseId: id, at: intake.purchasedAt, grants: due.grants, tierChanges };
    }),
    zone,
  ),
});

/** What a purchase gave, for the rows of its grants. */
export interface Granted {
  readonly memberId: string;
  readonly purchaseId: string;
  readonly at: Instant;
  readonly grants: readonly Grant[];
  readonly tierChanges: readonly TierChange[];
}

/** The rows that `grant_points` writes, without the points. */
export const grantedRows = (granted: readonly Granted[], zone: string): Row => {
  const grants = granted.flatMap((each) => grantRows(each, zone));
  const changes = granted.flatMap(({ tierChanges }) => tierChanges);
  return {
    ...(grants.length > 0 ? { grants } : {}),
    ...(changes.length > 0 ? { tier_changes: tierRowsOf(changes) } : {}),
  };
};

const grantRows = ({ memberId, purchaseId, at, grants }: Granted, zone: string): Row[] => {
  const localDay = localDateOf(at, zone).toString();
  return grants
    .filter(({ ruleId, points }) => ruleId !== null && points > 0)
    .map(({ ruleId, version, points }) => ({
      member_id: memberId,
      rule_id: ruleId,
      purchase_id: purchaseId,
      rule_version: version,
      points,
      local_day: localDay,
    }));
};

const purchaseRow = (
  { id, intake, bookedAt, stored, unmet, failed, earning }: DecidedPurchase,
  actor: Actor,
): Row => ({
  id,
  member_id: earning?.buyer.memberId ?? null,
  ...(earning && intake.buyer?.code ? { card_code: intake.buyer.code } : {}),
  location_id: intake.location.id,
  receipt_number: intake.receipt?.number,
  till: intake.receipt?.till ?? null,
  channel: intake.channel,
  purchased_at: isoOf(intake.purchasedAt),
  booked_at: isoOf(bookedAt),
  currency: intake.currency,
  gross: intake.gross,
  net: intake.net,
  reporting_currency: intake.reporting?.currency ?? null,
  exchange_rate: intake.reporting?.rate ?? null,
  reporting_gross: intake.reporting?.gross ?? null,
  payments: intake.payments,
  ...(intake.codes.length > 0 ? { codes: intake.codes } : {}),
  earned: earning?.awarded.granted ?? 0,
  transaction_id: earning?.awarded.transactionId ?? null,
  explanation: earning?.due.explanation ?? [],
  evaluation: keptOf(stored, unmet, failed),
  actor_kind: actor.kind,
  actor_id: actor.id,
});

const paymentRows = (decided: readonly DecidedPurchase[]): Row => {
  const rows = decided.flatMap(({ id, payment }) => {
    if (!payment) return [];
    const { points, amount, shares, first, paid } = payment;
    return { purchase_id: id, points, amount, shares, first, paid };
  });
  return rows.length > 0 ? { points_payments: rows } : {};
};

const lineRows = ({ id, intake }: DecidedPurchase): Row[] =>
  intake.lines.map((line, index) => ({
    purchase_id: id,
    line: index,
    sku: line.sku,
    name: line.name,
    category: line.category,
    brand: line.brand,
    kind: line.kind,
    quantity: line.quantity / 1000,
    unit_price: line.unitPrice,
    discount: line.discount,
    amount: line.gross,
    net: line.net,
    tax_rate: line.taxRate / 100,
    ...(line.sets && line.sets.length > 0 ? { product_sets: line.sets } : {}),
    ...(line.rates ? { rates: line.rates } : {}),
    ...(line.priceBound ? { price_bound: true } : {}),
  }));

/**
 * Of the buyer, only what decided: whether conditions held, never the personal facts that they asked. Residuals are
 * about goods only.
 */
export const keptOf = (
  { rules, facts, policy, headroom, shared, granted, purchase: { bonuses } }: StoredEarning,
  unmet: readonly UnmetRule[],
  failed: readonly FailedRule[],
): KeptEvaluation => ({
  rules: rules.map(keptMetRule),
  ...(unmet.length > 0 ? { unmet: unmet.map(keptUnmetRule) } : {}),
  ...(failed.length > 0 ? { failed: failed.map(({ rule, fault }) => ({ ...keptRule(rule), fault })) } : {}),
  facts,
  policy,
  headroom,
  ...(shared ? { shared } : {}),
  ...(bonuses ? { bonuses } : {}),
  granted,
});

const keptMetRule = ({ residual, ...rule }: MetRule): KeptMetRule => ({
  ...keptRule(rule),
  ...(residual ? { residual } : {}),
});

/** The whole condition needs no pointer. */
const keptUnmetRule = ({ unmetParts: parts = [], ...rule }: UnmetRule): KeptUnmetRule => ({
  ...keptRule(rule),
  ...(parts.some((pointer) => pointer !== '') ? { parts } : {}),
});

const keptRule = ({ id, version, audience }: EarningRule): KeptRule => ({
  id,
  version,
  ...(audience ? { audience } : {}),
});

/** The events of purchases, except those of their points. */
export const purchaseEvents = (decided: readonly DecidedPurchase[]): ClubEvent[] => [
  ...decided.map(({ id, intake, bookedAt, earning }) => ({
    name: 'purchase.recorded' as const,
    memberId: earning?.buyer.memberId ?? null,
    at: bookedAt,
    data: {
      purchaseId: id,
      location: intake.location.code,
      amount: intake.gross,
      currency: intake.currency,
      points: earning?.awarded.granted ?? 0,
    },
  })),
  ...tierEventsOf(decided.flatMap(({ earning }) => earning?.tierChanges ?? [])),
];
