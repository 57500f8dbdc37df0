import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as catalogues from '../../tools/sql/catalogue.mjs';
import { calledFunctions, nullableColumns } from '../../tools/sql/nullability.mjs';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: pg.Client;
let catalogue: catalogues.Catalogue;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`
    create table shops (id int primary key, name text not null, note text, state text not null check (state in ('open', 'closed')));
    create table sales (id int primary key, shop_id int, amount bigint not null, parts jsonb not null, made_at timestamptz not null);
    insert into shops values (1, 'a', null, 'open'), (2, 'b', 'x', 'closed');
    insert into sales values (1, 1, 5, '{}', now()), (2, null, 7, '{}', now())`);
  catalogue = await catalogues.readCatalogue(client);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Its columns, with a `?` after those that may be null. */
const columnsOf = async (text: string): Promise<string[]> => {
  const { fields } = await catalogues.describe(client, text, catalogue);
  const nullable = nullableColumns(text, catalogue);
  return fields.map(({ name }, place) => `${name}${(nullable?.[place] ?? true) ? '?' : ''}`);
};

const statements: [text: string, columns: string[]][] = [
  ['select * from shops', ['id', 'name', 'note?', 'state']],
  ['select s.*, 1 as one from shops s', ['id', 'name', 'note?', 'state', 'one']],
  ['select x.id, h.name from sales x left join shops h on h.id = x.shop_id', ['id', 'name?']],
  ['select x.id, h.name from sales x right join shops h on h.id = x.shop_id', ['id?', 'name']],
  ['select x.id, h.name from sales x full join shops h on h.id = x.shop_id', ['id?', 'name?']],
  ['select x.shop_id from sales x join shops h on h.id = x.shop_id', ['shop_id']],
  ['select shop_id from sales', ['shop_id?']],
  ['select shop_id from sales where shop_id is not null', ['shop_id']],
  ['select shop_id from sales where shop_id = any(array[1]) or id > 0', ['shop_id?']],
  ['select note from shops where note is null', ['note?']],
  [
    'select sum(amount), count(*), max(id) filter (where false) as most from sales',
    ['sum?', 'count', 'most?'],
  ],
  ['select shop_id, sum(amount) from sales group by 1', ['shop_id?', 'sum']],
  ['select name, count(*) from shops group by rollup (name)', ['name?', 'count?']],
  ['select coalesce(note, name) as text, coalesce(note, null) as none from shops', ['text', 'none?']],
  [
    `select case when note = 'x' then 1 end as a, case when note = 'x' then 1 else 2 end as b from shops`,
    ['a?', 'b'],
  ],
  [
    `select note || '!' as a, note is null as b, note = 'x' as c, note is distinct from 'x' as d from shops`,
    ['a?', 'b', 'c?', 'd'],
  ],
  ['select (select name from shops where id = 9) as a, (select count(*) from shops) as b', ['a?', 'b']],
  ['select exists (select from shops) as a, array(select note from shops) as b', ['a', 'b']],
  ['select id from shops union all select shop_id from sales', ['id?']],
  ['select name from shops union all select name from shops', ['name']],
  ['with kept as (select note from shops) select * from kept', ['note?']],
  ['with recursive n as (select 1 as i union all select i + 1 from n where i < 2) select i from n', ['i?']],
  ['update sales set shop_id = null where shop_id = 1 returning id, shop_id', ['id', 'shop_id?']],
  ['select parts->>0 as a, to_jsonb(amount) as b from sales', ['a?', 'b']],
  [
    'select s.id from shops h, lateral (select x.id, x.shop_id from sales x where x.shop_id = h.id) s',
    ['id'],
  ],
  ['select told.note from (values (1, null), (2, null)) told(id, note)', ['note?']],
  ['select lower(note) as a, lower(name) as b from shops', ['a?', 'b']],
];

describe('the types of a statement’s columns', () => {
  it.each(statements)('%s', async (text, columns) => {
    expect(await columnsOf(text)).toEqual(columns);
    await client.query('begin');
    const { rows } = await client.query<Record<string, unknown>>(text);
    await client.query('rollback');
    const filled = columns.filter((name) => !name.endsWith('?'));
    for (const row of rows) for (const name of filled) expect(row[name], name).not.toBeNull();
  });

  it('follow from a check constraint and from the called functions', async () => {
    const { fields, parameters } = await catalogues.describe(
      client,
      'select s.state as kind, lower(name) from (select * from shops where id = $1) s',
      catalogue,
    );
    expect(fields[0]?.column).toMatchObject({ table: 'shops', name: 'state', among: ['open', 'closed'] });
    expect(parameters).toEqual([23]);
    expect(calledFunctions('select lower(name), name from shops')).toEqual(['lower', null]);
  });

  it('report a fault if PostgreSQL refuses the statement, and the next one is still described', async () => {
    await expect(catalogues.describe(client, 'select nothing from shops', catalogue)).rejects.toThrow(
      '"nothing"',
    );
    expect(
      (await catalogues.describe(client, 'select id from shops where name = $1', catalogue)).parameters,
    ).toEqual([25]);
  });
});
