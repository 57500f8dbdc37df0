import { readdirSync } from 'node:fs';
import { conditionLimits } from '@regulars/conditions';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFunctions, migrateDatabase } from '../../apps/api/src/database.ts';
import { spent, whollyReturned } from '../../apps/api/src/features/purchases/fact-source.ts';
import { keptPurchase } from '../../apps/api/src/features/purchases/facts.repository.ts';
import { applyFunctions } from '../../apps/api/src/platform/database/apply-functions.ts';
import type { SqlFunction } from '../../apps/api/src/platform/database/sql-function.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let fresh: TestDatabase;
let upgraded: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  [fresh, upgraded] = await Promise.all([
    createTestDatabase({ empty: true }),
    createTestDatabase({ empty: true }),
  ]);
  await Promise.all([fresh, upgraded].map(({ url }) => migrateDatabase(url, { durable: false })));
  owner = new pg.Client({ connectionString: upgraded.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await Promise.all([fresh.drop(), upgraded.drop()]);
});

const definitions = `
  select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'public'::regnamespace order by 1`;
const definitionsIn = async (database: TestDatabase): Promise<string[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ text: string }>(definitions);
  await client.end();
  return rows.map(({ text }) => text);
};
const triggers = async (): Promise<unknown> =>
  (await owner.query(`select tgrelid::regclass::text, tgfoid::regproc::text from pg_trigger order by 1, 2`))
    .rows;

/** Functions of an older release, with other bodies, results, arguments and names. */
const makeOlder = `
  create or replace function member_status(wanted uuid) returns text language sql stable as $$ select 'old' $$;
  drop function open_wallets;
  create function open_wallets(member_ids uuid[], due_by timestamptz) returns jsonb language sql as $$ select '[]'::jsonb $$;
  drop function change_tiers;
  create function change_tiers(changes jsonb) returns int language sql as $$ select 1 $$;
  drop function active_card;
  create function gone_long_ago(a int) returns int language sql as $$ select a $$;
  create function gone_long_ago(a text) returns text language sql as $$ select a $$;
  insert into sql_functions values ('gone_long_ago', 'old');
  update sql_functions set hash = 'old' where name in ('member_status', 'open_wallets', 'change_tiers')`;

describe('SQL functions', () => {
  it('are the same in an upgraded and a new database, also if several processes start at once', async () => {
    const wanted = await definitionsIn(fresh);
    expect(wanted.length).toBeGreaterThan(25);
    const kept = await triggers();
    await owner.query(makeOlder);
    expect(await definitionsIn(upgraded)).not.toEqual(wanted);
    await Promise.all([1, 2, 3].map(() => migrateDatabase(upgraded.url, { durable: false })));
    expect(await definitionsIn(upgraded)).toEqual(wanted);
    expect(await triggers()).toEqual(kept);
    const { rows } = await owner.query('select name from sql_functions order by 1');
    expect(rows.map(({ name }) => name)).toEqual(
      allFunctions()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('keep the indexes and triggers that use them while their signature stays', async () => {
    const lowered = (returns: string, body: string): SqlFunction => ({
      name: 'lowered',
      text: `create or replace function lowered(t text) returns ${returns} language sql immutable as $$ ${body} $$`,
    });
    const functions = [...allFunctions(), lowered('text', 'select lower(t)')];
    await applyFunctions(owner, functions);
    await owner.query('create table words (word text); create index words_lowered on words (lowered(word))');
    await applyFunctions(owner, [...allFunctions(), lowered('text', 'select lower(btrim(t))')]);
    const body = `select prosrc from pg_proc where proname = 'lowered'`;
    expect((await owner.query(body)).rows).toEqual([{ prosrc: ' select lower(btrim(t)) ' }]);

    const other = [...allFunctions(), lowered('int', 'select length(t)')];
    await expect(applyFunctions(owner, other)).rejects.toThrow('other objects depend on it');
    await expect(applyFunctions(owner, allFunctions())).rejects.toThrow('other objects depend on it');
    expect((await owner.query(body)).rows).toEqual([{ prosrc: ' select lower(btrim(t)) ' }]);
    await owner.query('drop table words');
    await applyFunctions(owner, allFunctions());
    expect((await owner.query(body)).rows).toEqual([]);
  });

  it('with a syntax error change nothing', async () => {
    const before = await definitionsIn(upgraded);
    const broken = (text: string): SqlFunction[] => [
      ...allFunctions().filter(({ name }) => name !== 'member_status'),
      { name: 'broken', text },
    ];
    const sql = 'create or replace function broken() returns int language sql as $$ select nothing $$';
    await expect(applyFunctions(owner, broken(sql))).rejects.toThrow('column "nothing" does not exist');
    const plpgsql =
      'create or replace function broken() returns int language plpgsql as $$ begin retrun 1; end $$';
    await expect(applyFunctions(owner, broken(plpgsql))).rejects.toThrow('retrun');
    const twice = [...allFunctions(), ...allFunctions().slice(0, 1)];
    await expect(applyFunctions(owner, twice)).rejects.toThrow('Two SQL functions are named');
    expect(await definitionsIn(upgraded)).toEqual(before);
  });

  it('of purchases read them like the other statements', () => {
    const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('( ', '(');
    const context = allFunctions().find(({ name }) => name === 'purchase_context');
    const text = flat(context?.text ?? '');
    for (const part of [spent('p'), whollyReturned('p'), keptPurchase('p')])
      expect(text).toContain(flat(part));
    expect(text).toContain(`limit ${conditionLimits.purchases + 1})`);
  });

  it('are in files with their names, in the folder of their feature', () => {
    const source = new URL('../../apps/api/src/', import.meta.url);
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.sql'),
    );
    for (const file of files)
      expect(file).toMatch(/^(features\/[a-z-]+|platform\/[a-z]+)[\\/]sql[\\/][a-z_]+\.sql$/);
    expect(files.length).toBeGreaterThan(20);
  });
});
