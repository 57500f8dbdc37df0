import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareEntities } from '../../tools/sql/entities.mjs';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: pg.Client;
/** Before a test changes tables, in any order of the tests. */
let untouched: Awaited<ReturnType<typeof compareEntities>>;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  untouched = await compareEntities(client, database.url);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const cure = ' Fix: make the entity match the newest migration.';
const faults = async (): Promise<string[]> =>
  (await compareEntities(client, database.url)).faults.map((fault) => fault.replace(cure, ''));

describe('entities', () => {
  it('match the tables of their feature', () => {
    const { faults, tables } = untouched;
    expect(faults).toEqual([]);
    expect(tables).toContainEqual({
      owner: 'features/club',
      what: 'The entity LocationEntity',
      table: 'locations',
    });
  });

  it('are reported if a migration changed their table', async () => {
    await client.query(`
      alter table locations add column phone text;
      alter table locations alter column name type varchar(80);
      alter table locations alter column address drop not null;
      alter table locations drop column opening_hours;
      alter table api_keys add column version int not null default 1;
      alter table tiers alter column code type bigint using 1;
      alter table exchange_rates drop constraint exchange_rates_pkey;
      alter table club_logos rename to pictures`);
    const place = 'features/club/entities/location.entity.ts';
    expect(await faults()).toEqual(
      expect.arrayContaining([
        `${place}: locations.phone is missing in the entity.`,
        `${place}: locations.name is character varying(80), not jsonb.`,
        `${place}: locations.address may be null.`,
        `${place}: the property address must be "| null".`,
        `${place}: there is no column locations.opening_hours.`,
        'features/identity/entities/api-key.entity.ts: api_keys.version is missing in the entity.',
        'features/tiers/entities/tier.entity.ts: the property code is a number, not a string.',
        'features/club/entities/exchange-rate.entity.ts: exchange_rates.currency is not in the primary key.',
        'features/club/entities/club-logo.entity.ts: there is no table club_logos.',
      ]),
    );
  });
});
