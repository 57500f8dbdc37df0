import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';
import { FirstPurchaseParticipant } from '../support/sale-participants/first-purchase.ts';
import { registerParticipant } from '../support/sale-participants/registration.ts';

let api: TestApp;
let till: Till;
let location: string;
const firsts = new FirstPurchaseParticipant();

beforeAll(async () => {
  api = await startApp('2026-11-22T12:00:00Z');
  location = (await makeLocation(api)).code;
  till = new Till(api, await makeKey(api), location);
  await makeRule(api);
  await registerParticipant(api, firsts, firsts.schema);
});
afterAll(() => api.close());

const newMember = async (): Promise<string> => (await makeMember(api)).id;
const seenBy = async (purchaseId: string): Promise<unknown> =>
  (await rowsOf(api, 'select outcome, figures from sale_effects where purchase_id = $1', [purchaseId]))[0];
const seen = (count: number, day: [number, number], week: [number, number]): object => ({
  outcome: count === 0 ? 'applied' : 'not-applied',
  figures: {
    count,
    windows: [
      { days: 1, count: day[0], sum: day[1] },
      { days: 7, count: week[0], sum: week[1] },
    ],
  },
});
const at = (purchasedAt: string, amount: number) => ({ purchasedAt, lines: [{ amount, quantity: 2 }] });

describe('the purchase history at a sale', () => {
  it('is read under the lock: of 20 parallel first purchases, one is the first', async () => {
    const memberId = await newMember();
    const sold = await Promise.all(Array.from({ length: 20 }, () => till.sell(memberId, 1000)));
    const counts = await Promise.all(
      sold.map(async ({ id }) => (await seenBy(id)) as { outcome: string; figures: { count: number } }),
    );
    expect(counts.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
    expect(counts.map(({ figures }) => figures.count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, count) => count),
    );
  });

  it('counts earlier bookings, and looks back from the time of the purchase', async () => {
    const memberId = await newMember();
    const first = await till.sell(memberId, at('2026-11-22T10:00:00Z', 1000));
    expect(await seenBy(first.id)).toEqual(seen(0, [0, 0], [0, 0]));
    // Booked later but bought before: it counts the earlier booking, but finds no purchase in the days before it.
    const late = await till.sell(memberId, at('2026-11-16T10:00:00Z', 500));
    expect(await seenBy(late.id)).toEqual(seen(1, [0, 0], [0, 0]));
    // The 16th is the first of the seven days. The 15th would be outside.
    const third = await till.sell(memberId, at('2026-11-22T11:00:00Z', 300));
    expect(await seenBy(third.id)).toEqual(seen(2, [1, 1000], [2, 1500]));
    const midnight = await till.sell(memberId, at('2026-11-21T23:00:00Z', 50));
    expect(await seenBy(midnight.id)).toEqual(seen(3, [0, 0], [1, 500]));
    // A decision does not change later.
    expect(await seenBy(first.id)).toEqual(seen(0, [0, 0], [0, 0]));
  });

  it('leaves out full returns, and counts the rest of partial ones', async () => {
    const memberId = await newMember();
    const gone = await till.sell(memberId, 1000);
    await till.takeBack(gone.id, [{ line: 0, quantity: 1 }]);
    const first = await till.sell(memberId, at('2026-11-22T11:00:00Z', 800));
    expect(await seenBy(first.id)).toEqual(seen(0, [0, 0], [0, 0]));
    await till.takeBack(first.id, [{ line: 0, quantity: 1 }]);
    expect(await seenBy((await till.sell(memberId, 100)).id)).toEqual(seen(1, [1, 400], [1, 400]));
  });

  it('is exact for each purchase of a batch, including earlier ones in the batch', async () => {
    const [one, other] = [await newMember(), await newMember()];
    await till.sell(one, at('2026-11-20T10:00:00Z', 7));
    const buys: [string, string, number][] = [
      [one, '2026-11-14T10:00:00Z', 100],
      [other, '2026-11-14T11:00:00Z', 200],
      [one, '2026-11-20T22:30:00Z', 300],
      [one, '2026-11-20T23:30:00Z', 400],
    ];
    const results = await api.app.get(BulkPurchases).recordMany(
      buys.map(([id, purchasedAt, amount]) => ({
        receipt: { location, number: randomUUID() },
        purchasedAt,
        member: { id },
        currency: 'EUR',
        lines: [{ amount }],
      })),
      { origin: 'import' },
    );
    const ids = results.map((result) => ('recorded' in result ? result.recorded.purchaseId : ''));
    expect(await Promise.all(ids.map(seenBy))).toEqual([
      seen(1, [0, 0], [0, 0]),
      seen(0, [0, 0], [0, 0]),
      seen(2, [1, 7], [2, 107]),
      seen(3, [0, 0], [2, 307]),
    ]);
  });

  it('is read only if a condition needs it, and in the same call', async () => {
    const memberId = await newMember();
    const askedIn = async (): Promise<unknown[]> => {
      const calls = vi.spyOn(api.app.get(Transactions), 'query');
      await till.sell(memberId, 1000);
      const context = calls.mock.calls.filter(([{ name }]) => name === 'purchase-context');
      calls.mockRestore();
      return context.map(([, values]) => values?.at(-1));
    };
    expect(await askedIn()).toEqual([expect.stringContaining('"days":7')]);
    firsts.days = null;
    expect(await askedIn()).toEqual([null]);
    firsts.days = [];
    expect(await askedIn()).toEqual(['[{"index":0,"windows":[]}]']);
    firsts.days = [1, 7];
  });
});
