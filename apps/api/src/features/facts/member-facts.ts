import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings } from '../club/index.ts';
import { JoiningParts, ListParts, type JoinedTable } from '../members/index.ts';
import { MemberFactsRepository } from './member-facts.repository.ts';
import type { StaleFacts } from './stale-facts.ts';

/** Known as `f` in member lists. */
const listed: Omit<JoinedTable, 'countDue'> = {
  on: 'member_facts f on f.member_id = m.id',
  isDue: (now) => `f.due_at <= ${now}`,
  sorts: {
    points: ['f.points', 'f.member_id'],
    'last-purchase': [`coalesce(f.last_purchase_at, 'epoch'::timestamptz)`, 'f.member_id'],
  },
};

/** One row of facts per member, refreshed from the sources when something happens to the member. */
@Injectable()
export class MemberFacts {
  constructor(
    private readonly facts: MemberFactsRepository,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    joining: JoiningParts,
    lists: ListParts,
  ) {
    lists.register({
      columns: { lastPurchaseAt: 'f.last_purchase_at' },
      filters: {
        lastPurchaseFrom: (at) => `f.last_purchase_at >= ${at}::timestamptz`,
        lastPurchaseUntil: (at) => `f.last_purchase_at < ${at}::timestamptz`,
        pointsFrom: (points) => `f.points >= ${points}::bigint`,
        pointsTo: (points) => `f.points <= ${points}::bigint`,
        home: (id) => `f.home_location_id = ${id}::uuid`,
      },
      table: { ...listed, countDue: (most) => this.facts.countDue(this.clock.date(), most) },
    });
    joining.register({
      name: 'facts',
      // Lists show a new member at once, so the row is created with the member.
      joined: (members) =>
        this.facts.create(
          members.map(({ id }) => id),
          this.clock.date(),
        ),
      left: async (ids) => {
        await this.facts.lock(ids);
        await this.facts.remove(ids);
      },
    });
  }

  /** For people to read: a second late at most. */
  async purchases(memberId: string): Promise<{ count: number; lastAt: Date | null }> {
    return this.facts.purchases(memberId);
  }

  /** As of now. Members without a row are left out. */
  async refresh(memberIds: readonly string[]): Promise<void> {
    await this.follow([{ memberIds }]);
  }

  /** As of now. `event` is the number of the newest event that this covers. */
  async follow(stale: readonly StaleFacts[], event = 0): Promise<void> {
    const memberIds = stale.flatMap((part) => part.memberIds);
    if (memberIds.length === 0) return;
    const { timeZone: zone } = await this.club.current();
    const at = this.clock.date();
    await this.transactions.run(async () => {
      await this.facts.lock(memberIds);
      for (const part of stale) await this.facts.refresh({ ...part, zone, event, at });
    });
  }

  /** Like `refresh`, also for members without a row. */
  async make(memberIds: readonly string[]): Promise<void> {
    await this.transactions.run(async () => {
      await this.facts.complete(memberIds, this.clock.date());
      await this.refresh(memberIds);
    });
  }

  /** Identifies how facts are made. All are rebuilt when it changes. */
  async definition(): Promise<string> {
    return `${this.facts.definition} ${(await this.club.current()).timeZone}`;
  }
}
