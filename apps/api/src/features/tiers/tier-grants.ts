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
import { AuditTrail } from '../../platform/audit.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Points, SelfService } from '../points/index.ts';
import { GrantsRepository, type GrantRow } from './grants.repository.ts';
import { TierMoves } from './tier-moves.ts';
import { Tiers } from './tiers.ts';

const longestYears = 10;

/** Tiers that managers give to members until a moment. */
@Injectable()
export class TierGrants {
  constructor(
    private readonly grants: GrantsRepository,
    private readonly moves: TierMoves,
    private readonly tiers: Tiers,
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  async list(
    memberId: string,
    { limit, cursor }: QueryOf<typeof listTierGrants>,
  ): Promise<ReplyOf<typeof listTierGrants>> {
    const { now } = await this.points.terms();
    const rows = await this.grants.list(memberId, readCursor(cursor, 'moment', 'id'), limit + 1);
    return page(
      rows,
      limit,
      (row) => show(row, now),
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
      await this.#endEarlier(actor, memberId, now);
      await this.grants.insert({
        id,
        memberId,
        tierId: tier.id,
        grantedAt: new Date(now),
        until: new Date(until),
        reason,
        by: actor.name,
      });
      await this.moves.book(ladder.granted(standing, grant, terms));
      return this.#told(actor, 'tier.granted', memberId, id, now);
    });
  }

  /** Throws `not-found`, `member-not-active`. */
  async end(actor: Actor, memberId: string, id: string): Promise<MemberTierGrant> {
    return this.transactions.run(async () => {
      const now = await this.#lock(memberId);
      const row = await this.grants.find(memberId, id);
      if (!row) throw new ClubError('not-found');
      if (!isRunning(row, now)) return show(row, now);
      await this.grants.end(memberId, id, new Date(now), actor.name);
      const standing = await this.tiers.booked(memberId, now);
      const ladder = await this.tiers.ladder();
      const terms = { memberId, at: now, credit: standing.credit, grantId: id };
      await this.moves.book(ladder.grantEnded(standing, terms));
      return this.#told(actor, 'tier.grant-ended', memberId, id, now);
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

  async #endEarlier(actor: Actor, memberId: string, now: Instant): Promise<void> {
    const at = new Date(now);
    const earlier = await this.grants.running(memberId, at);
    if (earlier === undefined) return;
    await this.grants.end(memberId, earlier, at, actor.name);
    await this.#told(actor, 'tier.grant-ended', memberId, earlier, now);
  }

  // The words stay out of the audit log: they are about a person.
  async #told(
    actor: Actor,
    action: 'tier.granted' | 'tier.grant-ended',
    memberId: string,
    id: string,
    now: Instant,
  ): Promise<MemberTierGrant> {
    const row = await this.grants.find(memberId, id);
    if (!row) throw new Error('The grant is gone');
    const { code: tier, valid_until: validUntil } = row;
    const subject = { type: 'tier-grant', id };
    await this.audit.record(actor, {
      action,
      subject,
      memberId,
      after: { tier, validUntil: toInstant(validUntil) },
    });
    return show(row, now);
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

const isRunning = ({ ended_at: endedAt, valid_until: validUntil }: GrantRow, now: Instant): boolean =>
  endedAt === null && now < validUntil.getTime();

const show = (row: GrantRow, now: Instant): MemberTierGrant => ({
  id: row.id,
  tier: { code: row.code, name: row.name },
  grantedAt: toInstant(row.granted_at),
  validUntil: toInstant(row.valid_until),
  reason: row.reason,
  by: row.granted_by,
  endedAt: row.ended_at && toInstant(row.ended_at),
  endedBy: row.ended_by,
  running: isRunning(row, now),
});
