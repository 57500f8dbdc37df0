import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { bytesOfKey, idOfCode } from '../../apps/api/dist/platform/codes/code-hash.js';
import { benchCodeKey } from './code-key.ts';
import type { SingleCode } from './paths-of-load.ts';

/** Enough for a long run. */
const count = 60_000;
const batch = `insert into coupon_batches (id, coupon_id, kind, prefix, state, total, done, created_at, finished_at)
  values ($1, $2, 'imported', '', 'done', $3, $3, now(), now())`;
const codes = `insert into coupon_codes (id, coupon_id, batch_id, ending)
  select n.id, $2, $1, n.ending from unnest($3::uuid[], $4::text[]) as n(id, ending)`;

/** Gives a coupon codes of another system, which the API finds by their hash. */
export const seedCodes = async (client: pg.Client, couponId: string): Promise<SingleCode[]> => {
  const key = bytesOfKey(benchCodeKey);
  const made = Array.from({ length: count }, (_, index): SingleCode => {
    // The end has letters, so that it is found in no id or time of a recorded statement.
    const code = `BENCH${String(index).padStart(6, '0')}XY`;
    return { code, codeId: idOfCode(key, code, 'coupon'), ending: code.slice(-4) };
  });
  const batchId = randomUUID();
  await client.query(batch, [batchId, couponId, count]);
  await client.query(codes, [
    batchId,
    couponId,
    made.map(({ codeId }) => codeId),
    made.map((one) => one.ending),
  ]);
  return made;
};
