import type { CouponProblem } from '@regulars/contracts';
import type { KeptCart, PricedCart } from './checkout.ts';
import type { ReservingContext } from './reserving.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'checkouts.cart': KeptCart;
  'checkouts.priced': PricedCart;
  'checkout-reserving:context': ReservingContext;
  'coupon_refusals.problem': CouponProblem;
};
