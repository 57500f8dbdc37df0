import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { FactSources } from '../facts/index.ts';
import {
  JoiningParts,
  TimelineSources,
  type JoiningPart,
  type Newcomer,
  type TimelineSlice,
  type TimelineSource,
} from '../members/index.ts';
import { movedPointsFacts, pointsFacts } from './fact-source.ts';
import { LedgerRepository, type ActivityRow } from './ledger.repository.ts';
import { eventNameOf } from './points.events.ts';
import { Points } from './points.service.ts';

/** What points add to a membership. Purchases and redemptions are reported by the features that post them. */
@Injectable()
export class PointsOfMembers implements JoiningPart, TimelineSource {
  readonly name = 'points';

  constructor(
    joining: JoiningParts,
    timelines: TimelineSources,
    sources: FactSources,
    private readonly wallets: Points,
    private readonly ledger: LedgerRepository,
  ) {
    joining.register(this);
    timelines.register(this);
    sources.register(pointsFacts);
    sources.register(movedPointsFacts);
  }

  async joined(members: readonly Newcomer[]): Promise<void> {
    await this.wallets.createWallets(members.map(({ id }) => id));
  }

  async touched(ids: readonly string[]): Promise<readonly string[]> {
    return this.ledger.withTransactions(ids);
  }

  async left(ids: readonly string[]): Promise<void> {
    await this.wallets.removeWallets(ids);
  }

  async timeline(memberId: string, { before, limit }: TimelineSlice): Promise<readonly TimelineEntry[]> {
    const below = { at: toInstant(before.at), id: before.id };
    return (await this.ledger.ownActivity(memberId, below, limit)).map(showEntry);
  }
}

const showEntry = (row: ActivityRow): TimelineEntry => ({
  id: row.id,
  at: toInstant(row.effective_at),
  kind: eventNameOf(row.kind, row.cause) ?? 'points.adjusted',
  points: row.owned,
  amount: null,
  subject: { type: 'points-transaction', id: row.id },
  details: { posting: row.kind, pending: row.pending, reason: row.cause.reason ?? null },
});
