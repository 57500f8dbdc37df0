import { randomUUID } from 'node:crypto';
import type { Checkout, Coupon, CouponBatch, Location, Task } from '@regulars/contracts';
import { couponQrText } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MakeCouponCodesJob } from '../../apps/api/src/features/coupons/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { fetchCodes, makeCodes } from '../support/makers/coupon-codes.ts';
import { makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';
import { dropLocks } from '../support/without-locks.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let counter: CheckoutTill;
let coupon: Coupon;
let codes: string[];
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  counter = new CheckoutTill(api, key, vienna.code);
  coupon = await makeUniqueCoupon(api);
  codes = (await makeCodes(api, key, coupon.id, 200, 'oil')).codes;
});
afterAll(() => api.close());

const next = (): string => codes.pop() ?? '';
const quote = async (code: string): Promise<Checkout> =>
  (await counter.quote(counter.cart([code])).expect(201)).body;
const problemsOf = ({ notApplied }: Checkout) => notApplied.map(({ problem }) => problem);
const batches = async (id: string): Promise<CouponBatch[]> =>
  (await send(api, 'get', `/coupons/${id}/batches`, { key }).expect(200)).body.data;

describe('a batch of codes', () => {
  it('has a file that is fetched twice, and codes that nobody can read', async () => {
    const { id } = await makeUniqueCoupon(api);
    const { batch, codes: made } = await makeCodes(api, key, id, 12, 'Summer');
    expect(new Set(made).size).toBe(12);
    for (const code of made)
      expect(code).toMatch(/^SUMMER(?:-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-HJKMNP-TV-Z]$/u);
    const { body: fetched } = await send(api, 'get', `/coupon-batches/${batch.id}`, { key }).expect(200);
    expect(fetched).toMatchObject({
      id: batch.id,
      state: 'done',
      progress: { done: 12, total: 12 },
      used: 0,
      file: 'again',
    });
    const again = await Promise.all([1, 2, 3].map(() => fetchCodes(api, key, batch.id)));
    expect(again.map(({ status }) => status).toSorted()).toEqual([200, 410, 410]);
    expect(again.find(({ status }) => status === 200)?.text).toContain(made[11]);
    await expectProblem(fetchCodes(api, key, batch.id), 410, 'codes-not-there');
    expect(await batches(id)).toEqual([{ ...fetched, file: 'fetched', fileUntil: expect.any(String) }]);
    const { body } = await send(api, 'get', `/coupons/${id}/codes?limit=5`, { key }).expect(200);
    expect(body.data).toHaveLength(5);
    const { body: rest } = await send(api, 'get', `/coupons/${id}/codes?cursor=${body.cursor.next}`, { key });
    const endings = [...body.data, ...rest.data].map(({ ending }: { ending: string }) => ending);
    const plain = made.map((code) => code.replaceAll('-', '').slice(-4));
    expect(endings.toSorted()).toEqual(plain.toSorted());
  });

  it('loses its file after a day, or ten minutes after it was fetched', async () => {
    const { id } = await makeUniqueCoupon(api);
    const other = await startApp();
    try {
      const otherKey = await makeKey(other);
      const { id: couponId } = await makeUniqueCoupon(other);
      const { body: batch } = await send(other, 'post', `/coupons/${couponId}/codes`, {
        key: otherKey,
        body: { count: 1 },
      }).expect(202);
      await expectProblem(fetchCodes(other, otherKey, randomUUID()), 404, 'not-found');
      await jobsEnd(other);
      other.clock.advance({ hours: 24 });
      await expectProblem(fetchCodes(other, otherKey, batch.id), 410, 'codes-not-there');
      const { batch: late } = await makeCodes(other, otherKey, couponId, 1);
      other.clock.advance({ minutes: 10 });
      await expectProblem(fetchCodes(other, otherKey, late.id), 410, 'codes-not-there');
      const told = await send(other, 'get', `/coupon-batches/${late.id}`, { key: otherKey });
      expect(told.body.file).toBe('fetched');
    } finally {
      await other.close();
    }
    expect(await batches(id)).toEqual([]);
  });

  it('is made once, however many runs of its job there are', async () => {
    const { id } = await makeUniqueCoupon(api);
    const body = { count: 20_000 };
    const { body: batch } = await send(api, 'post', `/coupons/${id}/codes`, { key, body }).expect(202);
    const job = api.app.get(MakeCouponCodesJob);
    await Promise.all([1, 2, 3].map(() => job.run({ batchId: batch.id })));
    await jobsEnd(api);
    const file = (await fetchCodes(api, key, batch.id)).text.trim().split('\r\n').slice(1);
    const counted = `select count(*)::int as codes from coupon_codes where batch_id = '${batch.id}'`;
    expect([file.length, await rowsOf(api, counted)]).toEqual([20_000, [{ codes: 20_000 }]]);
    expect((await quote(file[19_999] ?? '')).applied).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['no code', { count: 0 }, '/count'],
    ['more than a million', { count: 1_000_001 }, '/count'],
    ['a prefix with a sign', { count: 1, prefix: 'A-B' }, '/prefix'],
    ['a long prefix', { count: 1, prefix: 'ABCDEFGHI' }, '/prefix'],
  ])('refuses %s', async (_, body, pointer) => {
    const refused = send(api, 'post', `/coupons/${coupon.id}/codes`, { key, body });
    await expectProblem(refused, 400, 'invalid-request', pointer);
    await expectProblem(
      send(api, 'post', `/coupons/${randomUUID()}/codes`, { key, body: { count: 1 } }),
      404,
      'not-found',
    );
  });
});

describe('a code for one use', () => {
  it('counts in every spelling, is used once, and shows its end only', async () => {
    const code = next();
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'i');
    const told = await quote(typed);
    const ending = code.replaceAll('-', '').slice(-4);
    expect(told.applied).toMatchObject([{ code: `…${ending}`, place: 0, id: coupon.id, discount: 338 }]);
    const { body: sold } = await counter.complete(told.id).expect(201);
    expect(problemsOf(await quote(code))).toEqual(['coupon-used']);
    await expectProblem(counter.sell(counter.cart(['nothing', code])), 422, 'coupon-unknown', '/codes/0');
    await expectProblem(counter.sell(counter.cart([code])), 422, 'coupon-used', '/codes/0');
    expect(JSON.stringify(sold)).not.toContain(code.slice(4, -6));
  });

  it('is not refused as used when its sale is sent again under another key: the receipt has counted', async () => {
    const cart = counter.cart([next()]);
    const completion = counter.completion();
    const { body: sold } = await counter.sell(cart, completion).expect(201);
    const refusals = async (): Promise<object[]> =>
      (await send(api, 'get', `/coupon-refusals?coupon=${coupon.id}&limit=100`, { key }).expect(200)).body
        .data;
    const before = await refusals();
    const again = await counter.sell(cart, completion).expect(409);
    expect(again.body).toMatchObject({ code: 'receipt-already-counted', purchaseId: sold.purchaseId });
    expect(await refusals()).toEqual(before);
    await expectProblem(counter.sell(cart), 422, 'coupon-used', '/codes/0');
  });

  it('is nowhere in the database as it was typed or scanned', async () => {
    const code = next();
    const wrong = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
    const { body: told } = await counter.quote(counter.cart([couponQrText(code), wrong])).expect(201);
    expect(told.notApplied).toMatchObject([{ problem: 'coupon-mistyped', place: 1 }]);
    await counter.reserve(told.id).expect(200);
    await counter.complete(told.id).expect(201);
    await counter.sell(counter.cart([couponQrText(wrong)])).expect(422);
    const tables = [
      'checkouts',
      'coupon_refusals',
      'idempotency_keys',
      'purchases',
      'event_log',
      'outbox',
      'audit_log',
    ];
    const present = await rowsOf<{ name: string }>(
      api,
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const names = present.map(({ name }) => name);
    expect(tables.filter((name) => names.includes(name)).length).toBeGreaterThan(3);
    for (const part of [code, wrong].flatMap((each) => [each, each.replaceAll('-', '')]))
      for (const name of names) {
        const found = await rowsOf(
          api,
          `select 1 from "${name}" t where strpos(to_jsonb(t)::text, '${part}') > 0`,
        );
        expect({ name, found: found.length }).toEqual({ name, found: 0 });
      }
  });

  it('is held by a reserved checkout, until its time', async () => {
    const code = next();
    const { id } = await quote(code);
    await counter.reserve(id).expect(200);
    expect(problemsOf(await quote(code))).toEqual(['coupon-held']);
    await counter.reserve(id, { minutes: 20 }).expect(200);
    await counter.cancel(id).expect(200);
    const again = await quote(code);
    expect(again.applied).toHaveLength(1);
    await counter.reserve(again.id).expect(200);
    api.clock.advance({ minutes: 16 });
    const later = await quote(code);
    expect(later.applied).toHaveLength(1);
    await counter.complete(later.id).expect(201);
    await expectProblem(counter.complete(again.id), 409, 'checkout-expired');
  });

  it('comes back with all of the goods, unless its coupon says otherwise, and is used again if that was a mistake', async () => {
    const till = new Till(api, key, vienna.code);
    const kept = await makeUniqueCoupon(api, { codesReturn: false });
    const [stays = ''] = (await makeCodes(api, key, kept.id, 1)).codes;
    const code = next();
    for (const [each, after] of [
      [code, []],
      [stays, ['coupon-used']],
    ] as const) {
      const { body } = await counter.sell(counter.cart([each])).expect(201);
      await till.takeBack(body.purchaseId, [{ line: 0, quantity: 2 }]);
      expect(problemsOf(await quote(each))).toEqual(['coupon-used']);
      const { id } = await till.takeBack(body.purchaseId, [{ line: 1, quantity: 1 }]);
      expect(problemsOf(await quote(each))).toEqual(after);
      await send(api, 'post', `/returns/${id}/reverse`, { key, body: { reason: 'The wrong receipt' } })
        .set('idempotency-key', randomUUID())
        .expect(201);
      expect(problemsOf(await quote(each))).toEqual(['coupon-used']);
    }
  });

  it('tells managers once of two purchases with one code, if a return was a mistake after it was used again', async () => {
    const till = new Till(api, key, vienna.code);
    const { id: couponId } = await makeUniqueCoupon(api);
    const [code = ''] = (await makeCodes(api, key, couponId, 1)).codes;
    const all = [
      { line: 0, quantity: 2 },
      { line: 1, quantity: 1 },
    ];
    const { body: first } = await counter.sell(counter.cart([code])).expect(201);
    const { id: mistake } = await till.takeBack(first.purchaseId, all);
    const { body: second } = await counter.sell(counter.cart([code])).expect(201);
    const reverse = (id: string) =>
      send(api, 'post', `/returns/${id}/reverse`, { key, body: { reason: 'The wrong receipt' } })
        .set('idempotency-key', randomUUID())
        .expect(201);
    await reverse(mistake);
    const tasks = async (): Promise<Task[]> =>
      (await send(api, 'get', '/tasks?kind=code-used-twice', { key }).expect(200)).body.data;
    await expect.poll(tasks, { timeout: 15_000, interval: 50 }).toMatchObject([
      {
        purchase: { id: first.purchaseId },
        otherPurchase: { id: second.purchaseId },
        discount: { sort: 'coupon', id: couponId },
        location: { id: vienna.id },
      },
    ]);
    // The return of the second purchase frees the code, and nobody has used it since: nothing is told again.
    const { id: again } = await till.takeBack(second.purchaseId, all);
    expect(problemsOf(await quote(code))).toEqual([]);
    await reverse(again);
    expect(problemsOf(await quote(code))).toEqual(['coupon-used']);
    const told = "name = 'coupon.code-used-twice'";
    expect(
      await rowsOf(
        api,
        `select name from event_log where ${told} union all select name from outbox where ${told}`,
      ),
    ).toHaveLength(1);
  });

  it('tells codes of one coupon, and unknown ones, apart', async () => {
    const { body } = await counter.quote(counter.cart([next(), next(), 'SOMETHING'])).expect(201);
    expect(body.applied).toHaveLength(1);
    expect(body.notApplied).toMatchObject([
      { problem: 'coupon-twice', place: 1 },
      { problem: 'coupon-unknown', code: 'SOMETHING', place: 2 },
    ]);
  });
});

describe('at once', () => {
  const race = async (tills: CheckoutTill, code: string): Promise<number> => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => tills.sell(tills.cart([code]))));
    for (const { status, body } of replies.filter((each) => each.status !== 201))
      expect([status, body.code]).toEqual([422, 'coupon-used']);
    return replies.filter(({ status }) => status === 201).length;
  };

  it('20 tills redeem one code once', async () => {
    for (let round = 0; round < 3; round += 1) expect(await race(counter, next())).toBe(1);
    const [row] = await rowsOf<{ used: number; redeemed: number }>(
      api,
      `select (select count(*)::int from coupon_codes where coupon_id = '${coupon.id}' and used_at is not null) as used,
         (select count(*)::int from discount_redemptions where discount_id = '${coupon.id}' and state = 'redeemed') as redeemed`,
    );
    expect(row?.used).toBe(row?.redeemed);
  });

  it('is exact only by the lock of the code: without it several tills redeem it', async () => {
    const careless = await startApp();
    try {
      await dropLocks(careless, 'coupon_codes_read');
      const place = await makeLocation(careless);
      const secret = await makeKey(careless);
      const tills = new CheckoutTill(careless, secret, place.code);
      const { id } = await makeUniqueCoupon(careless);
      const { codes: some } = await makeCodes(careless, secret, id, 10);
      let most = 0;
      for (const code of some) if (most <= 1) most = await race(tills, code);
      expect(most).toBeGreaterThan(1);
    } finally {
      await careless.close();
    }
  });
});
