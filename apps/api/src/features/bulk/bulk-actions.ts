import { Injectable } from '@nestjs/common';
import type { BulkAction, BulkKind } from '@regulars/contracts';
import type { AccountActor, Actor } from '../../platform/actor.ts';
import { PersonalCodes } from '../coupons/index.ts';
import { AccountInvitations, MemberTags } from '../members/index.ts';
import { Adjustments } from '../points/index.ts';
import { GrantedVouchers } from '../rewards/index.ts';
import type { Outcome } from './bulks.repository.ts';
import { changed, leftToApproval } from './outcomes.ts';

/** In whose name a member is changed. */
export interface BulkCause {
  readonly actor: Actor;
  /** Where a second person has approved all of it. */
  readonly approval: { readonly approvalId: string; readonly approvedBy: AccountActor } | null;
  /** How many others get it in the same dry run: from the stock of a location, or of the club. */
  readonly promised: (locationId: string | null) => number;
}

type Acts = {
  readonly [Kind in BulkKind]: (
    action: Extract<BulkAction, { kind: Kind }>,
    memberId: string,
    cause: BulkCause,
  ) => Promise<Outcome>;
};

/** What a bulk change does to one member, in the current transaction. Each throws why it cannot. */
@Injectable()
export class BulkActions {
  readonly #acts: Acts;

  constructor(
    adjustments: Adjustments,
    private readonly codes: PersonalCodes,
    private readonly vouchers: GrantedVouchers,
    tags: MemberTags,
    invitations: AccountInvitations,
  ) {
    this.#acts = {
      points: async ({ points, reason }, memberId, { actor, approval }) => {
        if (approval) {
          const asked = { memberId, points, reason };
          return changed({ given: await adjustments.adjustApproved(asked, { ...approval, askedBy: actor }) });
        }
        const adjusted = await adjustments.adjust(actor, memberId, { points, reason });
        return 'waiting' in adjusted
          ? leftToApproval(adjusted.waiting.id)
          : changed({ given: adjusted.transactionId });
      },
      coupon: async ({ couponId, days }, memberId, { actor }) =>
        changed({ given: (await codes.issue(actor, memberId, { couponId, days })).id }),
      reward: async ({ rewardId }, memberId, { actor, promised }) => {
        const gift = await vouchers.give(actor, memberId, { rewardId, promised });
        return changed({ given: gift.redemptionId, place: gift.locationId });
      },
      'add-tag': async ({ tag }, memberId, { actor }) =>
        changed({ tag: (await tags.add(actor, memberId, tag)) ? tag : null }),
      'remove-tag': async ({ tag }, memberId, { actor }) =>
        changed({ tag: (await tags.remove(actor, memberId, tag)) ? tag : null }),
      invite: async (_, memberId, { actor }) => {
        await invitations.invite(actor, memberId);
        return changed();
      },
    };
  }

  /** Throws `coupon-paused` or `invalid-request` for what nobody can get. */
  async assertPossible(action: BulkAction): Promise<void> {
    if ('couponId' in action) await this.codes.assertLive(action.couponId, '/action/couponId');
    if ('rewardId' in action) await this.vouchers.assertLive(action.rewardId, '/action/rewardId');
  }

  /** Throws why the member cannot be changed. */
  change(action: BulkAction, memberId: string, cause: BulkCause): Promise<Outcome> {
    // The kind of the action picks the function that takes it.
    const act = this.#acts[action.kind] as (
      it: BulkAction,
      member: string,
      by: BulkCause,
    ) => Promise<Outcome>;
    return act(action, memberId, cause);
  }
}
