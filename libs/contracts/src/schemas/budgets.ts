import { z } from 'zod';
import { ruleBudget, budgetOutlook } from './earning.ts';
import { id, instant, listOf, listQuery, patchOf } from './values.ts';

const terms = ruleBudget.pick({ per: true, points: true });
const newBudget = terms.extend({
  locationId: id.nullable().describe('null for the budget of the club'),
});

const sharedBudget = terms
  .extend({
    id,
    version: z.int(),
    location: z.object({ id, name: z.string() }).nullable().describe('null for the budget of the club'),
    since: instant.describe('purchases before are not limited'),
    used: z.int().describe('what purchases got of it in its current period'),
    outlook: budgetOutlook,
  })
  .meta({ id: 'SharedBudget' });

export type SharedBudget = z.infer<typeof sharedBudget>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const budgetsShapes = {
  listBudgets: {
    query: listQuery,
    reply: listOf(sharedBudget),
  },
  createBudget: {
    body: newBudget,
    reply: sharedBudget,
  },
  updateBudget: {
    params,
    body: patchOf(terms),
    reply: sharedBudget,
  },
  removeBudget: {
    params,
  },
};
