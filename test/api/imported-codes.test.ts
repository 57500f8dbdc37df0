import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkout, CodeLineError, Coupon, CouponBatch, Location } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { configToken, type Config } from '../../apps/api/src/config.ts';
import { CodeImportsRepository } from '../../apps/api/src/features/coupons/code-imports.repository.ts';
import { ImportCouponCodesJob } from '../../apps/api/src/features/coupons/import-coupon-codes.job.ts';
import { SweepCodeFilesJob } from '../../apps/api/src/features/coupons/sweep-code-files.job.ts';
import { SweepCodeErrorsJob } from '../../apps/api/src/features/coupons/sweep-code-errors.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { importCodes, makeCodes } from '../support/makers/coupon-codes.ts';
import { makeCoupon, makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let counter: CheckoutTill;
let coupon: Coupon;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  counter = new CheckoutTill(api, key, vienna.code);
  coupon = await makeUniqueCoupon(api);
});
afterAll(() => api.close());

const take = (file: string | Buffer, id = coupon.id) => importCodes(api, key, id, file);
const shown = async ({ id }: CouponBatch): Promise<CouponBatch> =>
  (await send(api, 'get', `/coupon-batches/${id}`, { key }).expect(200)).body;
const taken = async (file: string | Buffer, id = coupon.id): Promise<CouponBatch> => {
  const { body } = await take(file, id).expect(202);
  await jobsEnd(api);
  return shown(body);
};
const restart = ({ id }: CouponBatch) => send(api, 'post', `/coupon-batches/${id}/restart`, { key });
const remove = ({ id }: CouponBatch) => send(api, 'delete', `/coupon-batches/${id}`, { key });
const errorsOf = async ({ id }: CouponBatch): Promise<CodeLineError[]> =>
  (await send(api, 'get', `/coupon-batches/${id}/errors`, { key }).expect(200)).body.data;
const quote = async (code: string): Promise<Checkout> =>
  (await counter.quote(counter.cart([code])).expect(201)).body;
const problemsOf = ({ notApplied }: Checkout) => notApplied.map(({ problem }) => problem);
const folder = (): string => join(api.app.get<Config>(configToken).DATA_DIR, 'coupon-codes');
const uploads = async (): Promise<string[]> =>
  (await readdir(folder()).catch(() => [])).filter((name) => name.endsWith('.upload'));
const stored = async (batches: readonly CouponBatch[]): Promise<number | undefined> => {
  const ids = batches.map(({ id }) => `'${id}'`).join();
  const [row] = await rowsOf<{ codes: number }>(
    api,
    `select count(*)::int as codes from coupon_codes where batch_id in (${ids})`,
  );
  return row?.codes;
};
const some = (count: number, start: string): string[] =>
  Array.from({ length: count }, (_, index) => `${start}${String(index).padStart(8, '0')}`);

describe('a file with codes of another system', () => {
  it('is taken line by line, and each other line has its reason', async () => {
    const { id } = await makeCoupon(api, { code: 'Everybody 7' });
    const { codes } = await makeCodes(api, key, coupon.id, 1);
    const file = [
      '\uFEFFVoucher code;Given to',
      'OLD-7001;"Anna; Vienna"',
      '"old 7002";Ben',
      '',
      'old7oo1;Cleo',
      'OLD%7003;Dora',
      'A1;Emil',
      `${'X'.repeat(31)};Finn`,
      ';Gerd',
      `${codes[0]};Hans`,
      'every-body-7;Ida',
      'OLD-7004',
    ];
    const batch = await taken(file.join('\r\n'), id);
    expect(batch).toMatchObject({
      kind: 'imported',
      state: 'done',
      progress: { done: 10, total: 10 },
      refused: 7,
      file: 'none',
    });
    expect(await errorsOf(batch)).toEqual([
      { line: 5, reason: 'twice' },
      { line: 6, reason: 'bad-characters' },
      { line: 7, reason: 'too-short' },
      { line: 8, reason: 'too-long' },
      { line: 9, reason: 'empty' },
      { line: 10, reason: 'known' },
      { line: 11, reason: 'shared' },
    ]);
    const next = await send(api, 'get', `/coupon-batches/${batch.id}/errors?limit=5`, { key }).expect(200);
    const rest = `/coupon-batches/${batch.id}/errors?cursor=${next.body.cursor.next}`;
    expect((await send(api, 'get', rest, { key }).expect(200)).body.data).toHaveLength(2);
    const told = await send(api, 'get', `/coupons/${id}/codes`, { key }).expect(200);
    const endings = pluck(told.body, 'ending');
    expect(endings.toSorted()).toEqual(['01', '02', '04']);
    expect(await uploads()).toEqual([]);
    await expectProblem(
      send(api, 'post', `/coupon-batches/${batch.id}/file`, { key }),
      410,
      'codes-not-there',
    );
    const audited = await rowsOf(api, 'select action from audit_entries where subject_id = $1', [batch.id]);
    expect(audited).toEqual([{ action: 'coupon-batch.imported' }]);
  });

  it('adds nothing the second time', async () => {
    const file = 'AGAIN-1\nAGAIN-2\nAGAIN-3';
    expect(await taken(file)).toMatchObject({ refused: 0 });
    const batch = await taken(file);
    expect(batch).toMatchObject({ state: 'done', refused: 3 });
    expect(await errorsOf(batch)).toMatchObject([
      { reason: 'known' },
      { reason: 'known' },
      { reason: 'known' },
    ]);
  });

  it.each<[string, string | Buffer]>([
    ['nothing', '\n\n'],
    ['a header only', 'code\n'],
    ['two bytes for each character', Buffer.from('CODE-2041\nCODE-2042', 'utf16le')],
    ['an open quotation mark', 'OPEN-1,"a text\nthat goes on",x\n'],
    ['a very long line', `LONG-1,${'x'.repeat(5001)}`],
  ])('is refused with %s', async (_, file) => {
    await expectProblem(take(file), 422, 'unreadable-file', '/file');
    expect(await uploads()).toEqual([]);
  });

  it('is refused as JSON, for no coupon and for one that has ended', async () => {
    const path = `/coupons/${coupon.id}/code-files`;
    await expectProblem(send(api, 'post', path, { key, body: {} }), 415, 'unsupported-media-type');
    await expectProblem(take('CODE-2041', randomUUID()), 404, 'not-found');
    const { id, version } = await makeUniqueCoupon(api);
    await send(api, 'patch', `/coupons/${id}`, { key, version, body: { state: 'ended' } }).expect(200);
    await expectProblem(take('CODE-2041', id), 400, 'invalid-request');
  });

  it('goes on after a kill, and takes nothing twice', async () => {
    const codes = some(12_000, 'KILLED');
    const imports = api.app.get(CodeImportsRepository);
    const advance = imports.advance.bind(imports);
    let pieces = 0;
    const killed = vi.spyOn(imports, 'advance').mockImplementation(async (...asked) => {
      pieces += 1;
      if (pieces > 1) throw new Error('killed');
      await advance(...asked);
    });
    const { body: batch } = await take([...codes, codes[0]].join('\n')).expect(202);
    await expect.poll(() => pieces, { timeout: 15_000 }).toBeGreaterThan(1);
    const half = await shown(batch);
    expect(half).toMatchObject({ state: 'running', refused: 0 });
    expect(await stored([batch])).toBe(half.progress.done);
    expect(half.progress.done).toBeLessThan(12_000);
    expect(await uploads()).toEqual([`${batch.id}.upload`]);
    await api.app.get(SweepCodeFilesJob).run();
    killed.mockRestore();
    const job = api.app.get(ImportCouponCodesJob);
    // Two processes take up the job.
    await Promise.all([job.run({ batchId: batch.id }), job.run({ batchId: batch.id })]);
    expect(await shown(batch)).toMatchObject({ state: 'done', progress: { done: 12_001 }, refused: 1 });
    expect(await stored([batch])).toBe(12_000);
    expect(await errorsOf(batch)).toEqual([{ line: 12_001, reason: 'twice' }]);
    expect(await uploads()).toEqual([]);
    await jobsEnd(api);
  });

  it('is taken at the same time as another one with the same codes', async () => {
    const codes = some(12_000, 'BOTH');
    const files = [codes, codes.toReversed()].map((lines) => lines.join('\n'));
    const batches = await Promise.all(files.map(async (file) => (await take(file).expect(202)).body));
    const job = api.app.get(ImportCouponCodesJob);
    await Promise.all(batches.map(({ id }) => job.run({ batchId: id })));
    await jobsEnd(api);
    const [one, two] = await Promise.all(batches.map(shown));
    expect([one?.state, two?.state]).toEqual(['done', 'done']);
    expect((one?.refused ?? 0) + (two?.refused ?? 0)).toBe(12_000);
    expect(await stored(batches)).toBe(12_000);
  });

  it('is deleted when nobody needs it', async () => {
    const job = api.app.get(ImportCouponCodesJob);
    await mkdir(folder(), { recursive: true });
    const left = join(folder(), `${randomUUID()}.upload`);
    await writeFile(left, 'LEFT-2041');
    await utimes(left, 0, 0);
    await api.app.get(SweepCodeFilesJob).run();
    expect(await uploads()).toEqual([]);
    // Without its file, an import fails.
    const run = vi
      .spyOn(api.app.get(CodeImportsRepository), 'sharedKeys')
      .mockRejectedValue(new Error('later'));
    const { body: batch } = await take('GONE-2041').expect(202);
    await rm(join(folder(), `${batch.id}.upload`));
    run.mockRestore();
    await job.run({ batchId: batch.id });
    expect(await shown(batch)).toMatchObject({ state: 'failed', failure: 'file', restartable: false });
    await jobsEnd(api);
    await expectProblem(restart(batch), 409, 'import-not-failed');
    await remove(batch).expect(204);
    await expectProblem(remove(batch), 404, 'not-found');
  });

  it('fails after a few tries, and is started again where it stopped, or removed', async () => {
    const imports = api.app.get(CodeImportsRepository);
    const job = api.app.get(ImportCouponCodesJob);
    const advance = imports.advance.bind(imports);
    const failed = async (codes: readonly string[], stored = 0): Promise<CouponBatch> => {
      let pieces = 0;
      const broken = vi.spyOn(imports, 'advance').mockImplementation(async (...asked) => {
        pieces += 1;
        if (pieces > stored) throw new Error('broken');
        await advance(...asked);
      });
      const { body } = await take(codes.join('\n')).expect(202);
      // The queue waits between its tries, this does not.
      for (let tries = 0; tries < 7; tries += 1) await job.run({ batchId: body.id }).catch(() => undefined);
      broken.mockRestore();
      return shown(body);
    };
    const batch = await failed(['ONCE-MORE-1', 'ONCE-MORE-2', '?']);
    expect(batch).toMatchObject({ state: 'failed', failure: 'unexpected', restartable: true });
    await api.app.get(SweepCodeFilesJob).run();
    const replies = await Promise.all([restart(batch), restart(batch)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([202, 409]);
    await jobsEnd(api);
    expect(await shown(batch)).toMatchObject({ state: 'done', failure: null, refused: 1 });
    await expectProblem(remove(batch), 409, 'import-in-use');

    const half = await failed(some(12_000, 'HALF'), 1);
    expect(half).toMatchObject({ state: 'failed', restartable: true });
    expect(await stored([half])).toBeGreaterThan(0);
    const actions = async (id: string): Promise<string[]> =>
      pluck((await send(api, 'get', `/audit-entries?subject=${id}`, { key })).body, 'action');
    await remove(half).expect(204);
    expect(await stored([half])).toBe(0);
    expect(await actions(half.id)).toEqual(['coupon-batch.removed', 'coupon-batch.imported']);
    expect(await actions(batch.id)).toEqual(['coupon-batch.restarted', 'coupon-batch.imported']);
    await jobsEnd(api);
  });

  it('has its refused lines for 30 days', async () => {
    const batch = await taken('KEPT-LINE-1\n?');
    expect(batch.errorsUntil).not.toBeNull();
    const sweep = api.app.get(SweepCodeErrorsJob);
    await sweep.run();
    expect(await errorsOf(batch)).toHaveLength(1);
    api.clock.advance({ days: 31 });
    await sweep.run();
    expect(await errorsOf(batch)).toEqual([]);
    expect((await shown(batch)).refused).toBe(1);
    api.clock.reset();
  });
});

describe('an imported code', () => {
  it('counts in every spelling, is used once, comes back with its goods, and is never stored as typed', async () => {
    await taken('Älter,x\nWinter-2O41-Gold\nlate-code-1');
    const typed = ['WINTER 2041 GOLD', 'winter2041g0ld', ' winter-2o4i-gold '];
    for (const each of typed)
      expect((await quote(each)).applied).toMatchObject([{ code: '…G01D', id: coupon.id, discount: 338 }]);
    const { body: sold } = await counter.sell(counter.cart([typed[0] ?? ''])).expect(201);
    expect(problemsOf(await quote('winter 2041 gold'))).toEqual(['coupon-used']);
    await expectProblem(counter.sell(counter.cart(['WINTER2041GOLD'])), 422, 'coupon-used', '/codes/0');
    await new Till(api, key, vienna.code).takeBack(sold.purchaseId, [
      { line: 0, quantity: 2 },
      { line: 1, quantity: 1 },
    ]);
    const again = await quote('Winter2041Gold');
    expect(again.applied).toHaveLength(1);
    await counter.reserve(again.id).expect(200);
    expect(problemsOf(await quote('winter 2041 gold'))).toEqual(['coupon-held']);
    const names = ['checkouts', 'coupon_refusals', 'idempotency_keys', 'purchases', 'audit_entries'];
    for (const name of [...names, 'coupon_codes', 'coupon_code_errors', 'event_log']) {
      const found = await rowsOf(
        api,
        `select 1 from "${name}" t where to_jsonb(t)::text ~* 'winter.?2[o0]4[1i].?g[o0]ld'`,
      );
      expect({ name, found: found.length }).toEqual({ name, found: 0 });
    }
  });

  it('is redeemed by a till that prices its sales itself', async () => {
    await taken('apart-2041');
    const goods = {
      location: vienna.code,
      currency: 'EUR',
      lines: [{ quantity: 1, unitPrice: 1000, taxRate: 20 }],
    };
    const redeem = () =>
      send(api, 'post', '/coupon-codes/APART%202041/redemptions', { key, body: goods }).set(
        'idempotency-key',
        randomUUID(),
      );
    const { body } = await redeem().expect(201);
    await expectProblem(redeem(), 422, 'coupon-used', '/path/code');
    await send(api, 'post', `/coupon-redemptions/${body.id}/rollback`, { key, body: {} })
      .set('idempotency-key', randomUUID())
      .expect(200);
    expect(problemsOf(await quote('Apart-2041'))).toEqual([]);
  });

  it('cannot become the code that everyone types', async () => {
    await taken('MINE-9001\n');
    const other = await makeCoupon(api);
    const body = { code: 'mine 9001' };
    const { version } = other;
    const refused = send(api, 'patch', `/coupons/${other.id}`, { key, body, version });
    await expectProblem(refused, 409, 'already-taken', '/code');
    expect((await quote('MINE-9001')).applied).toMatchObject([{ id: coupon.id }]);
  });

  it('may look like a mistyped one of ours, which is still told', async () => {
    const [code = ''] = (await makeCodes(api, key, coupon.id, 1)).codes;
    const [one, two] = ['A', 'B', 'C']
      .filter((end) => !code.endsWith(end))
      .map((end) => code.slice(0, -1) + end);
    const other = await makeUniqueCoupon(api);
    await taken(`${one}`, other.id);
    expect((await quote(`${one}`)).applied).toMatchObject([{ id: other.id }]);
    expect(problemsOf(await quote(`${two}`))).toEqual(['coupon-mistyped']);
    expect((await quote(code)).applied).toMatchObject([{ id: coupon.id }]);
    expect(problemsOf(await quote('winter-2042'))).toEqual(['coupon-unknown']);
  });
});
