import { Injectable } from '@nestjs/common';
import { eventBegun, isoOf, voucherStateAt, type Instant, type VoucherState } from '@regulars/loyalty';
import type { Texts } from '@regulars/contracts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { causeOf } from '../points/index.ts';
import {
  SaleParticipants,
  type SaleDecision,
  type SaleParticipant,
  type SalePart,
  type SaleRedoing,
  type SaleReturn,
  type SaleToDecide,
  type SaleUndoing,
} from '../sales/index.ts';

/** The SQL functions of redeemed rewards in a sale. */
export const rewardsPart: SalePart = {
  name: 'rewards',
  reads: 'rewards_read',
  writes: 'rewards_write',
  recalls: 'rewards_recall',
  undoes: 'rewards_undo',
  redoes: 'rewards_redo',
};

/** A piece of a reward that the member redeemed with the sale, just before it: `asks.rewards`. */
export type AskedRedemption = {
  readonly redemptionId: string;
  readonly rewardId: string;
  /** That took the points. */
  readonly transactionId: string;
  readonly voucherId: string;
  readonly points: number;
  /** In the cart. */
  readonly place: number;
};

/** A redemption of a sale, as `rewards_recall` tells it. */
interface RecalledRedemption {
  readonly redemptionId: string;
  readonly transactionId: string;
  readonly voucherId: string;
  readonly memberId: string;
  readonly rewardName: Texts;
  readonly state: VoucherState;
  /** This sale used it, and gives it back with the last of the goods. */
  readonly usedHere: boolean;
  readonly expiresAt: Instant;
  readonly heldUntil: Instant | null;
  /** Of a ticket. */
  readonly eventAt: string | null;
}
type Recalled = readonly RecalledRedemption[];

/** Keeps which rewards a sale redeemed. If all its goods come back, unused vouchers are cancelled and their points come back. */
@Injectable()
export class RewardParticipant implements SaleParticipant<readonly AskedRedemption[], Recalled> {
  readonly part = rewardsPart;

  constructor(participants: SaleParticipants) {
    participants.register(this);
  }

  /** Only a sale that asks for rewards has any. */
  awaits(): Promise<boolean> {
    return Promise.resolve(false);
  }

  decide(sales: readonly SaleToDecide<readonly AskedRedemption[]>[]): readonly SaleDecision[] {
    return sales.map(({ sale, context }) => ({
      effects: context.map(({ redemptionId, rewardId, transactionId, points }) => ({
        kind: 'reward',
        reference: redemptionId,
        outcome: 'applied',
        reason: null,
        figures: { rewardId, transactionId, points },
      })),
      rows: context.map(({ redemptionId: id }) => ({ id, purchase_id: sale.purchaseId })),
    }));
  }

  /** Used ones stay: the member has what they paid for. So do those that have expired, which have a rule of their own. */
  undo(returns: readonly SaleReturn<Recalled>[]): readonly SaleUndoing[] {
    return returns.map(({ whole, effects, bookedAt, recalled }) => {
      const redemptions = new Map((recalled ?? []).map((each) => [each.redemptionId, each]));
      const cancelled = (whole ? effects : []).flatMap(({ reference }) => {
        const found = redemptions.get(reference);
        return found && isUnused(found, bookedAt) ? [found] : [];
      });
      return {
        undone: cancelled.map(({ redemptionId: reference }) => ({ kind: 'reward', reference })),
        rows: cancelled.map(({ redemptionId }) => ({ id: redemptionId, at: isoOf(bookedAt) })),
        events: cancelled.map((each) => cancelledEvent(each, bookedAt)),
        pointsBack: cancelled.map(({ transactionId, redemptionId, rewardName: name }) => ({
          transactionId,
          cause: causeOf({ kind: 'reward', redemptionId, reward: { name } }),
        })),
      };
    });
  }

  /** The points are back with the member, who may redeem again. */
  redo(): SaleRedoing {
    return { redone: [], rows: [] };
  }
}

const isUnused = (
  { state, usedHere, expiresAt, heldUntil, eventAt }: RecalledRedemption,
  at: Instant,
): boolean =>
  (usedHere || voucherStateAt(state, expiresAt, at) === 'issued') &&
  expiresAt > at &&
  (heldUntil === null || heldUntil <= at) &&
  !eventBegun(eventAt === null ? null : Date.parse(eventAt), at);

const cancelledEvent = (
  { voucherId, redemptionId, memberId }: RecalledRedemption,
  at: Instant,
): ClubEvent => ({ name: 'voucher.cancelled', memberId, at, data: { voucherId, redemptionId } });
