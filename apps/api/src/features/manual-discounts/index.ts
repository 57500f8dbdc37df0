// Owns discounts by hand: what people of the team took off prices, why, and who.
// Promises: each is kept with its purchase, in the same transaction. A return of everything ends it; a mistaken return restores it.
// In the database: manual_discounts.
// For the SQL of others: manual_discounts.
export { ManualDiscountsModule } from './manual-discounts.module.ts';
export { manualDiscountsPart, type AskedManualDiscount } from './manual-discount-participant.ts';
export { ManualDiscountsRepository } from './manual-discounts.repository.ts';
