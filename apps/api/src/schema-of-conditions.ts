import type { Schema } from '@regulars/conditions';
import { memberFactColumns } from './features/members/index.ts';
import { pointsFactColumns } from './features/points/index.ts';
import { purchaseFactColumns, purchaseSchema } from './features/purchases/index.ts';
import { tierFactColumns } from './features/tiers/index.ts';

/** Every fact with the SQL of the feature that owns it. One that is missing does not compile. */
export const schemaOfConditions: Schema = {
  ...purchaseSchema,
  facts: { ...memberFactColumns, ...pointsFactColumns, ...tierFactColumns, ...purchaseFactColumns },
};
