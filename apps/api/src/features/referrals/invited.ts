import { Injectable } from '@nestjs/common';
import { referralSigns } from '@regulars/loyalty';
import { Outbox, type Origin } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { JoiningParts, Members, type Invitation, type Newcomer } from '../members/index.ts';
import { ReferralCodes } from './codes.ts';
import { lapsedEvent } from './lapsed.ts';
import { ReferralOffers } from './offers.ts';
import { ReferralsRepository } from './referrals.repository.ts';

/** Remembers, in the transaction of joining, who brought a new member. */
@Injectable()
export class Invited {
  constructor(
    private readonly codes: ReferralCodes,
    private readonly offers: ReferralOffers,
    private readonly referrals: ReferralsRepository,
    private readonly members: Members,
    private readonly outbox: Outbox,
    joining: JoiningParts,
  ) {
    joining.register({
      name: 'referrals',
      joined: async (newcomers, { origin }) => {
        for (const { invitation, ...newcomer } of newcomers)
          if (invitation) await this.#remember(newcomer, invitation, origin);
      },
      touched: (ids) => this.referrals.touched(ids),
      left: async (ids) => {
        const removed = await this.referrals.removeFriends(ids);
        await this.codes.remove(ids);
        await this.outbox.append(removed.flatMap(lapsedEvent), 'live');
      },
    });
  }

  /** A code that cannot be used changes nothing. */
  async #remember(
    { id: friendId, joinedAt }: Newcomer,
    { code, way, browserOf }: Invitation,
    origin: Origin,
  ): Promise<void> {
    const memberId = (await this.codes.read(code))?.memberId;
    if (memberId === undefined || memberId === friendId || !(await this.offers.some())) return;
    const [member, friend] = [await this.members.byId(memberId), await this.members.byId(friendId)];
    const signs = referralSigns(member, friend, browserOf.includes(memberId));
    const id = newId();
    await this.referrals.insert({ id, memberId, friendId, way, joinedAt, signs });
    const data = { referralId: id };
    const joined = { name: 'referral.joined', memberId, data } as const;
    const review = { name: 'referral.review-needed', memberId, data } as const;
    await this.outbox.append(signs.length > 0 ? [joined, review] : [joined], origin);
  }
}
