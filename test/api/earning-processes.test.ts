import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { listTiers, recordPurchase, type Location } from '@regulars/contracts';
import { RegularsClient } from '@regulars/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../apps/api/src/app.ts';
import { readConfig } from '../../apps/api/src/config.ts';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, makeTier, offer } from '../support/makers/purchases.ts';

let api: TestApp;
let other: NestFastifyApplication;
let client: RegularsClient;
let vienna: Location;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api);
  const config = readConfig({
    DATABASE_URL: api.databaseUrl,
    DEMO: 'off',
    PORTAL: 'off',
    LOG_LEVEL: 'error',
    PORT: '0',
  });
  other = await createApp(config, { clock: api.clock });
  await other.listen(0, '127.0.0.1');
  client = new RegularsClient({ baseUrl: `${await other.getUrl()}/api/v1`, apiKey: await makeKey(api) });
});
afterAll(async () => {
  await other.close();
  await api.close();
});

it('what is published and paused in one process earns and stops earning in the others', async () => {
  const member = { id: (await makeMember(api)).id };
  const earned = async () => {
    const body = offer(api, vienna.code, { member, lines: [{ amount: 1000 }] });
    return (await client.call(recordPurchase, { query: { dryRun: 'true' }, body })).points?.earned;
  };
  expect(await earned()).toBe(0);
  const { id } = await makeRule(api);
  await expect.poll(earned, { timeout: 10_000 }).toBe(10);
  await api.app.get(RulePublishing).pause(system, id);
  await expect.poll(earned, { timeout: 10_000 }).toBe(0);
});

it('a new tier stands on the ladder of every process', async () => {
  const codes = async () => (await client.call(listTiers)).data.map(({ code }) => code);
  expect(await codes()).toEqual([]);
  await makeTier(api, { code: 'bronze' });
  await expect.poll(codes, { timeout: 10_000 }).toEqual(['bronze']);
});
