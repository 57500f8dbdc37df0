import type { CouponBatch } from '@regulars/contracts';
import type { TestApp } from '../app.ts';
import { jobsEnd } from '../background-jobs.ts';
import { send } from '../requests.ts';

/** A finished batch of codes for one use each, and the codes from its file. */
export const makeCodes = async (
  api: TestApp,
  key: string,
  couponId: string,
  count: number,
  prefix = '',
): Promise<{ batch: CouponBatch; codes: string[] }> => {
  const { body: batch } = await send(api, 'post', `/coupons/${couponId}/codes`, {
    key,
    body: { count, prefix },
  }).expect(202);
  await jobsEnd(api);
  const file = await fetchCodes(api, key, batch.id).expect(200);
  return { batch, codes: file.text.trim().split('\r\n').slice(1) };
};

export const fetchCodes = (api: TestApp, key: string, batchId: string) =>
  send(api, 'post', `/coupon-batches/${batchId}/file`, { key });

/** Sends a file with codes of another system. */
export const importCodes = (api: TestApp, key: string, couponId: string, file: string | Buffer) =>
  send(api, 'post', `/coupons/${couponId}/code-files`, { key }).set('content-type', 'text/csv').send(file);
