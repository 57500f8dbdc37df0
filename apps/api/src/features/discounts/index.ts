// Owns what coupons and offers have in common: their terms, when they count, how prices of carts take them, what was redeemed
// of them and what checkouts hold; the categories of discounts.
// Promises: the same terms take the same off a cart, as a coupon and as an offer. Limits are exact under any load: the one who
// comes too late is refused before anything is booked. So are budgets in money. A return of everything gives a use back, once. A hold that nobody
// completes ends at its time, whether a job has run or not.
// Publishes club.changed, coupon.redeemed, coupon.given-back, coupon.budget-nearly-used, coupon.budget-used-up, offer.redeemed, offer.given-back,
//   offer.budget-nearly-used, offer.budget-used-up.
// In the database: discount_categories, discount_redemptions, discount_holds, discount_limits().
// For the SQL of others: discount_redemptions, discounts_read(), discounts_write(), discount_redeemed(), discount_held(), discount_uses(),
//   discount_uses_of_member(), discount_uses_of_day().
export { amountsText } from './amounts-text.ts';
export { BudgetSources } from './budget-sources.ts';
export { DiscountBudgets, isUsedUp, type Budgeted } from './discount-budgets.ts';
export { DiscountCategories } from './discount-categories.ts';
export { DiscountCategoryUses } from './discount-category-uses.ts';
export { DiscountHolds } from './discount-holds.ts';
export { discountLimits } from './discount-limits.ts';
export { discountsPart, type AskedDiscount, type DiscountContext } from './discount-participant.ts';
export { DiscountReferences } from './discount-references.ts';
export {
  assertNext,
  endOf,
  isItsTime,
  listedDiscounts,
  savedDiscount,
  shownDiscount,
  withoutFigures,
  type StoredDiscount,
} from './discount.ts';
export { DiscountsModule } from './discounts.module.ts';
export { LoneRedemptions } from './lone-redemptions.ts';
export type { LoneRedemption } from './lone-redemptions.repository.ts';
export { OwnDiscounts, usesLeft, type OwnDiscountsOfMember } from './own-discounts.ts';
export { isReadableDiscount } from './readable.ts';
export { redeemableOf } from './redeemable.ts';
export { Redeemables } from './redeemables.ts';
export { RedemptionsRepository, type UsesAsked } from './redemptions.repository.ts';
export { sentFaults } from './sent-faults.ts';
export { discountFaults, type DiscountTerms } from './terms.ts';
export { validityOf } from './validity.ts';
