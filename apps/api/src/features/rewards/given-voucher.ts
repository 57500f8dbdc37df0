import { eventBegun, isoOf, newVoucherCode, type Instant } from '@regulars/loyalty';
import type { Reward, Texts } from '@regulars/contracts';
import { randomInt } from 'node:crypto';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { expiryOf } from './reward.ts';

/** What `voucher_terms` tells of a reward. */
export interface VoucherTerms {
  readonly id: string;
  readonly version: number;
  readonly kind: Reward['kind'];
  readonly name: Texts;
  readonly picture: Reward['picture'];
  readonly voucherDays: number;
  readonly effect: Reward['effect'];
  readonly event: Reward['event'];
}

/** A voucher that costs no points, decided but not yet written. */
export interface GivenVoucher {
  /** A row for `give_vouchers`. */
  readonly row: {
    readonly id: string;
    readonly code: string;
    readonly redemption_id: string;
    readonly member_id: string;
    readonly reward_id: string;
    readonly reward_version: number;
    readonly kind: Reward['kind'];
    readonly reward_name: Texts;
    readonly picture: Reward['picture'];
    readonly effect: Reward['effect'];
    readonly event: Reward['event'];
    readonly issued_at: string;
    readonly expires_at: string;
    /** Whether its expiry gives a piece of the stock back. */
    readonly gives_back: boolean;
    /** Where its piece lies; null for every location. */
    readonly pick_up_location_id: string | null;
  };
  readonly event: ClubEvent;
}

/** Gives a member a voucher of a reward, for features that promise one. Null for a ticket whose event has begun. */
export const giveVoucher = (
  reward: VoucherTerms,
  memberId: string,
  at: Instant,
  zone: string,
): GivenVoucher | null => {
  if (reward.event && eventBegun(Date.parse(reward.event.startsAt), at)) return null;
  const row = {
    id: newId(),
    code: newVoucherCode((exclusive) => randomInt(exclusive)),
    redemption_id: newId(),
    member_id: memberId,
    reward_id: reward.id,
    reward_version: reward.version,
    kind: reward.kind,
    reward_name: reward.name,
    picture: reward.picture,
    effect: reward.effect,
    event: reward.event,
    issued_at: isoOf(at),
    expires_at: isoOf(expiryOf(reward, at, zone)),
    gives_back: false,
    pick_up_location_id: null,
  };
  const data = { voucherId: row.id, redemptionId: row.redemption_id, rewardId: reward.id };
  return { row, event: { name: 'voucher.issued', memberId, data, at } };
};
