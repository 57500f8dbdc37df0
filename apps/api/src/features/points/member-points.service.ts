import { Injectable } from '@nestjs/common';
import type { ActivityItem, Balance, MemberPoints, PointsEntry } from '@regulars/contracts';
import { balanceAt, expiring, type Balances, type Instant, type Lot } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor, type Page, type PageQuery } from '../../platform/http/cursor.ts';
import { Locations } from '../club/index.ts';
import { ListParts } from '../members/index.ts';
import { showActivity } from './activity.ts';
import { Explanations } from './explanations.ts';
import { LedgerRepository, type EntryRow } from './ledger.repository.ts';
import { Points } from './points.service.ts';
import { expiringText } from './figures.repository.ts';
import { duePointsText, WalletsRepository } from './wallets.repository.ts';

/** Members' current balances, computed without writing. */
@Injectable()
export class MemberPointsService {
  constructor(
    private readonly points: Points,
    private readonly wallets: WalletsRepository,
    private readonly ledger: LedgerRepository,
    private readonly explanations: Explanations,
    private readonly locations: Locations,
    lists: ListParts,
  ) {
    lists.register({
      expires: expiringText,
      spendable: (ids) => this.spendable(ids),
      due: {
        points: duePointsText,
        intricate: async (most) => this.wallets.intricateDue((await this.points.terms()).now, most),
      },
    });
  }

  /** Throws `not-found`. */
  async of(memberId: string): Promise<MemberPoints> {
    const all = await this.ofMany([memberId]);
    const points = all.get(memberId);
    if (!points) throw new ClubError('not-found');
    return points;
  }

  /** One call for many members; members without a wallet are missing. */
  async ofMany(memberIds: readonly string[]): Promise<Map<string, MemberPoints>> {
    const { now, zone, policy } = await this.points.terms();
    const stored = await this.wallets.balances(memberIds, now, true);
    return new Map(
      stored.map((wallet) => {
        const { balances, lots } = balanceAt(wallet, now, { zone, policy });
        return [wallet.memberId, show(balances, lots, now)];
      }),
    );
  }

  /**
   * Available points at this moment; members without a wallet are missing. Lots are read only if something is
   * due.
   */
  async spendable(memberIds: readonly string[]): Promise<Map<string, number>> {
    const { now, zone, policy } = await this.points.terms();
    const stored = await this.wallets.balances(memberIds, now, false);
    return new Map(
      stored.map((wallet) => [wallet.memberId, balanceAt(wallet, now, { zone, policy }).balances.available]),
    );
  }

  /** How the available points of members changed, member by member in the order of time. */
  movements(memberIds: readonly string[]): ReturnType<WalletsRepository['movements']> {
    return this.wallets.movements(memberIds);
  }

  async entries(memberId: string, query: PageQuery): Promise<Page<PointsEntry>> {
    const below = readCursor(query.cursor, 'number')?.[0] ?? null;
    const rows = await this.ledger.entries(memberId, below, query.limit + 1);
    if (rows.length === 0) await this.of(memberId);
    return page(rows, query.limit, showEntry, (row) => [row.id]);
  }

  async activity(memberId: string, query: PageQuery): Promise<Page<ActivityItem>> {
    const cursor = readCursor(query.cursor, 'moment', 'id');
    const below = cursor && { at: cursor[0], id: cursor[1] };
    const rows = await this.ledger.activity(memberId, below, query.limit + 1);
    const say = await this.explanations.speaker(rows.flatMap(({ cause }) => cause.explanation ?? []));
    const names = await this.locations.names();
    const words = { say, place: (id: string) => names.get(id) ?? null };
    return page(
      rows,
      query.limit,
      (row) => showActivity(row, words),
      (row) => [row.sort_at, row.id],
    );
  }
}

export const showBalance = ({
  available,
  pending,
  held,
  debt,
}: Pick<Balances, 'available' | 'pending' | 'held' | 'debt'>): Balance => ({
  available,
  pending,
  held,
  debt,
});

const show = (balances: Balances, lots: readonly Lot[], now: Instant): MemberPoints => ({
  ...showBalance(balances),
  status: balances.status,
  expiring: expiring(lots, now).map(({ points, expiresAt }) => ({ points, expiresAt: toInstant(expiresAt) })),
  pendingUntil: waiting(lots),
});

const waiting = (lots: readonly Lot[]): MemberPoints['pendingUntil'] => {
  const byMoment = new Map<Instant, number>();
  for (const { released, remaining, availableAt } of lots)
    if (!released && remaining > 0) byMoment.set(availableAt, (byMoment.get(availableAt) ?? 0) + remaining);
  return [...byMoment]
    .sort(([a], [b]) => a - b)
    .map(([at, points]) => ({ points, availableAt: toInstant(at) }));
};

const showEntry = (row: EntryRow): PointsEntry => ({
  id: String(row.id),
  transactionId: row.transaction_id,
  kind: row.kind,
  currency: row.currency,
  from: row.from_account,
  to: row.to_account,
  points: row.amount,
  effectiveAt: toInstant(row.effective_at),
  bookedAt: toInstant(row.booked_at),
  reason: row.reason,
  purchaseId: row.purchase_id,
  redemptionId: row.redemption_id,
});
