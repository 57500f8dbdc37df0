import { isoOf } from '@regulars/loyalty';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import type { CheckoutRow } from './checkout.ts';
import { totalOf } from './checkout-words.ts';
import { spentOf } from './reward-words.ts';

type Held = Pick<CheckoutRow, 'id' | 'memberId' | 'cart' | 'priced'>;

/** A checkout holds all that its cart uses, until this moment. */
export const reservedEvent = ({ id: checkoutId, memberId, cart, priced }: Held, until: Date): ClubEvent => ({
  name: 'checkout.reserved',
  memberId,
  data: {
    checkoutId,
    expiresAt: isoOf(until.getTime()),
    total: totalOf(priced, cart.currency).gross,
    points: spentOf(priced),
    currency: cart.currency,
  },
});

export const cancelledEvent = (
  checkoutId: string,
  memberId: string | null,
  replaced: boolean,
): ClubEvent => ({
  name: 'checkout.cancelled',
  memberId,
  data: { checkoutId, replaced },
});
