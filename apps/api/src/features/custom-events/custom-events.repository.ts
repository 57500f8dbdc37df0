import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { wantedBudget, type BudgetDays } from '../earning/index.ts';
import { measureJson, momentsOf } from '../tiers/index.ts';
import type { ContextRequest, StoredContext } from './context.ts';
import { statement } from './statements.ts';

const columns = `e.id, e.member_id, member_name(e.member_id) as member_name, e.type_code, e.event_id, e.occurred_at, e.booked_at,
  e.location_id, e.payload, e.points, e.pending, e.debt_repaid, e.transaction_id, e.explanation, e.nothing, e.cancelled_at,
  e.cancel_reason, e.taken_back, e.debt, e.forgiven, e.expired`;

const context = statement(
  'custom-event-context',
  'select custom_event_context($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as context',
);
const hold = statement('custom-event-budgets', 'select reserve_budgets($1, true) as reserved');
const record = statement('custom-event-record', 'select record_custom_event($1) as counted');
const counted = statement(
  'custom-event-counted',
  'select id from custom_events where type_code = $1 and event_id = $2',
);
const find = statement('custom-event-find', `select ${columns} from custom_events e where e.id = $1`);
const list = statement(
  'custom-event-list',
  `select ${columns} from custom_events e
   where ($1::uuid is null or e.member_id = $1) and ($2::text is null or e.type_code = $2)
     and ($3::boolean is null or (e.cancelled_at is not null) = $3)
     and ($4::uuid[] is null or e.location_id = any($4))
     and ($5::timestamptz is null or (e.booked_at, e.id) < ($5, $6::uuid))
   order by e.booked_at desc, e.id desc limit $7`,
);
const cancel = statement(
  'custom-event-cancel',
  `update custom_events set cancelled_at = $2, cancelled_by_kind = $3, cancelled_by_id = $4, cancel_reason = $5, taken_back = $6,
     debt = $7, forgiven = $8, expired = $9
   where id = $1`,
);
const namesStatement = statement(
  'custom-event-names',
  `select id, to_jsonb(event_id) as name from custom_events where id = any($1::uuid[])`,
);

export type StoredEvent = RowOf<typeof find>;

export interface EventFilter {
  readonly memberId: string | null;
  readonly type: string | null;
  readonly cancelled: boolean | null;
  /** Null for everywhere. */
  readonly locationIds: readonly string[] | null;
}

export interface Cancelling {
  readonly at: Date;
  readonly by: { readonly kind: string; readonly id: string | null };
  readonly reason: string | null;
  readonly takenBack: number;
  readonly debt: number;
  readonly forgiven: number;
  readonly expired: number;
}

@Injectable()
export class CustomEventsRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('custom-event', namesStatement);
  }

  /** Locks the member's wallet before anything else is read. Null if there is no such member. */
  async context(request: ContextRequest): Promise<StoredContext | null> {
    const { buyer, occasion, caps, budgets, dueBy, withLots, period, withPerson, measure } = request;
    const [row] = await this.transactions.query(context, [
      buyer.code,
      buyer.memberId,
      buyer.externalId,
      occasion.type,
      occasion.eventId,
      JSON.stringify(caps),
      dueBy,
      withLots,
      ...momentsOf(period),
      withPerson,
      measureJson(measure),
      budgets.length > 0 ? JSON.stringify(budgets.map((each) => wantedBudget(each, true))) : null,
    ]);
    return row?.context ?? null;
  }

  /** Locks all parts of these budgets until the end of the transaction. */
  async hold(budgets: readonly BudgetDays[]): Promise<void> {
    await this.transactions.query(hold, [JSON.stringify(budgets.map((each) => wantedBudget(each, false)))]);
  }

  /** False if another call counted the same event first; then the caller must roll back. */
  async record(document: object): Promise<boolean> {
    const [row] = await this.transactions.query(record, [JSON.stringify(document)]);
    return row?.counted ?? false;
  }

  /** The event that was counted, of whichever member. */
  async counted(type: string, eventId: string): Promise<string | undefined> {
    return (await this.transactions.query(counted, [type, eventId]))[0]?.id;
  }

  async find(id: string): Promise<StoredEvent | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** The last booked first. */
  async list(
    { memberId, type, cancelled, locationIds }: EventFilter,
    after: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<StoredEvent[]> {
    const place = [after?.[0] ?? null, after?.[1] ?? null] as const;
    return this.transactions.query(list, [memberId, type, cancelled, locationIds, ...place, limit]);
  }

  async cancel(
    id: string,
    { at, by, reason, takenBack, debt, forgiven, expired }: Cancelling,
  ): Promise<void> {
    const values = [id, at, by.kind, by.id, reason, takenBack, debt, forgiven, expired] as const;
    await this.transactions.query(cancel, values);
  }
}
