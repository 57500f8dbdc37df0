import type { Schema } from '@regulars/conditions';
import { memberFactsSchema, storedFactColumns } from './features/facts/index.ts';
import { happeningsSchema } from './features/happenings/index.ts';
import { memberFactColumns } from './features/members/index.ts';
import { purchaseFactColumns, purchaseSchema } from './features/purchases/index.ts';
import { tierFactColumns } from './features/tiers/index.ts';

/** Every fact with the SQL of the feature that owns it. One that is missing does not compile. */
export const schemaOfConditions: Schema = {
  ...purchaseSchema,
  ...memberFactsSchema,
  ...happeningsSchema,
  facts: { ...memberFactColumns, ...storedFactColumns, ...tierFactColumns, ...purchaseFactColumns },
};
