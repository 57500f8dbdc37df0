import { randomUUID } from 'node:crypto';
import { fails, managers, rule, staff, type Ask, type Expectation } from './access-rules.ts';

const unknownTable = (): Ask => ({ path: [randomUUID()] });
const unknownVersion = (): Ask => ({ path: [randomUUID(), '1'] });

/** Rates by article and location. */
export const rateTableExpectations: Record<string, Expectation> = {
  'GET /rate-tables': rule(staff, 'club:read')(),
  'POST /rate-tables': rule(managers, 'club:write')(() => ({ body: { name: 'Rates', currency: 'EUR' } })),
  'GET /rate-tables/{id}': fails(rule(staff, 'club:read')(unknownTable)),
  'PATCH /rate-tables/{id}': fails(
    rule(managers, 'club:write')(() => ({ ...unknownTable(), version: 1, body: { name: 'Rates' } })),
  ),
  'DELETE /rate-tables/{id}': fails(rule(managers, 'club:write')(unknownTable)),
  'POST /rate-tables/{id}/versions': fails(
    rule(managers, 'club:write')(() => ({ ...unknownTable(), body: {} })),
  ),
  'DELETE /rate-tables/{id}/versions/{number}': fails(rule(managers, 'club:write')(unknownVersion)),
  'GET /rate-tables/{id}/versions/{number}/rates': fails(rule(staff, 'club:read')(unknownVersion)),
  'GET /rate-tables/{id}/versions/{number}/file': fails(rule(staff, 'club:read')(unknownVersion)),
};
