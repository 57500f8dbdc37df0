import { Injectable } from '@nestjs/common';
import type { Referral } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { SelfService } from '../points/index.ts';
import { ReferralsRepository, type ReferralRow } from './referrals.repository.ts';
import { shownReferral } from './shown-referral.ts';

/** The team's decisions about referrals in which both may be one person. */
@Injectable()
export class ReferralReviews {
  constructor(
    private readonly referrals: ReferralsRepository,
    private readonly selfService: SelfService,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** One that is approved stays as it is. Throws `not-found`, `referral-settled`, `self-earning-refused`. */
  async approve(actor: Actor, id: string, reason: string | null): Promise<Referral> {
    return this.transactions.run(async () => {
      const row = await this.#lock(id);
      if (row.state === 'open' && row.approved) return this.#shown(id);
      if (row.state !== 'review') throw new ClubError('referral-settled');
      for (const memberId of [row.member_id, row.friend_id])
        if (memberId !== null) await this.selfService.refuse(actor, memberId);
      await this.referrals.approve(id, reason);
      await this.#record(actor, 'referral.approved', row, reason);
      await this.#tell('referral.approved', row);
      return this.#shown(id);
    });
  }

  /** One that is refused stays as it is. Throws `not-found`, `referral-settled`. */
  async refuse(actor: Actor, id: string, reason: string): Promise<Referral> {
    return this.transactions.run(async () => {
      const row = await this.#lock(id);
      if (row.state === 'refused') return this.#shown(id);
      if (row.state !== 'review' && row.state !== 'open') throw new ClubError('referral-settled');
      await this.referrals.refuse(id, reason, this.clock.date());
      await this.#record(actor, 'referral.refused', row, reason);
      await this.#tell('referral.refused', row);
      return this.#shown(id);
    });
  }

  async #lock(id: string): Promise<ReferralRow> {
    const row = await this.referrals.lock(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  async #tell(
    name: 'referral.approved' | 'referral.refused',
    { id, member_id: memberId }: ReferralRow,
  ): Promise<void> {
    if (memberId !== null) await this.outbox.append([{ name, memberId, data: { referralId: id } }], 'live');
  }

  async #record(
    actor: Actor,
    action: 'referral.approved' | 'referral.refused',
    { id, member_id: memberId, friend_id: friendId, signs }: ReferralRow,
    reason: string | null,
  ): Promise<void> {
    await this.audit.record(actor, {
      action,
      subject: { type: 'referral', id },
      memberId,
      after: { friend: friendId, signs, reason },
    });
  }

  async #shown(id: string): Promise<Referral> {
    const row = await this.referrals.find(id);
    if (!row) throw new ClubError('not-found');
    return shownReferral(row);
  }
}
