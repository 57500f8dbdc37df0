// Owns the club's settings, logo, exchange rates, locations, products and product sets.
// Promises: settings, rates, locations and products looked up by SKU come from memory and are never older than the
// event of a change.
// Publishes club.changed.
// In the database: clubs, locations, products, product_prices, product_barcodes, product_sets, product_set_skus, club_logos, exchange_rates,
//   day_sums, day_sums_due, keep_location(), product_search_text().
// For the SQL of others: day_sums, day_sums_due, product_interests().
export { ClubChanges } from './club-changes.ts';
export { ClubModule } from './club.module.ts';
export { ClubLogo } from './club-logo.ts';
export { ClubSettings, type ClubPatch } from './club-settings.ts';
export { DaySums, type Summer } from './day-sums.ts';
export { spanOf, spanText } from './summed-span.ts';
export { SummedTable } from './summed-table.repository.ts';
export { ExchangeRates } from './exchange-rates.ts';
export { Interests } from './interests.ts';
export { GoodsAtTills } from './goods-at-tills.ts';
export { KnownArticles, type Articles } from './known-articles.ts';
export { KeptPrices } from './kept-prices.ts';
export { Locations } from './locations.ts';
export { ProductSetMembers } from './product-set-members.ts';
export { ConditionReferences } from './condition-references.ts';
export { ConditionUses, namedIn, type NamedUse } from './condition-uses.ts';
export { ProductSets } from './product-sets.ts';
export type { PastPrice } from './product-prices.repository.ts';
export { Products } from './products.ts';
export { named, Reader, wordingIn, type Wording } from './reader.ts';
export type { LocationRecord, NewLocation, NewProduct, ProductRecord } from './records.ts';
export { lastDayText } from './last-day.ts';
export { Remembered } from './remembered.ts';
export { ProductRange } from './product-range.ts';
