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
const id = (n: number): string => `'00000000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}'`;

it('only what was redeemed and is still valid gives back, and going down it was cancelled', async () => {
  await undoMigrationsSince(database.url, 'ExpiredVouchers');
  await ask(
    `insert into rewards (id, name, category, points, updated_at) values (${id(1)}, '{"en": "Mug"}', '{}', 100, now())`,
  );
  const had = async (
    n: number,
    code: string,
    redeemed: string,
    { kind = 'product', ends = "now() + '1 day'" } = {},
  ) =>
    ask(`
      insert into redemptions (id, member_id, reward_id, reward_version, transaction_id, points, redeemed_at)
        values (${id(n)}, ${id(2)}, ${id(1)}, 1, ${redeemed}, 100, now());
      insert into vouchers (id, code, redemption_id, member_id, kind, reward_name, picture, issued_at, expires_at)
        values (${id(n)}, '${code}', ${id(n)}, ${id(2)}, '${kind}', '{}', 'cup', now(), ${ends})`);
  await had(11, 'VALID', id(3));
  await had(12, 'EXPIRED', id(3), { ends: "now() - interval '1 minute'" });
  await had(13, 'TICKET', id(3), { kind: 'ticket' });
  await had(14, 'GIVEN', 'null');
  await migrateDatabase(database.url, { durable: false });
  expect(await ask('select code from vouchers where gives_back')).toEqual([{ code: 'VALID' }]);

  await ask(`update vouchers set state = 'expired' where code = 'VALID'`);
  await undoMigrationsSince(database.url, 'ExpiredVouchers');
  expect(await ask(`select code from vouchers where state = 'cancelled'`)).toEqual([{ code: 'VALID' }]);
  await migrateDatabase(database.url, { durable: false });
});
