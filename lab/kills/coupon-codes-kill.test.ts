import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegularsClient } from '@regulars/client';
import { createCoupon, getCouponBatch, makeCouponCodes, type CouponBatch } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { openShop } from '../../test/faults/shop.ts';
import { System } from '../../test/faults/system.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'regulars-codes-kill-'));
chmodSync(dataDir, 0o755);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const codes = 200_000;

it('a batch of codes starts again after kills, and has each code once, in its file and in the database', async () => {
  const system = await System.on(dataDir);
  await system.start();
  const shop = await openShop(system.url, system.databaseUrl(), 1);
  const client = () => new RegularsClient({ baseUrl: `${system.url}/api/v1`, apiKey: shop.key });
  const coupon = await client().call(createCoupon, {
    body: {
      name: { en: 'A tenth off' },
      code: null,
      effect: { kind: 'percent', percent: 10 },
      state: 'live',
    },
  });
  const { id } = await client().call(makeCouponCodes, {
    params: { id: coupon.id },
    body: { count: codes, prefix: 'OIL' },
  });
  const look = (): Promise<CouponBatch> => client().call(getCouponBatch, { params: { id } });
  const isInTheMiddle = (): Promise<boolean> =>
    look()
      .then(({ state, progress: { done } }) => state === 'running' && done > 0 && done < codes)
      .catch(() => false);
  try {
    for (const _ of [1, 2]) {
      await expect.poll(isInTheMiddle, { timeout: 240_000, interval: 5 }).toBe(true);
      await system.killNode();
      await system.start();
      expect((await look()).state).not.toBe('failed');
    }
    await expect.poll(async () => (await look()).state, { timeout: 300_000 }).toBe('done');
    expect((await look()).progress).toEqual({ done: codes, total: codes });
    expect(await stored(system.databaseUrl(), id)).toBe(codes);
    const reply = await fetch(`${system.url}/api/v1/coupon-batches/${id}/file`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.key}` },
    });
    const [head, ...lines] = (await reply.text()).trim().split('\r\n');
    expect([head, new Set(lines).size]).toEqual(['code', codes]);
    const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.endsWith('.unfinished'))).toEqual([]);
  } finally {
    await system.stop();
  }
}, 900_000);

const stored = async (databaseUrl: string, batchId: string): Promise<number> => {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query<{ codes: number }>(
      'select count(*)::int as codes from coupon_codes where batch_id = $1',
      [batchId],
    );
    return rows[0]?.codes ?? 0;
  } finally {
    await database.end();
  }
};
