import { randomUUID } from 'node:crypto';
import { fails, managers, rule, type Ask, type Expectation } from './access-rules.ts';

const unknown = (): Ask => ({ path: [randomUUID()] });
const ask = { per: 'month', points: 10 };

/** Budgets of locations and of the club. */
export const budgetExpectations: Record<string, Expectation> = {
  'GET /budgets': rule(managers, 'club:read')(),
  'POST /budgets': fails(
    rule(managers, 'club:write')(() => ({ body: { ...ask, locationId: randomUUID() } })),
  ),
  'PATCH /budgets/{id}': fails(
    rule(managers, 'club:write')(() => ({ ...unknown(), version: 1, body: { points: 5 } })),
  ),
  'DELETE /budgets/{id}': fails(rule(managers, 'club:write')(unknown)),
};
