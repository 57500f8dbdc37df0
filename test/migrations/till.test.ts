import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { migrationSource } from '../../apps/api/src/platform/database/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());

const ask = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

it('products, locations and the club keep what they had, and get empty barcodes, rates and settings', async () => {
  await migrateDatabase(database.url, { durable: false });
  const source = await migrationSource(database.url).initialize();
  try {
    while ((await ask(`select from migrations where name like 'Till%'`)).length > 0)
      await source.undoLastMigration();
    await ask(`
      insert into products (id, sku, name, tax_rate) values (uuidv7(), 'OLD', 'Old beans', 10);
      insert into locations (id, code, name, kind, currency) values (uuidv7(), 'old', 'Old shop', 'shop', 'EUR');`);
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
  expect(await ask('select sku, tax_rate::float8 as tax, barcodes from products')).toEqual([
    { sku: 'OLD', tax: 10, barcodes: [] },
  ]);
  expect(await ask('select code, tax_rates as rates from locations')).toEqual([{ code: 'old', rates: [] }]);
});
