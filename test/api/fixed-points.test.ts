import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordPurchase, type Location } from '@regulars/contracts';
import { RulePublishing, type RuleRecord } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, offer, Till } from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let prague: Location;
let key: string;
let till: Till;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api, { code: 'vienna-1' });
  prague = await makeLocation(api, { code: 'prague-1', currency: 'CZK' });
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
});
afterAll(() => api.close());

const newMember = async () => (await makeMember(api)).id;
const visit = {
  kind: 'fixed-points' as const,
  points: 50,
  minimums: [
    { currency: 'EUR', amount: 2000 },
    { currency: 'CZK', amount: 50_000 },
  ],
};
/** A rule of 50 points per purchase, live for the time of `use`. */
const live = async (
  rule: Parameters<typeof makeRule>[1],
  use: (rule: RuleRecord) => Promise<void>,
): Promise<void> => {
  const made = await makeRule(api, { name: 'Visit', effect: visit, ...rule });
  await use(made);
  await api.app.get(RulePublishing).pause(system, made.id);
};
const earned = async (amount: number, memberId?: string) =>
  (await till.sell(memberId ?? (await newMember()), amount)).points?.earned;

describe('a rule of points per purchase', () => {
  it('gives them once, from the minimum of the currency, and explains them', async () => {
    await live({}, async ({ id }) => {
      expect([await earned(1999), await earned(2000), await earned(90_000)]).toEqual([0, 50, 50]);
      const { explanation } = await till.sell(await newMember(), 2500);
      expect(explanation).toMatchObject([
        {
          rule: { id, version: 1, name: 'Visit' },
          points: 50,
          reason: '50 points per purchase of at least 20.00 EUR',
          details: { kind: 'fixed', points: 50, currency: 'EUR', minimum: 2000 },
        },
      ]);
      const inPrague = new Till(api, key, prague.code);
      const sell = async (amount: number) =>
        (await inPrague.sell(await newMember(), { currency: 'CZK', lines: [{ amount }] })).points?.earned;
      expect([await sell(49_999), await sell(50_000)]).toEqual([0, 50]);
    });
  });

  it('gives the same in the preview', async () => {
    await live({ effect: { ...visit, minimums: [] } }, async () => {
      const preview = await api.client({ apiKey: key }).call(recordPurchase, {
        query: { dryRun: 'true' },
        body: offer(api, vienna.code, { member: { id: await newMember() } }),
      });
      expect(preview).toMatchObject({ id: null, points: { earned: 50 } });
      expect(preview.explanation).toMatchObject([{ reason: '50 points per purchase' }]);
    });
  });

  it('respects caps, locations and validity', async () => {
    await live({ caps: [{ per: 'day', points: 80 }] }, async () => {
      const memberId = await newMember();
      expect([
        await earned(2000, memberId),
        await earned(2000, memberId),
        await earned(2000, memberId),
      ]).toEqual([50, 30, 0]);
    });
    await live({ locations: [prague.id] }, async () => expect(await earned(2000)).toBe(0));
    await live({ validFrom: '2099-01-01T00:00:00Z' }, async () => expect(await earned(2000)).toBe(0));
  });

  it('takes them back with the whole purchase, or with a return below the minimum', async () => {
    await live({}, async () => {
      const lines = [{ quantity: 2, unitPrice: 1000 }, { amount: 500 }];
      const { id } = await till.sell(await newMember(), { lines });
      const taken = async (line: number, quantity: number) =>
        (await till.takeBack(id, [{ line, quantity }])).points?.takenBack;
      expect([await taken(1, 1), await taken(0, 1), await taken(0, 1)]).toEqual([0, 50, 0]);
      const whole = await till.sell(await newMember(), { lines });
      const back = await till.takeBack(whole.id, [
        { line: 0, quantity: 2 },
        { line: 1, quantity: 1 },
      ]);
      expect(back.points).toMatchObject({ takenBack: 50, balance: { available: 0, debt: 0 } });
    });
  });

  it.each([
    ['no points', { points: 0 }, '/effect/points'],
    ['a part of a point', { points: 1.5 }, '/effect/points'],
    ['a minimum of nothing', { minimums: [{ currency: 'EUR', amount: 0 }] }, '/effect/minimums/0/amount'],
    [
      'two minimums of a currency',
      { minimums: [...visit.minimums, ...visit.minimums] },
      '/effect/minimums/2/currency',
    ],
  ])('is refused with %s', async (_, wrong, pointer) => {
    const { body } = await api.http
      .post('/api/v1/earning-rules')
      .set({ authorization: `Bearer ${key}` })
      .send({ name: 'Visit', effect: { ...visit, ...wrong } })
      .expect(400);
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer }));
  });
});
