import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { undoMigrationsSince } from '../support/undo-migrations.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ask = async (text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};
const id = (n: number): string => `'00000000-0000-7000-8000-00000000000${n}'`;

it('redeemed vouchers stay, up and down; those that were given go with the challenges', async () => {
  await undoMigrationsSince(database.url, 'Challenges');
  await ask(`
    insert into rewards (id, name, category, points, updated_at) values (${id(1)}, '{"en": "Cappuccino"}', '{}', 100, now());
    insert into redemptions (id, member_id, reward_id, reward_version, transaction_id, points, redeemed_at)
      values (${id(2)}, ${id(3)}, ${id(1)}, 1, ${id(4)}, 100, now());
    insert into vouchers (id, code, redemption_id, member_id, reward_name, picture, issued_at, expires_at)
      values (${id(5)}, 'BOUGHT', ${id(2)}, ${id(3)}, '{}', 'cup', now(), now())`);
  await migrateDatabase(database.url, { durable: false });
  await ask(`
    insert into redemptions (id, member_id, reward_id, reward_version, points, redeemed_at)
      values (${id(6)}, ${id(3)}, ${id(1)}, 1, 0, now());
    insert into vouchers (id, code, redemption_id, member_id, reward_name, picture, issued_at, expires_at)
      values (${id(7)}, 'GIVEN', ${id(6)}, ${id(3)}, '{}', 'cup', now(), now())`);
  await undoMigrationsSince(database.url, 'Challenges');
  expect(await ask('select code from vouchers')).toEqual([{ code: 'BOUGHT' }]);
  await migrateDatabase(database.url, { durable: false });
  expect(await ask('select points::int from redemptions')).toEqual([{ points: 100 }]);
});

it('going down puts the periods of a challenge together, fills no card, and removes what counts money', async () => {
  const challenge = (n: number, terms: object): string =>
    `(${id(n)}, 1, 'live', '{"en": "Nine"}', 'cup', 10, true, '${JSON.stringify(terms)}', '{}', now())`;
  await ask(`
    insert into challenges (id, version, state, name, picture, goal, repeats, terms, reward, updated_at) values
      ${challenge(1, { kind: 'stamp-card', stamps: 'per-purchase', most: 20, restarts: 'month' })},
      ${challenge(2, { kind: 'stamp-card', stamps: 'per-purchase', most: 20 })},
      ${challenge(3, { kind: 'spend', currency: 'EUR' })};
    insert into challenge_progress (member_id, challenge_id, period, counted, used) values
      (${id(9)}, ${id(1)}, '2026-10-01', 19, 10), (${id(9)}, ${id(1)}, '2026-11-01', 9, 0),
      (${id(9)}, ${id(2)}, '', 12, 10), (${id(9)}, ${id(3)}, '', 900, 0)`);
  await undoMigrationsSince(database.url, 'ChallengePeriods');
  expect(
    await ask(`select right(p.challenge_id::text, 1) as id, counted::int, used::int, c.terms ? 'restarts' as restarts
      from challenge_progress p join challenges c on c.id = p.challenge_id order by 1`),
  ).toEqual([
    { id: '1', counted: 19, used: 10, restarts: false },
    { id: '2', counted: 12, used: 10, restarts: false },
  ]);
  await migrateDatabase(database.url, { durable: false });
  expect(await ask('select distinct period from challenge_progress')).toEqual([{ period: '' }]);
});

it('going down removes what counts in a row, with all that belongs to it', async () => {
  await ask(`
    insert into challenges (id, version, state, name, picture, goal, repeats, terms, reward, updated_at) values
      (${id(4)}, 1, 'live', '{"en": "Four weeks"}', 'cup', 4, true, '{"kind": "streak", "every": "week"}', '{}', now()),
      (${id(5)}, 1, 'live', '{"en": "Nine"}', 'cup', 9, true, '{"kind": "stamp-card", "stamps": "per-purchase", "most": 20}', '{}', now());
    insert into challenge_progress (member_id, challenge_id, period, counted, used)
      values (${id(9)}, ${id(4)}, '2026-11-02', 1, 0)`);
  await undoMigrationsSince(database.url, 'Streaks');
  expect(
    await ask(`select right(id::text, 1) as id from challenges where id in (${id(4)}, ${id(5)})`),
  ).toEqual([{ id: '5' }]);
  expect(await ask(`select 1 from challenge_progress where challenge_id = ${id(4)}`)).toEqual([]);
  await migrateDatabase(database.url, { durable: false });
});
