import { Injectable } from '@nestjs/common';
import type {
  discardEventFailure,
  EventFailure,
  listEventConsumers,
  listEventFailures,
  BodyOf,
  QueryOf,
  ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../actor.ts';
import { AuditTrail } from '../../audit.ts';
import { Clock, toInstant } from '../../clock.ts';
import { ClubError } from '../../club-error.ts';
import { Transactions } from '../../database/transactions.ts';
import { readCursor } from '../../http/cursor.ts';
import { sqlOrderOf, sqlPage } from '../../http/sql-order.ts';
import { heardBy, mayHear } from '../../scopes.ts';
import { ConsumersRepository, type ConsumerRow } from './consumers.repository.ts';
import { failureOrders, FailuresRepository, type FailureRow } from './failures.repository.ts';
import { Subscriptions } from './subscriptions.ts';

type Discarded = BodyOf<typeof discardEventFailure>;

/** Failed events, and what people do about them. */
@Injectable()
export class EventFailures {
  constructor(
    private readonly failures: FailuresRepository,
    private readonly consumers: ConsumersRepository,
    private readonly subscriptions: Subscriptions,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Newest first, unless the caller sorts otherwise. */
  async list(
    actor: Actor,
    query: QueryOf<typeof listEventFailures>,
  ): Promise<ReplyOf<typeof listEventFailures>> {
    const { limit, cursor, sort: _, order: __, ...filter } = query;
    const heard = { ...filter, names: heardBy(actor) };
    const order = sqlOrderOf(query, { sort: 'parked', order: 'desc' }, failureOrders);
    const rows = order
      ? await this.failures.sorted(heard, order, limit + 1)
      : await this.failures.list(heard, readCursor(cursor, 'id')?.[0] ?? null, limit + 1);
    return sqlPage(rows, { limit, order, idOf: ({ id }) => id, usual: ({ id }) => [id] }, show);
  }

  /** Positions of the consumers of this process. */
  async progress(): Promise<ReplyOf<typeof listEventConsumers>> {
    return { data: (await this.consumers.list(this.subscriptions.names)).map(showConsumer) };
  }

  /** Retries it at once. Throws `not-found`, `event-settled`, `event-waits`. */
  async replay(actor: Actor, id: string): Promise<EventFailure> {
    return this.#change(actor, id, 'event-failure.replayed', async (failure, now) => {
      if (failure.state === 'waiting') throw new ClubError('event-waits');
      await this.failures.retry(failure.id, now);
    });
  }

  /** Discards it for good. Throws `not-found`, `event-settled`. */
  async discard(actor: Actor, id: string, { reason }: Discarded): Promise<EventFailure> {
    return this.#change(actor, id, 'event-failure.discarded', (failure, now) =>
      this.failures.settle(failure, 'discarded', now, reason),
    );
  }

  async #change(
    actor: Actor,
    id: string,
    action: string,
    change: (failure: FailureRow, now: Date) => Promise<void>,
  ): Promise<EventFailure> {
    return this.transactions.run(async () => {
      await this.consumers.awaitTurn((await this.#find(actor, id)).consumer);
      const before = await this.#find(actor, id);
      if (before.settled_at) throw new ClubError('event-settled');
      await change(before, this.clock.date());
      const after = await this.#find(actor, id);
      await this.audit.record(actor, {
        action,
        subject: { type: 'event-failure', id },
        memberId: after.member_id,
        before: summaryOf(before),
        after: summaryOf(after),
      });
      this.transactions.afterCommit(() => this.subscriptions.wake());
      return show(after);
    });
  }

  async #find(actor: Actor, id: string): Promise<FailureRow> {
    const failure = await this.failures.byId(id);
    if (!failure || !mayHear(actor, failure.name)) throw new ClubError('not-found');
    return failure;
  }
}

const summaryOf = ({ consumer, number, name, state, attempts, reason }: FailureRow): object => ({
  consumer,
  event: number,
  name,
  state,
  attempts,
  reason,
});

const instantOrNull = (at: Date | null): string | null => at && toInstant(at);

const show = (row: FailureRow): EventFailure => ({
  id: row.id,
  consumer: row.consumer,
  event: {
    number: row.number,
    name: row.name,
    at: toInstant(row.at),
    origin: row.origin,
    memberId: row.member_id,
    data: row.data as Record<string, unknown>,
  },
  state: row.state,
  attempts: row.attempts,
  nextTryAt: instantOrNull(row.next_try_at),
  error: row.error,
  parkedAt: toInstant(row.parked_at),
  settledAt: instantOrNull(row.settled_at),
  reason: row.reason,
});

const showConsumer = (row: ConsumerRow): ReplyOf<typeof listEventConsumers>['data'][number] => ({
  name: row.name,
  cursor: row.cursor,
  behind: row.behind,
  waitingSince: instantOrNull(row.waiting_since),
  workedAt: instantOrNull(row.worked_at),
  failures: { retrying: row.retrying, waiting: row.waiting, dead: row.dead },
});
