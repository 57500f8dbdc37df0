import { challengesPart } from './features/challenges/index.ts';
import { checkoutsPart } from './features/checkout/index.ts';
import { codesPart } from './features/coupons/index.ts';
import { discountLimits, discountsPart } from './features/discounts/index.ts';
import { manualDiscountsPart } from './features/manual-discounts/index.ts';
import { rewardsPart, vouchersPart } from './features/rewards/index.ts';
import { saleFunctions, visitFunction, type SalePart } from './features/sales/index.ts';
import { migrate, type Upgrade } from './platform/database/migrate.ts';
import { functionsIn, type SqlFunction } from './platform/database/sql-function.ts';

/**
 * The features that take part in sales, in the order in which they lock: rewards, which a sale locks before it
 * asks the others, checkouts, codes, vouchers, coupons and offers, then stock, then budgets.
 */
const saleParts: readonly SalePart[] = [
  rewardsPart,
  checkoutsPart,
  codesPart,
  vouchersPart,
  discountsPart,
  manualDiscountsPart,
  challengesPart,
];

/** The SQL functions of the platform and of all features. */
export const allFunctions = (): SqlFunction[] => [
  ...functionsIn(new URL('.', import.meta.url)),
  ...saleFunctions(saleParts),
  visitFunction('purchase_visits'),
  discountLimits(['coupon_limits', 'offer_limits']),
];

/** Tables of the imports that are filled by COPY and planned over at once. */
const analysed: readonly string[] = ['import_lines', 'import_items'];

/** Brings the database at `url` up to date; `url` is that of its owner. */
export const migrateDatabase = (url: string, upgrade: Upgrade = {}): Promise<void> =>
  migrate(url, { functions: allFunctions(), analysed }, upgrade);
