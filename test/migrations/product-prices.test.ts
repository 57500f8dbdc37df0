import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rowsOf } from '../support/rows.ts';
import { undoMigrationsSince } from '../support/undo-migrations.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ask = (text: string) => rowsOf({ databaseUrl: database.url }, text);
const migrate = (): Promise<void> => migrateDatabase(database.url, { durable: false });

it('prices of before are kept since their last change, else since now, and may be older', async () => {
  await migrate();
  await undoMigrationsSince(database.url, 'ProductPrices');
  await ask(`
    insert into products (id, sku, name, prices) values
      ('019a0000-0000-7000-8000-000000000001', 'CHANGED', '{"de": "Kaffee"}', '[{"amount": 890, "currency": "EUR"}]'),
      ('019a0000-0000-7000-8000-000000000002', 'IMPORTED', '{"de": "Tee"}', '[{"amount": 390, "currency": "EUR"}, {"amount": 9900, "currency": "CZK"}]'),
      ('019a0000-0000-7000-8000-000000000003', 'FREE', '{"de": "Wasser"}', '[]');
    insert into audit_entries (at, actor_kind, actor_name, action, subject_type, subject_id, before, after)
    select at::timestamptz, 'system', 'system', 'product.changed', 'product', '019a0000-0000-7000-8000-000000000001',
      jsonb_build_object('prices', before), jsonb_build_object('prices', after)
    from (values ('2026-01-02T10:00:00Z', '[1]'::jsonb, '[2]'::jsonb), ('2026-02-03T10:00:00Z', '[2]', '[3]'), ('2026-03-04T10:00:00Z', '[3]', '[3]'))
      as entry (at, before, after)`);
  await migrate();
  expect(
    await ask(`
      select sku, currency, amount, or_earlier, since > now() - interval '1 hour' as lately,
        since = '2026-02-03T10:00:00Z' as changed
      from product_prices join products p on p.id = product_id order by sku, currency`),
  ).toEqual([
    { sku: 'CHANGED', currency: 'EUR', amount: 890, or_earlier: true, lately: false, changed: true },
    { sku: 'IMPORTED', currency: 'CZK', amount: 9900, or_earlier: true, lately: true, changed: false },
    { sku: 'IMPORTED', currency: 'EUR', amount: 390, or_earlier: true, lately: true, changed: false },
  ]);
});
