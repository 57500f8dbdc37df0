import { expect, it } from 'vitest';
import { faultsOf, type Schema } from '../../tools/sql/ownership.mjs';

type Owned = Readonly<Record<string, { owns: string[]; shares?: string[] }>>;

const club: Owned = {
  platform: { owns: ['outbox'], shares: ['outbox'] },
  shops: { owns: ['shops', 'open_shops()'], shares: ['open_shops()'] },
  sales: { owns: ['sales', 'count_sales()'] },
};
const order = [['platform'], ['shops', 'prizes'], ['sales']];

const faultsWith = (
  { texts = [], ...parts }: Partial<Omit<Schema, 'declared' | 'order'>> = {},
  owned: Owned = club,
): string[] =>
  faultsOf({
    declared: new Map(
      Object.entries(owned).map(([owner, { owns, shares }]) => [
        owner,
        { owns: new Set(owns), shares: new Set(shares) },
      ]),
    ),
    order,
    there: Object.values(owned).flatMap(({ owns }) => owns),
    entities: [],
    triggers: [],
    ...parts,
    texts: [
      {
        owner: 'sales',
        what: 'The statement sale',
        text: 'insert into sales select open_shops(id) from outbox',
      },
      ...texts,
    ],
  });
const statement = (owner: string, text: string) => ({
  texts: [{ owner, what: 'The statement tried', text }],
});
const cure = (owner: string): string =>
  `Fix: call ${owner}, follow its events, or list it in its index.ts under "For the SQL of others".`;

it('accepts its own tables and functions, and what an earlier feature shares', () => {
  expect(faultsWith(statement('shops', 'select open_shops(id) from shops'))).toEqual([]);
});

it.each([
  ['table', 'select * from shops', 'shops'],
  ['table that it changes', 'update shops set name = $1', 'shops'],
  ['table inside a part of a statement', 'with s as (select * from shops) select * from s', 'shops'],
])('refuses a foreign %s', (_, text, name) => {
  expect(faultsWith(statement('sales', text))).toEqual([
    `The statement tried of sales uses ${name} of shops. ${cure('shops')}`,
  ]);
});

it('refuses a foreign function', () => {
  expect(faultsWith(statement('shops', 'select count_sales()'))).toEqual([
    `The statement tried of shops uses count_sales() of sales. ${cure('sales')}`,
  ]);
});

it('refuses a foreign table in the body of a function', () => {
  const texts = [
    {
      owner: 'sales',
      what: 'The function count_sales',
      text: `create or replace function count_sales() returns bigint language plpgsql as $$
        begin
          return (select count(*) from shops);
        end $$`,
    },
  ];
  expect(faultsWith({ texts })).toEqual([
    `The function count_sales of sales uses shops of shops. ${cure('shops')}`,
  ]);
});

it.each([
  ['a later feature', 'shops', 'sales'],
  ['a feature at the same place', 'prizes', 'shops'],
])('refuses what %s shares', (_, user, owner) => {
  const { owns, shares = [] } = club[owner] ?? { owns: [] };
  const owned = { ...club, [owner]: { owns: [...owns, 'shared'], shares: [...shares, 'shared'] } };
  expect(faultsWith(statement(user, 'select from shared'), owned)).toEqual([
    `The statement tried of ${user} uses shared of ${owner}, which does not come before it.`,
  ]);
});

it('refuses a trigger that calls a function of another feature', () => {
  const triggers = [{ name: 'counts', table: 'shops', function: 'count_sales()' }];
  expect(faultsWith({ triggers })).toEqual([
    `The trigger counts on shops of shops uses count_sales() of sales. ${cure('sales')}`,
  ]);
  expect(faultsWith({ triggers: [{ name: 'counts', table: 'sales', function: 'count_sales()' }] })).toEqual(
    [],
  );
});

it('refuses an entity for the table of another feature', () => {
  const entity = { what: 'The entity ShopEntity', table: 'shops' };
  expect(faultsWith({ entities: [{ owner: 'sales', ...entity }] })).toEqual([
    'The entity ShopEntity of sales is the table shops of shops. Fix: move it to the feature that owns the table.',
  ]);
  expect(faultsWith({ entities: [{ owner: 'shops', ...entity }] })).toEqual([]);
});

it('refuses what nobody owns, two own, or is not there', () => {
  const there = ['outbox', 'shops', 'open_shops()', 'sales', 'loot'];
  expect(faultsWith({ there })).toEqual([
    'Nobody owns loot. Fix: add it to "// In the database:" in the index.ts of its feature.',
    'sales owns count_sales(), which does not exist.',
  ]);
  expect(faultsWith({}, { ...club, prizes: { owns: ['shops'] } })).toContain(
    'shops is owned by shops and by prizes.',
  );
});

it('refuses a share of something foreign, or that nobody uses', () => {
  const owned = { ...club, sales: { owns: ['sales', 'count_sales()'], shares: ['sales', 'shops'] } };
  expect(faultsWith({}, owned)).toEqual([
    'sales has shops for others, which is not its own.',
    'sales has sales for others, and nobody uses it.',
    'sales has shops for others, and nobody uses it.',
  ]);
});
