import { Injectable } from '@nestjs/common';
import type { listPurchases, QueryOf } from '@regulars/contracts';
import { madeStatement, type ValuesOf } from '../../platform/database/statement.ts';
import type { SortOrder } from '../../platform/http/sorted.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { PurchaseDetail, PurchaseSummary } from './stored-purchase.ts';
import { statement } from './statements.ts';

const summary = `p.id, p.member_id, member_name(p.member_id) as member_name, p.location_id, p.receipt_number, p.till, p.purchased_at,
  p.booked_at, p.currency, p.gross, p.net, p.earned, p.explanation, p.returned_gross`;
const detail = `select ${summary}, p.payments, p.codes, p.channel, p.evaluation, p.transaction_id, p.claimed_at, p.returned_points, p.returned_status,
    p.actor_kind, p.actor_id,
    case when p.reporting_gross is not null then jsonb_build_object('gross', p.reporting_gross,
      'currency', p.reporting_currency, 'rate', trim_scale(p.exchange_rate)::text) end as reporting,
    (select jsonb_agg(jsonb_build_object('line', l.line, 'sku', l.sku, 'name', l.name, 'category', l.category, 'brand', l.brand,
        'kind', l.kind, 'quantity', l.quantity, 'unitPrice', l.unit_price, 'discount', l.discount, 'amount', l.amount, 'net', l.net,
        'taxRate', l.tax_rate, 'sets', l.product_sets, 'rates', l.rates, 'priceBound', l.price_bound, 'returned', l.returned, 'returnedAmount', l.returned_amount) order by l.line)
     from purchase_lines l where l.purchase_id = p.id) as lines,
    (select jsonb_build_object('points', y.points, 'amount', y.amount, 'shares', y.shares, 'first', y.first, 'givenBack', y.given_back, 'paid', y.paid)
     from points_payments y where y.purchase_id = p.id) as payment,
    (select coalesce(jsonb_agg(jsonb_build_object('participant', e.participant, 'kind', e.kind, 'reference', e.reference,
        'figures', e.figures) order by e.participant, e.kind, e.reference), '[]')
     from sale_effects e where e.purchase_id = p.id and e.outcome = 'applied' and e.undone_by is null) as effects,
    (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'at', r.returned_at, 'reason', r.reason, 'lines', r.lines,
        'amount', r.amount, 'takenBack', r.taken_back, 'debt', r.debt, 'forgiven', r.forgiven,
        'expired', r.expired, 'pointsBack', r.points_back, 'transactionId', r.transaction_id, 'reversed', case when r.reversed_at is not null then
          jsonb_build_object('at', r.reversed_at, 'reason', r.reversal_reason, 'points', r.given_back, 'transactionId', r.reversal_transaction_id) end)
        order by r.booked_at, r.id), '[]')
     from purchase_returns r where r.purchase_id = p.id) as returns
  from purchases p`;
const find = statement('purchase-find', `${detail} where p.id = any($1) order by p.purchased_at desc, p.id`);
const findByReceipt = statement(
  'purchase-find-by-receipt',
  `${detail} where p.location_id = $1 and p.receipt_number = $2`,
);

const filters = `($2::uuid is null or p.location_id = $2) and ($3::text is null or p.receipt_number = $3)
  and ($4::timestamptz is null or p.purchased_at >= $4) and ($5::timestamptz is null or p.purchased_at < $5)
  and ($6::boolean is null or (p.member_id is null) = $6) and ($7::uuid[] is null or p.location_id = any($7))`;
const newest = `and ($8::timestamptz is null or (p.purchased_at, p.id) < ($8, $9::uuid))
  order by p.purchased_at desc, p.id desc limit $10`;
// PostgreSQL uses no index on member or receipt next to `$1 is null or`, so each has its own statement.
const everyones = `$1::uuid is null and ${filters}`;
const ones = `p.member_id = $1 and ${filters}`;
const ofReceipt = `p.receipt_number = $3 and ($1::uuid is null or p.member_id = $1) and ${filters}`;
const lists = {
  all: statement('purchase-list', `select ${summary} from purchases p where ${everyones} ${newest}`),
  member: statement('purchase-list-of-member', `select ${summary} from purchases p where ${ones} ${newest}`),
  receipt: statement(
    'purchase-list-of-receipt',
    `select ${summary} from purchases p where ${ofReceipt} ${newest}`,
  ),
};
type Sort = NonNullable<QueryOf<typeof listPurchases>['sort']>;
export interface PurchaseOrder {
  readonly sort: Sort;
  readonly order: SortOrder;
}
const sortKeys: Readonly<Record<Sort, readonly [column: string, type: string]>> = {
  purchased: ['p.purchased_at', 'timestamptz'],
  gross: ['p.gross', 'bigint'],
  points: ['p.earned', 'bigint'],
};
const wheres = { all: everyones, member: ones, receipt: ofReceipt } as const;
/** Another order than the usual one. Texts of this file only, never of a caller. */
const sortedText = (index: keyof typeof wheres, { sort, order }: PurchaseOrder): string => {
  const [key, type] = sortKeys[sort];
  return `select ${summary}, ${key}::text as sort_key from purchases p where ${wheres[index]}
    and ($8::text is null or (${key}, p.id) ${order === 'asc' ? '>' : '<'} ($8::${type}, $9::uuid))
    order by ${key} ${order}, p.id ${order} limit $10`;
};
const counts = {
  all: statement('purchase-count', `select count(*) as total from purchases p where ${everyones}`),
  member: statement('purchase-count-of-member', `select count(*) as total from purchases p where ${ones}`),
  receipt: statement(
    'purchase-count-of-receipt',
    `select count(*) as total from purchases p where ${ofReceipt}`,
  ),
};

export interface PurchaseFilter {
  readonly memberId: string | null;
  readonly locationId: string | null;
  readonly receipt: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly anonymous: boolean | null;
  /** Null is everywhere. */
  readonly within: readonly string[] | null;
}

@Injectable()
export class BooksRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(id: string): Promise<PurchaseDetail | undefined> {
    return (await this.findMany([id]))[0];
  }

  /** Newest first. */
  async findMany(ids: readonly string[]): Promise<PurchaseDetail[]> {
    return this.transactions.query(find, [ids]);
  }

  async findByReceipt(locationId: string, number: string): Promise<PurchaseDetail | undefined> {
    return (await this.transactions.query(findByReceipt, [locationId, number]))[0];
  }

  /** Newest first, before the cursor's time and id. */
  async list(
    filter: PurchaseFilter,
    after: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<PurchaseSummary[]> {
    const [at, id] = after ?? [null, null];
    const values = [...valuesOf(filter), at, id, limit] as const;
    return this.transactions.query(lists[indexFor(filter)], values);
  }

  /** In another order, each with the value by which it was sorted. */
  async sorted(
    filter: PurchaseFilter,
    order: PurchaseOrder,
    after: readonly [key: string, id: string] | null,
    limit: number,
  ): Promise<(PurchaseSummary & { readonly sort_key: string })[]> {
    const [key, id] = after ?? [null, null];
    const text = sortedText(indexFor(filter), order);
    const values = [...valuesOf(filter), key, id, limit];
    return this.transactions.query(
      madeStatement<PurchaseSummary & { readonly sort_key: string }>(text),
      values,
    );
  }

  async count(filter: PurchaseFilter): Promise<number> {
    const [row] = await this.transactions.query(counts[indexFor(filter)], valuesOf(filter));
    return row?.total ?? 0;
  }
}

const indexFor = ({ receipt, memberId }: PurchaseFilter): keyof typeof lists =>
  receipt !== null ? 'receipt' : memberId !== null ? 'member' : 'all';

const valuesOf = ({
  memberId,
  locationId,
  receipt,
  from,
  to,
  anonymous,
  within,
}: PurchaseFilter): ValuesOf<typeof counts.all> => [
  memberId,
  locationId,
  receipt,
  from,
  to,
  anonymous,
  within,
];
