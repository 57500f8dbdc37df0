import { Injectable } from '@nestjs/common';
import type { Language, Reward } from '@regulars/contracts';
import { isoOf, type Channel, type Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import { Points } from '../points/index.ts';
import { CartRewards, type CartReward } from './cart-rewards.ts';
import { redeem, type Redeemed } from './redemption-document.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import { RewardHoldsRepository } from './reward-holds.repository.ts';
import type { AskedRedemption } from './reward-participant.ts';

/** The sale in which a member redeems rewards. */
export interface RedeemingSale {
  readonly memberId: string;
  readonly location: { readonly id: string; readonly name: string | null };
  readonly channel: Channel;
  readonly language: Language;
  /** The checkout that holds them already: then what was told counts, whatever has changed. */
  readonly hold?: string;
}

/** Redeems the rewards of a cart, before its purchase. Only inside the transaction of the sale. */
@Injectable()
export class CartRedemptions {
  constructor(
    private readonly rewards: CartRewards,
    private readonly redemptions: RedemptionsRepository,
    private readonly holds: RewardHoldsRepository,
    private readonly points: Points,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes points and stock, and issues the vouchers. Throws `insufficient-points`, `reward-price-changed` and the refusals of a redemption, with
   * pointers into the cart.
   */
  async redeem(
    actor: Actor,
    sale: RedeemingSale,
    told: readonly CartReward[],
  ): Promise<readonly AskedRedemption[]> {
    const { memberId, location, channel, language, hold } = sale;
    // The wallet locks first, so what is judged stays so.
    const wallets = await this.points.open([memberId], { lots: 'all' });
    wallets.assertActive(memberId);
    const at = this.clock.now();
    const { timeZone: zone } = await this.club.current();
    const holds = hold === undefined ? null : await this.#held(hold, told, at);
    const asked = { at, memberId, locationId: location.id };
    const rows = holds ? await this.rewards.rowsOf(told) : await this.rewards.confirm(told, asked, language);
    const pieces = told.flatMap(({ id, vouchers, points, pickUp, place }) => {
      const reward = rows.get(id);
      if (!reward) throw new Error(`no reward ${id}`);
      const use = isHandedOver(reward.kind, channel)
        ? { at, locationId: location.id, place: location.name }
        : null;
      return vouchers.map((voucherId) => ({
        place,
        ...redeem({
          wallet: wallets.get(memberId),
          reward,
          points,
          memberId,
          at,
          zone,
          pickUp,
          voucherId,
          holdId: holds?.get(voucherId) ?? null,
          ...(use ? { use } : {}),
        }),
      }));
    });
    const events = pieces.flatMap((piece) => piece.events);
    const outcome = await this.redemptions.record({
      at: isoOf(at),
      points: this.points.document(wallets, { actor, events }),
      redemptions: pieces.map(({ redemption }) => redemption),
      vouchers: pieces.map(({ voucher }) =>
        voucher.used_at ? { ...voucher, used_by: actor.name } : voucher,
      ),
    });
    if (outcome === 'out-of-stock') throw await this.rewards.outOfStock(told, asked, language);
    return pieces.map(askedOf);
  }

  /** The holds of the points, by the vouchers. They end here, under the lock of the wallet. */
  async #held(
    checkoutId: string,
    told: readonly CartReward[],
    at: Instant,
  ): Promise<ReadonlyMap<string, string>> {
    const held = await this.holds.release(checkoutId);
    const live = new Map(
      held.flatMap(({ voucherId, holdId, until }) => (until.getTime() > at ? [[voucherId, holdId]] : [])),
    );
    if (told.some(({ vouchers }) => vouchers.some((id) => !live.has(id))))
      throw new ClubError('checkout-expired');
    return live;
  }
}

/** What the cashier hands over with the goods. Others show their voucher later, at a door or to a partner. */
const atTheTill: Readonly<Record<Reward['kind'], boolean>> = {
  product: true,
  sample: true,
  discount: false,
  ticket: false,
  'partner-code': false,
};

const isHandedOver = (kind: Reward['kind'], channel: Channel): boolean =>
  channel === 'till' && atTheTill[kind];

const askedOf = ({ redemption, voucher, place }: Redeemed & { readonly place: number }): AskedRedemption => ({
  redemptionId: redemption.id,
  rewardId: redemption.reward_id,
  transactionId: redemption.transaction_id,
  voucherId: voucher.id,
  points: voucher.points,
  place,
});
