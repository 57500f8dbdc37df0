import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressesOf, startApp, type TestApp } from '../support/app.ts';
import { club } from '../support/club-tool.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCodes } from '../support/makers/coupon-codes.ts';
import { makeUniqueCoupon } from '../support/makers/coupons.ts';
import { addPartnerCodes, makePartnerReward } from '../support/makers/partner-codes.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const [first, other] = ['b'.repeat(43), 'c'.repeat(43)];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The same club, started again. */
const withKey = async <Result>(codeKey: string, work: (api: TestApp) => Promise<Result>): Promise<Result> => {
  const api = await startApp(undefined, { ...addressesOf(database), CODE_KEY: codeKey });
  try {
    return await work(api);
  } finally {
    await api.close();
  }
};
const start = (codeKey: string): Promise<void> => withKey(codeKey, async () => undefined);
const refusal = /^The CODE_KEY is not the one by which the codes of this club were stored\. Set CODE_KEY /u;

it('may be any key before there are codes, and then only the one that made them', async () => {
  await start(other);
  const made = await withKey(first, async (api) => {
    const key = await makeKey(api);
    const { code } = await makeLocation(api);
    await makeRule(api);
    const coupon = await makeUniqueCoupon(api);
    const { codes } = await makeCodes(api, key, coupon.id, 2);
    const { reward } = await makePartnerReward(api, key, ['SPA-1', 'SPA-2']);
    return { key, location: code, codes, reward };
  });
  await expect(start(other)).rejects.toThrow(refusal);
  await expect(start('')).rejects.toThrow(/^The CODE_KEY is missing /u);
  const sell = (api: TestApp, code: string | undefined) => {
    const till = new CheckoutTill(api, made.key, made.location);
    return till.sell(till.cart([code ?? '']));
  };
  await withKey(first, async (api) => {
    await sell(api, made.codes[0]).expect(201);
    const [row] = await rowsOf<{ stored: string }>(api, 'select fingerprint as stored from coupon_code_key');
    expect(row?.stored).not.toContain(first.slice(0, 4));
  });

  const forgotten = await club(
    { DATABASE_URL: database.url, DATA_DIR: '/nowhere/regulars' },
    'forget-code-key',
  );
  expect(forgotten).toEqual({
    code: 0,
    text: expect.stringMatching(
      /redeem the 1 coupon codes .* 2 codes of partners that nobody had were deleted/u,
    ),
  });
  await withKey(other, async (api) => {
    await sell(api, made.codes[1]).expect(422);
    const { id } = made.reward;
    expect((await send(api, 'get', `/rewards/${id}`, made).expect(200)).body.stock).toBe(0);
    const { body } = await addPartnerCodes(api, made.key, id, 'SPA-1\nSPA-2').expect(201);
    expect(body.taken).toBe(2);
  });
});
