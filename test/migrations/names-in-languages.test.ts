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
const names = () => ask('select name from products union all select name from locations');

it('a former name becomes the text of the club’s first language, and comes back', async () => {
  await migrate();
  await undoMigrationsSince(database.url, 'NamesInLanguages');
  await ask(`
    delete from clubs;
    insert into clubs (name, accent, languages, time_zone, reporting_currency, points, till, approvals)
      values ('Old', '#000000', '{cs,de}', 'Europe/Prague', 'CZK', '{}', '{}', '{}');
    insert into products (id, sku, name) values (uuidv7(), 'OLD', 'Stará "káva" 100 %');
    insert into locations (id, code, name, kind, currency) values (uuidv7(), 'old', 'Starý obchod', 'shop', 'CZK')`);
  await migrate();
  expect(await names()).toEqual([{ name: { cs: 'Stará "káva" 100 %' } }, { name: { cs: 'Starý obchod' } }]);
  await ask(`update products set name = '{"de": "Kaffee", "cs": "Káva"}'`);
  await ask(`update locations set name = '{"en": "Shop"}'`);
  await undoMigrationsSince(database.url, 'NamesInLanguages');
  expect(await names()).toEqual([{ name: 'Káva' }, { name: 'Shop' }]);
  await migrate();
});
