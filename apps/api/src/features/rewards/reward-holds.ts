import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import { isoOf, type Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { causeOf, orRefuse, Points, SelfService, type OpenWallets } from '../points/index.ts';
import { CartRewards, type CartReward } from './cart-rewards.ts';
import { RewardHoldsRepository } from './reward-holds.repository.ts';

/** The rewards that a checkout holds. */
export interface HoldingCart {
  readonly checkoutId: string;
  readonly memberId: string;
  readonly locationId: string;
  readonly rewards: readonly CartReward[];
  readonly language: Language;
}

/** Rewards that checkouts hold while someone pays: pieces of the stock, and their points. They end at their time, by themselves. Only inside a transaction. */
@Injectable()
export class RewardHolds {
  constructor(
    private readonly rewards: CartRewards,
    private readonly holds: RewardHoldsRepository,
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly clock: Clock,
  ) {}

  /** Before any other lock but that of the wallet. Throws as `CartRewards.confirm`, and `out-of-stock`. */
  async take(actor: Actor, cart: HoldingCart, until: Date): Promise<void> {
    const { memberId, locationId, rewards, language } = cart;
    await this.selfService.refuse(actor, memberId);
    const wallets = await this.points.open([memberId], { lots: 'all' });
    wallets.assertActive(memberId);
    const at = this.clock.now();
    await this.rewards.confirm(rewards, { at, memberId, locationId }, language);
    await this.#hold(actor, wallets, cart, { at, until });
  }

  /** Opens the wallet, and locks it. What has ended already stays as it is. */
  async release(
    actor: Actor,
    { checkoutId, memberId }: Pick<HoldingCart, 'checkoutId' | 'memberId'>,
  ): Promise<void> {
    const wallets = await this.points.open([memberId], { lots: 'all' });
    await this.#letGo(wallets, checkoutId, memberId);
    await this.points.apply(this.points.document(wallets, { actor }));
  }

  /** Throws `member-not-active`, and `checkout-expired` if it no longer holds all of them. */
  async extend(actor: Actor, cart: HoldingCart, until: Date): Promise<void> {
    const { checkoutId, memberId, rewards } = cart;
    const wallets = await this.points.open([memberId], { lots: 'all' });
    wallets.assertActive(memberId);
    const at = this.clock.now();
    const held = await this.#letGo(wallets, checkoutId, memberId);
    const live = held.filter((each) => each.until.getTime() > at);
    if (live.length < rewards.reduce((sum, { count }) => sum + count, 0))
      throw new ClubError('checkout-expired');
    await this.#hold(actor, wallets, cart, { at, until });
  }

  async #letGo(wallets: OpenWallets, checkoutId: string, memberId: string) {
    const held = await this.holds.release(checkoutId);
    const wallet = wallets.get(memberId);
    for (const { holdId } of held)
      if (wallet.isHeld(holdId)) orRefuse(() => wallet.release(holdId, causeOf({ kind: 'hold', holdId })));
    return held;
  }

  async #hold(
    actor: Actor,
    wallets: OpenWallets,
    { checkoutId, memberId, locationId, rewards, language }: HoldingCart,
    { at, until }: { readonly at: Instant; readonly until: Date },
  ): Promise<void> {
    const wallet = wallets.get(memberId);
    const holds = rewards.flatMap(({ id, vouchers, points, pickUp }) =>
      vouchers.map((voucherId) => ({
        voucher_id: voucherId,
        checkout_id: checkoutId,
        reward_id: id,
        member_id: memberId,
        location_id: pickUp,
        points_hold_id: orRefuse(() => wallet.hold({ points, expiresAt: until.getTime(), cause })).holdId,
        held_until: until.toISOString(),
      })),
    );
    const points = this.points.document(wallets, { actor });
    const outcome = await this.holds.take({ at: isoOf(at), points, holds });
    if (outcome === 'out-of-stock')
      throw await this.rewards.outOfStock(rewards, { at, memberId, locationId }, language);
  }
}

const cause = causeOf({ kind: 'hold' });
