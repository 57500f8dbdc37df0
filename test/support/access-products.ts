import { randomUUID } from 'node:crypto';
import { fails, managers, rule, staff, type Ask, type Expectation } from './access-rules.ts';

const unknownId = (): Ask => ({ path: [randomUUID()] });

/** Products, their prices, lists of products, and the file of interests that they carry. */
export const productExpectations: Record<string, Expectation> = {
  'GET /club/interests/file': rule(managers, 'club:read')(),
  'POST /club/interest-previews': fails(rule(managers, 'club:write')()),
  'GET /products': rule(staff, 'club:read')(),
  'GET /product-groups': rule(staff, 'club:read')(),
  'POST /products': rule(
    managers,
    'club:write',
  )(() => ({ body: { sku: randomUUID().slice(0, 8), name: 'Tea' } })),
  'PATCH /products/{id}': rule(
    managers,
    'club:write',
  )(({ productId }) => ({
    path: [productId],
    version: 1,
    body: { name: 'Tea' },
  })),
  'GET /products/{id}/prices': rule(managers, 'club:read')(({ productId }) => ({ path: [productId] })),
  'PUT /products/{id}/prices': rule(
    managers,
    'club:write',
  )(({ productId }) => ({ path: [productId], body: { channel: 'app', currency: 'EUR', amount: 790 } })),
  'GET /products/{id}/lowest-price': rule(managers, 'club:read')(({ productId }) => ({ path: [productId] })),
  'GET /product-sets': rule(staff, 'club:read')(),
  'POST /product-sets': rule(managers, 'club:write')(() => ({ body: { name: 'Beans' } })),
  'GET /product-sets/{id}': fails(rule(staff, 'club:read')(unknownId)),
  'PATCH /product-sets/{id}': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], version: 1, body: { name: 'Beans' } })),
  ),
  'DELETE /product-sets/{id}': fails(rule(managers, 'club:write')(unknownId)),
  'GET /product-sets/{id}/skus': fails(rule(staff, 'club:read')(unknownId)),
  'GET /product-sets/{id}/file': fails(rule(staff, 'club:read')(unknownId)),
  'PUT /product-sets/{id}/skus': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], body: {} })),
  ),
};
