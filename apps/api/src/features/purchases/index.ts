// Owns purchases, their lines and returns, and which receipts have counted.
// Promises: a receipt counts only once; what a purchase earned is explained and stored, so that its returns are
//   decided by the same rules.
// Publishes purchase.recorded, purchase.returned, purchase.claimed, return.reversed, and tier.changed if a purchase reached a tier.
// In the database: purchases, purchase_lines, points_payments, purchase_returns, rule_grants, sale_effects,
//   sales_days, buyer_days, buyer_spans, note_sales_days().
// For the SQL of others: standing_purchases(), purchase_values(), purchase_months(), purchases_with_cards().
export type { BulkResult } from './batch.ts';
export { BulkPurchases } from './bulk-purchases.ts';
export { BulkReturns } from './bulk-returns.ts';
export { Buyers } from './buyers.repository.ts';
export type { UnsaidReceipt } from './decision.ts';
export type { GoodsBack, PastReturn, PastReturnResult } from './goods-back.ts';
export { PurchaseFigures, type SalesRow } from './figures.repository.ts';
export { Intakes, type Intake, type PurchaseOffered } from './intake.ts';
export { bought, purchaseFactColumns, purchaseSchema } from './facts.repository.ts';
export { PurchaseBooks } from './purchase-books.ts';
export { PurchasesModule } from './purchases.module.ts';
export { PurchaseTimes } from './purchase-times.repository.ts';
export { PurchasesService } from './purchases.service.ts';
export { ReturnReversals } from './return-reversals.ts';
export { UndonePurchases } from './undone-purchases.ts';
