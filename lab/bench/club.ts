import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { RegularsClient } from '@regulars/client';
import {
  createCoupon,
  createEarningRule,
  createLocation,
  createProduct,
  mostRedemptions,
  publishEarningRule,
  type SentBodyOf,
} from '@regulars/contracts';
import pg from 'pg';
import type { createApp } from '../../apps/api/src/app.ts';
import type { readConfig } from '../../apps/api/src/config.ts';
import type { migrateDatabase } from '../../apps/api/src/database.ts';
import { benchCodeKey } from './code-key.ts';
import { couponCode, type Path, type Regular, type SingleCode } from './paths-of-load.ts';
import { places } from './paths.ts';
import { programOf, type Program } from './program.ts';
import { record } from './recording.ts';
import { seedCodes } from './seed-codes.ts';
import { seedMembers } from './seed.ts';

export interface Club {
  readonly apiKey: string;
  readonly apiKeyHash: Buffer;
  readonly regulars: readonly Regular[];
  /** Codes for one use that nobody has used. */
  readonly codes: readonly SingleCode[];
  readonly programs: Readonly<Record<Path, Program>>;
}

interface BuiltApi {
  readonly createApp: typeof createApp;
  readonly readConfig: typeof readConfig;
  readonly migrateDatabase: typeof migrateDatabase;
}

// Nest's decorators need the compiler, so this uses the built API, like the one under load.
export const builtApi = async (): Promise<BuiltApi> => {
  const parts = await Promise.all(
    ['app.js', 'config.js', 'database.js'].map(
      (file) => import(join(places.api, file)) as Promise<Partial<BuiltApi>>,
    ),
  );
  return Object.assign({}, ...parts) as BuiltApi;
};

/** The environment of the API, here and under load. */
export const apiEnvironment = (databaseUrl: string, dataDir: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  DATA_DIR: dataDir,
  CODE_KEY: benchCodeKey,
  DEMO: 'off',
  PORTAL: 'off',
  LOG_LEVEL: 'warn',
});

/**
 * A club with a location, products, live rules and members with a history, and the statements that the API sends to
 * PostgreSQL. Two rules give points, all others have a condition that does not hold.
 */
export const createClub = async (
  databaseUrl: string,
  dataDir: string,
  members: number,
  liveRules = 2,
): Promise<Club> => {
  const { createApp, readConfig, migrateDatabase } = await builtApi();
  await migrateDatabase(databaseUrl, { durable: false });
  const config = readConfig({ ...apiEnvironment(databaseUrl, dataDir), PORT: '0' });
  const app = await createApp(config);
  await app.listen(0, '127.0.0.1');
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { apiKey, apiKeyHash } = await insertKey(database);
    const url = new URL((await app.getUrl()).replace('[::1]', '127.0.0.1'));
    const setUp = await setUpShop(url.origin, apiKey, liveRules);
    await seedMembers(database, { members, ...setUp });
    const all = await seedCodes(database, setUp.codesOf);
    const regulars = await regularsOf(database);
    const programs = await recordAll(regulars, all.slice(0, usedByRecording), Number(url.port), apiKey);
    return { apiKey, apiKeyHash, regulars, codes: all.slice(usedByRecording), programs };
  } finally {
    await database.end();
    await app.close();
  }
};

/** In an empty club nobody can create a key yet. */
export const insertKey = async (database: pg.Client): Promise<Pick<Club, 'apiKey' | 'apiKeyHash'>> => {
  const apiKey = `rk_live_${randomBytes(32).toString('base64url')}`;
  const apiKeyHash = createHash('sha256').update(apiKey).digest();
  await database.query(
    `insert into api_keys (id, name, prefix, secret_hash, scopes, created_at) values ($1, 'bench', $2, $3, '{*}', now())`,
    [randomUUID(), apiKey.slice(0, 13), apiKeyHash],
  );
  return { apiKey, apiKeyHash };
};

const products = [
  { sku: 'B-1', name: 'House blend', category: 'coffee' },
  { sku: 'B-2', name: 'Cup', category: 'things' },
  { sku: 'B-3', name: 'Cheese', category: 'food' },
];

const setUpShop = async (
  url: string,
  apiKey: string,
  liveRules: number,
): Promise<{ locationId: string; ruleId: string; codesOf: string }> => {
  const client = new RegularsClient({ baseUrl: `${url}/api/v1`, apiKey });
  const { id: locationId } = await client.call(createLocation, {
    body: { code: 'bench', name: 'Bench', currency: 'EUR' },
  });
  for (const product of products) await client.call(createProduct, { body: product });
  const rule = await client.call(createEarningRule, {
    body: {
      name: '1 point per euro',
      effect: { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1, per: 100 }] },
    },
  });
  const twice = await client.call(createEarningRule, {
    body: {
      name: 'Coffee counts twice',
      effect: { kind: 'multiplier', times: 2, where: { fact: 'line.category', op: 'is', value: 'coffee' } },
    },
  });
  const rules = [rule, twice];
  while (rules.length < liveRules) {
    const body = ruleThatGivesNothing(rules.length);
    rules.push(await client.call(createEarningRule, { body }));
  }
  for (const { id } of rules) await client.call(publishEarningRule, { params: { id } });
  await client.call(createCoupon, { body: tenthOff });
  const { id: codesOf } = await client.call(createCoupon, { body: { ...tenthOff, code: null } });
  return { locationId, ruleId: rule.id, codesOf };
};

const tenthOff: SentBodyOf<typeof createCoupon> = {
  state: 'live',
  name: { en: 'A tenth off' },
  code: couponCode,
  effect: { kind: 'percent', percent: 10, of: 'reduced' },
  limits: { total: mostRedemptions, perMember: null, perMemberAndDay: null, perDay: null, perCode: null },
};

/** It asks the sale, its goods and its member. */
const ruleThatGivesNothing = (index: number): SentBodyOf<typeof createEarningRule> => ({
  name: `Bonus ${index}`,
  effect: { kind: 'fixed-points', points: 5 },
  when: {
    all: [
      { fact: 'purchase.channel', op: 'is', value: 'till' },
      {
        any: [
          { lines: 'any', where: { fact: 'line.sku', op: 'is', value: `N-${index}` } },
          { fact: 'member.tags', op: 'contains', value: `bonus ${index}` },
        ],
      },
    ],
  },
});

const regularsOf = async (database: pg.Client): Promise<Regular[]> => {
  const { rows } = await database.query<Regular>(
    `select m.id as member, c.number as card from members m join cards c on c.member_id = m.id order by substr(m.external_id, 3)::int`,
  );
  return rows;
};

const usedByRecording = 3;

/** Records each path twice, for two members. The differences between both are the parts that change per request. */
const recordAll = async (
  regulars: readonly Regular[],
  codes: readonly SingleCode[],
  port: number,
  apiKey: string,
): Promise<Record<Path, Program>> => {
  const [first, , third] = regulars;
  if (!first || !third) throw new Error('Too few members');
  const programFor = async (path: Path): Promise<Program> => {
    // The first request of an API fills its caches, so only later ones are typical.
    const [warm, one, other] = path === 'redeem code' ? codes : [];
    await record(path, first, port, apiKey, warm);
    return programOf(
      await record(path, first, port, apiKey, one),
      await record(path, third, port, apiKey, other),
    );
  };
  return {
    earn: await programFor('earn'),
    redeem: await programFor('redeem'),
    'look up': await programFor('look up'),
    checkout: await programFor('checkout'),
    sell: await programFor('sell'),
    'redeem code': await programFor('redeem code'),
  };
};
