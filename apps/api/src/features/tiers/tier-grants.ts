import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  grantTier,
  listTierGrants,
  MemberTierGrant,
  QueryOf,
  ReplyOf,
  Tier,
} from '@regulars/contracts';
import { instantOf, type Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Points, SelfService } from '../points/index.ts';
import { GrantRecords, isRunning, showGrant } from './grant-records.ts';
import { TierMoves } from './tier-moves.ts';
import { Tiers } from './tiers.ts';

const longestYears = 10;

/** Tiers that managers give to members until a moment. */
@Injectable()
export class TierGrants {
  constructor(
    private readonly records: GrantRecords,
    private readonly moves: TierMoves,
    private readonly tiers: Tiers,
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `not-found`. */
  async list(
    memberId: string,
    { limit, cursor }: QueryOf<typeof listTierGrants>,
  ): Promise<ReplyOf<typeof listTierGrants>> {
    const { now } = await this.points.terms();
    const rows = await this.records.list(memberId, readCursor(cursor, 'moment', 'id'), limit + 1);
    return page(
      rows,
      limit,
      (row) => showGrant(row, now),
      ({ granted_at, id }) => [toInstant(granted_at), id],
    );
  }

  /** Throws `not-found`, `self-earning-refused`, `member-not-active`, `invalid-request`. */
  async grant(
    actor: Actor,
    memberId: string,
    { tier: code, validUntil, reason }: BodyOf<typeof grantTier>,
  ): Promise<MemberTierGrant> {
    return this.transactions.run(async () => {
      await this.selfService.refuse(actor, memberId);
      const now = await this.#lock(memberId);
      const tier = await this.#tier(code);
      const until = endOf(validUntil, now);
      const id = newId();
      const grant = { tierId: tier.id, until };
      const standing = await this.tiers.booked(memberId, now);
      const ladder = await this.tiers.ladder();
      const terms = { memberId, at: now, credit: standing.credit, grantId: id };
      await this.records.endRunning(actor, memberId, now);
      const given = await this.records.insert(actor, now, {
        id,
        memberId,
        tierId: tier.id,
        grantedAt: new Date(now),
        until: new Date(until),
        reason,
        by: actor.name,
      });
      await this.moves.book(ladder.granted(standing, grant, terms));
      return given;
    });
  }

  /** Throws `not-found`, `member-not-active`. */
  async end(actor: Actor, memberId: string, id: string): Promise<MemberTierGrant> {
    return this.transactions.run(async () => {
      const now = await this.#lock(memberId);
      const row = await this.records.find(memberId, id);
      if (!row) throw new ClubError('not-found');
      if (!isRunning(row, now)) return showGrant(row, now);
      const ended = await this.records.end(actor, memberId, id, now);
      const standing = await this.tiers.booked(memberId, now);
      const ladder = await this.tiers.ladder();
      const terms = { memberId, at: now, credit: standing.credit, grantId: id };
      await this.moves.book(ladder.grantEnded(standing, terms));
      return ended;
    });
  }

  /** Postings change tiers under the lock of the wallet. Returns the time. */
  async #lock(memberId: string): Promise<Instant> {
    const wallets = await this.points.open([memberId]);
    wallets.assertNotClosed(memberId);
    return (await this.points.terms()).now;
  }

  async #tier(code: string): Promise<Tier> {
    const tier = (await this.tiers.catalogue()).find((each) => each.code === code);
    if (!tier) throw ClubError.field('invalid-request', '/tier', 'no tier has this code');
    return tier;
  }
}

const endOf = (validUntil: string, now: Instant): Instant => {
  const until = instantOf(validUntil);
  if (until <= now) throw ClubError.field('invalid-request', '/validUntil', 'in the future');
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + longestYears);
  if (until > latest.getTime())
    throw ClubError.field('invalid-request', '/validUntil', `at most ${longestYears} years ahead`);
  return until;
};
