import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { listEarningRules, listTiers, recordPurchase, type Location } from '@regulars/contracts';
import { RegularsClient } from '@regulars/client';
import { isInTrial } from '@regulars/loyalty';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../apps/api/src/app.ts';
import { readConfig } from '../../apps/api/src/config.ts';
import { ProductSets } from '../../apps/api/src/features/club/index.ts';
import { EarningRulesService, RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { RateSheets, RateTables } from '../../apps/api/src/features/rate-tables/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, makeTier, offer } from '../support/makers/purchases.ts';

let api: TestApp;
let other: NestFastifyApplication;
let client: RegularsClient;
let vienna: Location;

/** The role with which the other process listens, so that a test can prevent it. */
const listener = `listener_${randomBytes(6).toString('hex')}`;
const administer = async (...statements: string[]): Promise<void> => {
  const outside = new pg.Client({ connectionString: api.databaseUrl });
  await outside.connect();
  try {
    for (const text of statements) await outside.query(text);
  } finally {
    await outside.end();
  }
};

beforeAll(async () => {
  api = await startApp();
  await administer(`create role ${listener} login superuser`);
  vienna = await makeLocation(api);
  const config = readConfig({
    DATABASE_URL: api.databaseUrl,
    DATABASE_DIRECT_URL: api.databaseUrl.replace(/\/\/[^@/]+@/, `//${listener}@`),
    DEMO: 'off',
    PORTAL: 'off',
    LOG_LEVEL: 'error',
    PORT: '0',
  });
  other = await createApp(config, { clock: api.clock, schedules: false });
  await other.listen(0, '127.0.0.1');
  client = new RegularsClient({ baseUrl: `${await other.getUrl()}/api/v1`, apiKey: await makeKey(api) });
});
afterAll(async () => {
  await other.close();
  await administer(`drop role ${listener}`);
  await api.close();
});

const buyer = async (): Promise<{ id: string }> => ({ id: (await makeMember(api)).id });
/** The points that the other process would give for ten euros of beans. */
const earnedBy = async (member: { id: string }): Promise<number | undefined> => {
  const body = offer(api, vienna.code, { member, lines: [{ sku: 'bean', amount: 1000 }] });
  return (await client.call(recordPurchase, { query: { dryRun: 'true' }, body })).points?.earned;
};
// The other process may hear of the last change of a test only in the next test.
afterEach(async () => {
  const { data } = await client.call(listEarningRules, { query: { state: 'live' } });
  for (const { id } of data) await api.app.get(RulePublishing).pause(system, id);
  const member = await buyer();
  await expect.poll(() => earnedBy(member), { timeout: 10_000 }).toBe(0);
});

/** The number of publications that listeners were told. */
const announced = async (outside: pg.Client): Promise<unknown> => {
  const told = `select count(*)::int as told from event_log where name = 'earning-rule.published'`;
  return (await outside.query<{ told: number }>(told)).rows[0]?.told;
};

const listens = 'listen regulars_events idle';
/** What the connections of the other process's listener did last, and their state. */
const connections = async (outside: pg.Client): Promise<string[]> => {
  const open = `select query || ' ' || state as does from pg_stat_activity where usename = $1`;
  return (await outside.query<{ does: string }>(open, [listener])).rows.map(({ does }) => does);
};

it('a rule that one process publishes or pauses changes in all processes', async () => {
  const member = await buyer();
  const earned = () => earnedBy(member);
  expect(await earned()).toBe(0);
  const { id } = await makeRule(api);
  await expect.poll(earned, { timeout: 10_000 }).toBe(10);
  await api.app.get(RulePublishing).pause(system, id);
  await expect.poll(earned, { timeout: 10_000 }).toBe(0);
});

it('another process knows a rule within a second of its publication', async () => {
  const member = await buyer();
  const body = offer(api, vienna.code, { member, lines: [{ amount: 1000 }] });
  const given = async (id: string): Promise<number> => {
    const { explanation } = await client.call(recordPurchase, { query: { dryRun: 'true' }, body });
    return explanation.find(({ rule }) => rule?.id === id)?.points ?? 0;
  };
  // The best of three: another test may keep the machine busy.
  const took: number[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    const { id } = await makeRule(api, { effect: fixedPoints(3) });
    const published = performance.now();
    await expect.poll(() => given(id), { timeout: 10_000, interval: 20 }).toBe(3);
    took.push(performance.now() - published);
    await api.app.get(RulePublishing).pause(system, id);
  }
  expect(Math.min(...took)).toBeLessThan(1000);
});

it('a trial that one process starts or ends changes in all processes', async () => {
  const rule = await makeRule(api, { effect: fixedPoints(7) });
  const rules = api.app.get(EarningRulesService);
  const publishing = api.app.get(RulePublishing);
  const changed = await rules.change(system, rule.id, { effect: fixedPoints(9) }, rule.version);
  const member = await memberInTrial(changed.id);
  const earned = () => earnedBy(member);
  await publishing.publish(system, rule.id, { share: 90 });
  await expect.poll(earned, { timeout: 10_000 }).toBe(9);
  await publishing.endTrial(system, rule.id, 'nobody');
  await expect.poll(earned, { timeout: 10_000 }).toBe(7);
  await publishing.pause(system, rule.id);
  await expect.poll(earned, { timeout: 10_000 }).toBe(0);
});

const memberInTrial = async (ruleId: string): Promise<{ id: string }> => {
  const { id } = await makeMember(api);
  return isInTrial(id, ruleId, 90) ? { id } : memberInTrial(ruleId);
};

it('article numbers that one process adds to a product set count in all processes', async () => {
  const member = await buyer();
  const earned = () => earnedBy(member);
  const sets = api.app.get(ProductSets);
  const { id } = await sets.create(system, { name: 'Beans' });
  const where = { fact: 'line.product-sets', op: 'contains', value: id } as const;
  await makeRule(api, { name: 'Beans', effect: fixedPoints(7), when: { lines: 'any', where } });
  await sets.replace(system, id, Readable.from([Buffer.from('bean')]));
  await expect.poll(earned, { timeout: 10_000 }).toBe(7);
  await sets.replace(system, id, Readable.from([Buffer.from('tea')]));
  await expect.poll(earned, { timeout: 10_000 }).toBe(0);
});

it('a version that one process adds to a rate table counts in all processes', async () => {
  const member = await buyer();
  const earned = () => earnedBy(member);
  const add = async (rate: number) => {
    const file = Readable.from([Buffer.from(`sku,points\nbean,${rate}`)]);
    await api.app.get(RateSheets).add(system, id, file, undefined);
  };
  const { id } = await api.app.get(RateTables).create(system, { name: 'Beans', currency: 'EUR' });
  await add(3);
  await makeRule(api, { name: 'Beans', effect: { kind: 'rate-table', table: id } });
  await expect.poll(earned, { timeout: 10_000 }).toBe(30);
  await add(5);
  await expect.poll(earned, { timeout: 10_000 }).toBe(50);
});

it('a process that missed a change learns of it as soon as it listens again', async () => {
  const outside = new pg.Client({ connectionString: api.databaseUrl });
  await outside.connect();
  const member = await buyer();
  const earned = () => earnedBy(member);
  try {
    // A process that only begins to listen would log in again, or learn of the change as it begins.
    await expect.poll(() => connections(outside), { timeout: 10_000 }).toContain(listens);
    expect(await earned()).toBe(0);
    await outside.query(`alter role ${listener} nologin`);
    await outside.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [
      listener,
    ]);
    await expect.poll(() => connections(outside)).toEqual([]);
    // An earlier event may have emptied the cache. From now on none arrives.
    expect(await earned()).toBe(0);
    const before = Number(await announced(outside));
    const { id } = await makeRule(api);
    // Nobody listened to this change, so the cached rules are out of date.
    await expect.poll(() => announced(outside)).toBe(before + 1);
    expect(await earned()).toBe(0);
    await outside.query(`alter role ${listener} login`);
    await expect.poll(earned, { timeout: 10_000 }).toBe(10);
    await api.app.get(RulePublishing).pause(system, id);
    await expect.poll(earned, { timeout: 10_000 }).toBe(0);
  } finally {
    await outside.query(`alter role ${listener} login`);
    await outside.end();
  }
});

it('a new tier appears on the ladder of every process', async () => {
  const codes = async () => (await client.call(listTiers)).data.map(({ code }) => code);
  expect(await codes()).toEqual([]);
  await makeTier(api, { code: 'bronze' });
  await expect.poll(codes, { timeout: 10_000 }).toEqual(['bronze']);
});
