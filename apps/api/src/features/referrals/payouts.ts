import { Injectable } from '@nestjs/common';
import {
  referralYear,
  rulesAbout,
  type FriendPurchase,
  type Occasion,
  type ReferralFacts,
  type ReferralSide,
} from '@regulars/loyalty';
import { system } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Cancellations, isSettled, Occasions } from '../custom-events/index.ts';
import { LiveRules } from '../earning/index.ts';
import { Points } from '../points/index.ts';
import type { Pair } from './pair.ts';
import { ReferralsRepository, type Paid, type ReferralRow } from './referrals.repository.ts';

/** No type of the club has such a code. */
const types: { readonly [Side in ReferralSide]: string } = { member: '@referral', friend: '@referred' };

/** Books the points of a referral, as an occasion for each side, and takes them back. */
@Injectable()
export class Payouts {
  constructor(
    private readonly referrals: ReferralsRepository,
    private readonly occasions: Occasions,
    private readonly cancellations: Cancellations,
    private readonly rules: LiveRules,
    private readonly points: Points,
  ) {}

  /** Under the locks of both wallets. */
  async pay(
    { id, member_id: memberId, friend_id: friendId }: Pair,
    purchase: FriendPurchase,
  ): Promise<{ member: Paid; friend: Paid }> {
    const { zone } = await this.points.terms();
    const paidInYear = await this.referrals.paidIn(memberId, referralYear(purchase.purchasedAt, zone));
    const facts = { spend: purchase.spend, paidInYear };
    const sides = {
      friend: occasionOf(purchase, { ...facts, side: 'friend' }),
      member: occasionOf(purchase, { ...facts, side: 'member' }),
    };
    await this.occasions.hold([memberId, friendId], Object.values(sides));
    const friend = await this.#award(id, friendId, sides.friend);
    const member = await this.#award(id, memberId, sides.member);
    return { member, friend };
  }

  async takeBack({ friend_event_id: ofFriend, member_event_id: ofMember }: ReferralRow): Promise<void> {
    for (const eventId of [ofFriend, ofMember]) if (eventId !== null) await this.#cancel(eventId);
  }

  async #award(id: string, memberId: string, occasion: Occasion): Promise<Paid> {
    const rules = (await this.rules.timeline()).occasionsAt(occasion.occurredAt);
    if (rulesAbout(rules, occasion).length === 0) return nothing;
    const member = { pointer: '/member/id', code: null, memberId, externalId: null };
    try {
      const booked = await this.occasions.record(system, member, { ...occasion, eventId: id });
      return { points: booked.points, eventId: booked.id };
    } catch (error) {
      // A member who left, was blocked or has a full wallet gets nothing; the other side does.
      if (isSettled(error)) return nothing;
      throw error;
    }
  }

  /** A manager may have cancelled it before. */
  async #cancel(eventId: string): Promise<void> {
    try {
      await this.cancellations.cancel(system, eventId, null, 'referral-returned');
    } catch (error) {
      if (!(error instanceof ClubError && error.code === 'already-cancelled')) throw error;
    }
  }
}

const occasionOf = ({ purchasedAt }: FriendPurchase, referral: ReferralFacts): Occasion => ({
  kind: 'referral',
  type: types[referral.side],
  occurredAt: purchasedAt,
  locationId: null,
  payload: {},
  referral,
});

const nothing: Paid = { points: 0, eventId: null };
