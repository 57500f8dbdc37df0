import { cardFunctions } from './features/cards/index.ts';
import { memberFunctions } from './features/members/index.ts';
import { pointsFunctions } from './features/points/index.ts';
import { purchasesFunctions } from './features/purchases/index.ts';
import { rewardFunctions } from './features/rewards/index.ts';
import { saleFunctions, type SalePart } from './features/sales/index.ts';
import { tiersFunctions } from './features/tiers/index.ts';
import { tillFunctions } from './features/till/index.ts';
import { migrate, type Upgrade } from './platform/database/migrate.ts';
import { eventFunctions } from './platform/events/events.functions.ts';
import type { SqlFunction } from './platform/database/sql-function.ts';

/** The features that take part in sales, in the order in which they lock: coupons, then stock, then budgets. */
const saleParts: readonly SalePart[] = [];

/** The SQL functions of the platform and of all features. */
const functions: readonly SqlFunction[] = [
  ...eventFunctions,
  ...memberFunctions,
  ...cardFunctions,
  ...pointsFunctions,
  ...tiersFunctions,
  ...rewardFunctions,
  ...saleFunctions(saleParts),
  ...purchasesFunctions,
  ...tillFunctions,
];

/** Tables of the imports that are filled by COPY and planned over at once. */
const analysed: readonly string[] = ['import_lines', 'import_items'];

/** Brings the database at `url` up to date; `url` is that of its owner. */
export const migrateDatabase = (url: string, upgrade: Upgrade = {}): Promise<void> =>
  migrate(url, { functions, analysed }, upgrade);
