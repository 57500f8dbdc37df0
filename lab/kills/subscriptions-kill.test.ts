import { afterAll, beforeAll, expect, it } from 'vitest';
import { runEventRounds } from '../../test/faults/events.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

const databases: TestDatabase[] = [];
beforeAll(async () => {
  for (let made = 0; made < 2; made += 1) databases.push(await createTestDatabase());
});
afterAll(async () => {
  for (const database of databases) await database.drop();
});
const urlOf = (at: number): string => databases[at]?.url ?? '';

// The short form of `npm run faults -- events`, on the built system.
it('each event takes effect once, although two processes that share the work are killed', async () => {
  const outcome = await runEventRounds({
    databaseUrl: urlOf(0),
    events: 800,
    kills: 3,
    holds: 2,
    seed: 11,
    variant: 'once',
  });
  expect(outcome.faults).toEqual([]);
  expect(outcome.killsWhileHolding).toBeGreaterThanOrEqual(2);
  expect(outcome.kills).toBeGreaterThanOrEqual(4);
}, 120_000);

it('the counts detect doubled effects if the position is written outside the transaction', async () => {
  const { faults } = await runEventRounds({
    databaseUrl: urlOf(1),
    events: 200,
    kills: 1,
    holds: 1,
    seed: 12,
    variant: 'twice',
  });
  expect(faults).toContainEqual(expect.stringMatching(/^\d+ events had their effect more than once$/));
}, 120_000);
