import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rowsOf } from '../support/rows.ts';
import { undoMigrationsSince } from '../support/undo-migrations.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const ask = (text: string) => rowsOf({ databaseUrl: database.url }, text);
const migrate = (): Promise<void> => migrateDatabase(database.url, { durable: false });
const confirmed = '00000000-0000-7000-8000-0000000000f1';
const unconfirmed = '00000000-0000-7000-8000-0000000000f2';
const told = () =>
  ask(`select concat_ws(' ', right(member_id::text, 1), purpose, channel, state, granted, version) as told
       from consents order by 1`);

it('consents without a channel keep their meaning, and those by e-mail count only for confirmed addresses', async () => {
  await migrate();
  await undoMigrationsSince(database.url, 'ConsentsByChannel');
  await ask(`
    insert into members (id, email, email_confirmed_at, status, language, joined_at) values
      ('${confirmed}', 'a@member.example', '2026-01-02', 'active', 'de', '2026-01-01'),
      ('${unconfirmed}', 'b@member.example', null, 'active', 'de', '2026-01-01');
    insert into consents (member_id, purpose, granted, changed_at, version) values
      ('${confirmed}', 'terms', true, '2026-01-01', 1), ('${confirmed}', 'newsletter', true, '2026-01-01', 2),
      ('${confirmed}', 'surveys', true, '2026-01-01', 2), ('${confirmed}', 'personalisation', false, '2026-01-01', 2),
      ('${unconfirmed}', 'newsletter', true, '2026-01-01', null), ('${unconfirmed}', 'surveys', false, '2026-01-01', null)`);
  const before = [
    '1 newsletter true 2',
    '1 personalisation false 2',
    '1 surveys true 2',
    '1 terms true 1',
    '2 newsletter true',
    '2 surveys false',
  ];
  await migrate();
  expect(await told()).toEqual(
    [
      '1 marketing email granted t 2',
      '1 profiling refused f 2',
      '1 surveys email granted t 2',
      '1 surveys portal granted t 2',
      '1 terms granted t 1',
      '2 marketing email pending t',
      '2 surveys email refused f',
      '2 surveys portal refused f',
    ].map((line) => ({ told: line })),
  );
  const names = await ask(
    `select array_to_string(consents_given(id), ' ') as names from members order by id`,
  );
  expect(names).toEqual([{ names: 'newsletter surveys terms' }, { names: 'newsletter' }]);
  await undoMigrationsSince(database.url, 'ConsentsByChannel');
  const undone = await ask(
    `select concat_ws(' ', right(member_id::text, 1), purpose, granted::text, version) as told from consents order by 1`,
  );
  expect(undone).toEqual(before.map((line) => ({ told: line })));
});
