import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { PointsPolicy } from '@regulars/contracts';
import type { INestApplicationContext } from '@nestjs/common';
import { startLocalPostgres } from '@regulars/local-postgres';
import pg from 'pg';
import { createApp } from '../../apps/api/dist/app.js';
import { readConfig } from '../../apps/api/dist/config.js';
import { migrateDatabase } from '../../apps/api/dist/database.js';
import { ClubSettings } from '../../apps/api/dist/features/club/index.js';
import { TierNotices, TierReviews } from '../../apps/api/dist/features/tiers/index.js';
import { TierFiguresService } from '../../apps/api/dist/features/tiers/tier-figures.js';
import { system } from '../../apps/api/dist/platform/actor.js';
import { seedMembers } from '../bench/seed.ts';

/**
 * `[--members 100000]`: how long reviews of tiers, notices and the numbers of the ladder take, by what decides and in which
 * period. Half of the members have too little. Resolves to the exit code.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: { members: { type: 'string', default: '100000' } },
  });
  const home = mkdtempSync(join(tmpdir(), 'regulars-tiers-'));
  chmodSync(home, 0o755);
  const server = await startLocalPostgres({ dataDir: join(home, 'postgres') });
  const database = new pg.Client({ connectionString: server.url });
  // The server outlives the process that starts it and does not keep that process running.
  const awake = setInterval(() => undefined, 1000);
  try {
    await migrateDatabase(server.url);
    await database.connect();
    await seed(database, Number(values.members));
    const environment = {
      DATABASE_URL: server.url,
      DATA_DIR: join(home, 'data'),
      DEMO: 'off',
      PORTAL: 'off',
    };
    const app = await createApp(readConfig({ ...environment, LOG_LEVEL: 'error', PORT: '0' }));
    await app.init();
    try {
      console.log(`${values.members} members, half of them with too little, in milliseconds:`);
      for (const statusBase of ['points', 'visits', 'balance'] as const)
        for (const qualifyingPeriod of ['calendar-year', 'membership-year', 'rolling-12-months'] as const)
          if (statusBase !== 'balance' || qualifyingPeriod !== 'rolling-12-months')
            await measure(app, database, { statusBase, qualifyingPeriod });
      return 0;
    } finally {
      await app.close();
    }
  } finally {
    clearInterval(awake);
    await database.end();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
};

/** Every member has 400 status credit, two visits and 350 points, so nobody earns gold. */
const seed = async (database: pg.Client, members: number): Promise<void> => {
  const nothing = '00000000-0000-7000-8000-000000000000';
  await seedMembers(database, { members, locationId: nothing, ruleId: nothing });
  await database.query(`
    update members set joined_at = now() - interval '400 days' - random() * interval '5 years';
    insert into tiers (id, version, code, name, threshold, multiplier_percent)
      select uuidv7(), 1, code, jsonb_build_object('en', code), threshold, 100
      from (values ('bronze', 0), ('silver', 2), ('gold', 1000)) as tier(code, threshold);
    insert into member_tiers (member_id, tier_id, since, reviewed_at)
      select id, (select id from tiers where code = 'silver'), now() - interval '80 days', now() from members`);
  await database.query('vacuum analyze');
};

/** Half of the members are on gold, and all are due. */
const begin = `update member_tiers m set reviewed_at = '2020-01-01', stepped_at = null, warned_tier = null, warned_until = null,
  tier_id = (select t.id from tiers t where t.code = case when hashtext(m.member_id::text) % 2 = 0 then 'gold' else 'silver' end)`;

/** A change of the settings raises members by a job. */
const idle = async (database: pg.Client): Promise<void> => {
  const { rows } = await database.query(
    `select 1 from pgboss.job where name = 'raise-tiers' and state in ('created', 'active', 'retry')`,
  );
  if (rows.length === 0) return;
  await sleep(200);
  await idle(database);
};

const measure = async (
  app: INestApplicationContext,
  database: pg.Client,
  terms: Pick<PointsPolicy, 'statusBase' | 'qualifyingPeriod'>,
): Promise<void> => {
  const club = app.get(ClubSettings);
  const { points, version } = await club.current();
  await club.change(system, { points: { ...points, ...terms, tierNoticeDays: 90 } }, version);
  await idle(database);
  await database.query(begin);
  await database.query('vacuum analyze member_tiers');
  const time = async (work: () => Promise<unknown>): Promise<string> => {
    const began = performance.now();
    await work();
    return String(Math.round(performance.now() - began)).padStart(7);
  };
  const figures = await time(() => app.get(TierFiguresService).count({}));
  const notices = await time(() => app.get(TierNotices).notify());
  const raise = await time(() => app.get(TierReviews).raise());
  const review = await time(() => app.get(TierReviews).review());
  const again = await time(() => app.get(TierReviews).review());
  const { rows } = await database.query<{ gold: number }>(
    `select count(*)::int as gold from member_tiers m join tiers t on t.id = m.tier_id where t.code = 'gold'`,
  );
  console.log(
    `${terms.statusBase} ${terms.qualifyingPeriod}:`.padEnd(28),
    `ladder ${figures}, notices ${notices}, raise ${raise}, review ${review}, review of nobody ${again}; ${rows[0]?.gold} on gold`,
  );
};
