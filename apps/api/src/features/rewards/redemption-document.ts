import { isoOf, newVoucherCode, type Instant, type Wallet } from '@regulars/loyalty';
import { randomInt } from 'node:crypto';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { causeOf, orRefuse, type OpenWallets } from '../points/index.ts';
import type { OpenedCancellation } from './opened.ts';
import { expiryOf, type RewardRow } from './reward.ts';
import type { VoucherRow } from './voucher.ts';

/** When and where a voucher was used, for past redemptions and those of a cart at the till. */
export interface PastUse {
  readonly at: Instant;
  readonly locationId: string | null;
  /** As the event names it. */
  readonly place?: string | null;
}

/** One redemption, decided but not yet written. */
export interface Redeemed {
  readonly redemption: Readonly<Record<string, unknown>> &
    Readonly<Record<'id' | 'reward_id' | 'transaction_id', string>>;
  readonly voucher: VoucherRow;
  readonly events: readonly ClubEvent[];
}

export interface Redeeming {
  readonly wallet: Wallet;
  readonly reward: RewardRow;
  /** What the member pays for it. */
  readonly points: number;
  readonly memberId: string;
  readonly at: Instant;
  readonly zone: string;
  /** Where its piece lies; null for every location. */
  readonly pickUp: string | null;
  readonly use?: PastUse;
  /** Chosen before, by a cart. */
  readonly voucherId?: string;
  /** Where its points are held already. */
  readonly holdId?: string | null;
  /** The time now, if it happened earlier. */
  readonly now?: Instant;
}

/** Spends the points and issues the voucher. Throws `insufficient-points`. */
export const redeem = ({
  wallet,
  reward,
  points,
  memberId,
  at,
  zone,
  pickUp,
  use,
  voucherId = newId(),
  holdId = null,
  now = at,
}: Redeeming): Redeemed => {
  const id = newId();
  const { name, toPay, effect } = reward;
  const cause = causeOf({
    kind: 'reward',
    redemptionId: id,
    reward: { name },
    ...(holdId === null ? {} : { holdId }),
  });
  const { transactionId } = orRefuse(() =>
    holdId === null ? wallet.redeem({ points, cause }) : wallet.capture(holdId, cause),
  );
  const expiresAt = expiryOf(reward, at, zone);
  const voucher: VoucherRow = {
    id: voucherId,
    code: newVoucherCode((exclusive) => randomInt(exclusive)),
    redemption_id: id,
    member_id: memberId,
    kind: reward.kind,
    reward_name: name,
    picture: reward.picture,
    points,
    to_pay: toPay,
    effect,
    event: reward.event,
    state: use ? 'used' : 'issued',
    issued_at: new Date(at),
    expires_at: new Date(expiresAt),
    gives_back: !use && reward.kind !== 'ticket' && expiresAt > now,
    held_by: null,
    held_until: null,
    pick_up_location_id: pickUp,
    used_at: use ? new Date(use.at) : null,
    used_location_id: use?.locationId ?? null,
  };
  const redemption = {
    id,
    member_id: memberId,
    reward_id: reward.id,
    reward_version: reward.version,
    transaction_id: transactionId,
    points,
    redeemed_at: isoOf(at),
  };
  return { redemption, voucher, events: eventsOf(voucher, reward.id, use?.place) };
};

const eventsOf = (voucher: VoucherRow, rewardId: string, location: string | null = null): ClubEvent[] => {
  const { member_id: memberId, id: voucherId, redemption_id: redemptionId, issued_at, used_at } = voucher;
  const data = { voucherId, redemptionId, rewardId };
  const issued: ClubEvent = { name: 'voucher.issued', memberId, data, at: issued_at.getTime() };
  if (!used_at) return [issued];
  const used = location === null ? data : { voucherId, redemptionId, location };
  return [issued, { name: 'voucher.used', memberId, data: used, at: used_at.getTime() }];
};

/**
 * Puts the points of a redemption back into their lots. Returns how many: none if the voucher was given.
 *
 * @param why a member or the team cancels it, or its voucher has expired
 */
export const putBack = (
  wallets: OpenWallets,
  { voucher, transactionId }: OpenedCancellation,
  why: 'reward' | 'voucher-expired',
): number => {
  if (transactionId === null) return 0;
  const { member_id: memberId, redemption_id: redemptionId, reward_name: name } = voucher;
  const redeemed = wallets.transaction(memberId, transactionId);
  if (!redeemed) throw new Error(`Redemption ${redemptionId} has no transaction`);
  const { takings, place } = redeemed;
  const cause = causeOf({ kind: why, redemptionId, reward: { name } });
  return orRefuse(() => wallets.get(memberId).giveBack({ takings, place, cause })).points;
};
