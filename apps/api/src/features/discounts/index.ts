// Owns nothing stored: what coupons and offers have in common, as their terms, when they count, and how prices of carts take them.
// Promises: the same terms take the same off a cart, as a coupon and as an offer.
// Publishes nothing.
export { DiscountReferences } from './discount-references.ts';
export { DiscountsModule } from './discounts.module.ts';
export { isReadableDiscount } from './readable.ts';
export { redeemableOf } from './redeemable.ts';
export { dateOf, discountFaults, nextStates, termsOf, type DiscountTerms } from './terms.ts';
export { validityOf } from './validity.ts';
