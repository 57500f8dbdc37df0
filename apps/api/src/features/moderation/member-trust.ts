import { Injectable } from '@nestjs/common';
import type { BodyOf, MemberTrust as Shown, setMemberTrust } from '@regulars/contracts';
import { dayMs, trustOf, type Trust, type TrustThresholds } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Members } from '../members/index.ts';
import { ModerationSettings } from './moderation-settings.ts';
import { TrustRepository, type TrustRow } from './trust.repository.ts';

/** The trust levels of members, counted each time. */
@Injectable()
export class MemberTrust {
  constructor(
    private readonly figures: TrustRepository,
    private readonly settings: ModerationSettings,
    private readonly members: Members,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async level(memberId: string): Promise<Trust['level']> {
    return (await this.levels([memberId])).get(memberId) ?? 'new';
  }

  async levels(memberIds: readonly string[]): Promise<ReadonlyMap<string, Trust['level']>> {
    const { trust } = await this.settings.current();
    const rows = await this.figures.figures([...new Set(memberIds)], this.clock.date());
    return new Map(rows.map((row) => [row.memberId, this.#decide(row, trust).level]));
  }

  async of(memberId: string): Promise<Shown> {
    const { trust } = await this.settings.current();
    const [row] = await this.figures.figures([memberId], this.clock.date());
    if (!row) throw new Error('each member has figures');
    const { days, read, written, reactions, until } = row;
    return {
      ...this.#decide(row, trust),
      until: until && toInstant(until),
      figures: { days, read, written, reactions },
    };
  }

  /** The same for managers. Throws `not-found`. */
  async ofKnown(memberId: string): Promise<Shown> {
    await this.members.byId(memberId);
    return this.of(memberId);
  }

  /** Throws `not-found`, and `invalid-request` for a moment that is over. */
  async set(
    actor: Actor,
    memberId: string,
    { level, until, reason }: BodyOf<typeof setMemberTrust>,
  ): Promise<Shown> {
    const ends = until === null ? null : new Date(until);
    if (level !== null && (ends === null || ends <= this.clock.date()))
      throw ClubError.field('invalid-request', '/until', 'in the future');
    return this.transactions.run(async () => {
      const before = await this.ofKnown(memberId);
      if (level === null || ends === null) await this.figures.remove(memberId);
      else await this.figures.put(memberId, level, ends);
      await this.audit.record(actor, {
        action: 'moderation.trust-set',
        subject: { type: 'member', id: memberId },
        before: { level: before.level, from: before.from },
        after: { level, until, reason },
      });
      return this.of(memberId);
    });
  }

  #decide({ decidedAt, byHand, ...figures }: TrustRow, thresholds: TrustThresholds): Trust {
    const sinceDecision = decidedAt && (this.clock.now() - decidedAt.getTime()) / dayMs;
    return trustOf({ ...figures, sinceDecision, byHand }, thresholds);
  }
}
