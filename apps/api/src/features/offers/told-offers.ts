import { Injectable } from '@nestjs/common';
import type { Condition } from '@regulars/conditions';
import type { Texts } from '@regulars/contracts';
import { isoOf } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Audiences } from '../facts/index.ts';
import { AssignmentsRepository } from './assignments.repository.ts';
import { LiveOffers } from './live-offers.ts';
import { assigned } from './met-offers.ts';
import type { OfferRow } from './offer.ts';

/** What members are told of an offer. */
export interface ToldOffer {
  readonly id: string;
  /** Null for all members. */
  readonly audience: Condition | null;
  readonly name: Texts;
}

/**
 * For features that tell members of offers. To be told is to meet the offer: members who are held out are noted as such, and
 * are not told.
 */
@Injectable()
export class ToldOffers {
  constructor(
    private readonly offers: LiveOffers,
    private readonly assignments: AssignmentsRepository,
    private readonly audiences: Audiences,
    private readonly clock: Clock,
  ) {}

  /** Those whose time it is. */
  async live(): Promise<readonly ToldOffer[]> {
    return this.offers.at(this.clock.now());
  }

  /** The next members in its audience, by their ids. */
  async members(offer: ToldOffer, after: string | null, most: number): Promise<readonly string[]> {
    return this.audiences.members(offer.audience, after, most);
  }

  /** Those of these members who have not met it before, and who are not held out. None if it has ended since. */
  async meet(offerId: string, memberIds: readonly string[]): Promise<readonly string[]> {
    const now = this.clock.now();
    const offer = (await this.offers.at(now)).find(({ id }) => id === offerId);
    if (!offer || memberIds.length === 0) return [];
    const added = await this.assignments.addPast(memberIds.map((id) => toldTo(offer, id, isoOf(now))));
    return added.map(({ memberId }) => memberId).filter((id) => assigned(offer, id).arm === 'offered');
  }
}

const toldTo = (offer: OfferRow, memberId: string, at: string) => ({
  ...assigned(offer, memberId),
  member_id: memberId,
  assigned_at: at,
  met: 'notice' as const,
  seen_at: null,
  opened_at: null,
  activated_at: null,
});
