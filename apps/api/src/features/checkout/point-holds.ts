import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { causeOf, orRefuse, Points, SelfService, type OpenWallets } from '../points/index.ts';
import type { CheckoutRow } from './checkout.ts';

const cause = causeOf({ kind: 'hold' });

/** Points that checkouts hold while someone pays. A hold ends at its time by itself. Only inside a transaction. */
@Injectable()
export class PointHolds {
  constructor(
    private readonly points: Points,
    private readonly selfService: SelfService,
  ) {}

  async lock({ memberId }: CheckoutRow): Promise<void> {
    if (memberId !== null) await this.points.open([memberId]);
  }

  /** Returns the id of the hold; null if the cart pays nothing with points. Throws `checkout-changed`. */
  async take(actor: Actor, { memberId, priced }: CheckoutRow, until: Date): Promise<string | null> {
    const points = priced.pointsPaid?.points ?? 0;
    if (points === 0 || memberId === null) return null;
    await this.selfService.refuse(actor, memberId);
    return this.#post(actor, memberId, (wallets) => {
      wallets.assertActive(memberId);
      const wallet = wallets.get(memberId);
      if (wallet.balance().available < points)
        throw new ClubError('checkout-changed', 'the member has spent the points');
      return orRefuse(() => wallet.hold({ points, expiresAt: until.getTime(), cause })).holdId;
    });
  }

  /** What has ended already stays as it is. */
  async release(actor: Actor, { memberId, holdId }: CheckoutRow): Promise<void> {
    if (memberId === null || holdId === null) return;
    await this.#post(actor, memberId, (wallets) => {
      const wallet = wallets.get(memberId);
      if (wallet.isHeld(holdId)) orRefuse(() => wallet.release(holdId, causeOf({ kind: 'hold', holdId })));
    });
  }

  async #post<Done>(actor: Actor, memberId: string, decide: (wallets: OpenWallets) => Done): Promise<Done> {
    const wallets = await this.points.open([memberId], { lots: 'all' });
    const done = decide(wallets);
    await this.points.apply(this.points.document(wallets, { actor }));
    return done;
  }
}
