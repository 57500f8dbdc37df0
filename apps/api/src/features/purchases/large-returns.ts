import { Injectable } from '@nestjs/common';
import type { LargeReturn, listLargeReturns, QueryOf, ReplyOf } from '@regulars/contracts';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { ClubSettings, Locations } from '../club/index.ts';
import { LargeReturnsRepository, type LargeReturnRow } from './large-returns.repository.ts';

/** Returns above the approval limit of adjustments, for review. */
@Injectable()
export class LargeReturns {
  constructor(
    private readonly returns: LargeReturnsRepository,
    private readonly club: ClubSettings,
    private readonly locations: Locations,
  ) {}

  async list(
    actor: Actor,
    query: QueryOf<typeof listLargeReturns>,
  ): Promise<ReplyOf<typeof listLargeReturns>> {
    const { points: limit } = (await this.club.current()).approvals;
    if (limit === null) return { data: [], cursor: { next: null }, limit };
    const after = readCursor(query.cursor, 'moment', 'id');
    const rows = await this.returns.above(limit, boundTo(actor), after, query.limit + 1);
    const names = await this.locations.names();
    const shown = (row: LargeReturnRow): LargeReturn => show(row, names.get(row.location_id) ?? '');
    return { ...page(rows, query.limit, shown, (row) => [toInstant(row.at), row.id]), limit };
  }
}

const show = (row: LargeReturnRow, locationName: string): LargeReturn => ({
  id: row.id,
  purchaseId: row.purchase_id,
  receipt: row.receipt_number,
  locationName,
  at: toInstant(row.at),
  member: { id: row.member_id, displayName: row.member_name },
  amount: row.amount,
  currency: row.currency,
  takenBack: row.taken_back,
  reason: row.reason,
  reversedAt: row.reversed_at && toInstant(row.reversed_at),
});
