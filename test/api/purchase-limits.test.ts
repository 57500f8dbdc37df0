import { randomUUID } from 'node:crypto';
import type { Location } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { countBooks, makeRule, offer, Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;
let memberId: string;
beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api);
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
  memberId = (await makeMember(api)).id;
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const post = (path: string, body: object) =>
  send(api, 'post', path, { key, body }).set('idempotency-key', randomUUID());

/** Expects a refusal that changed nothing. */
const refuse = async (path: string, body: object) => {
  const before = await countBooks(api);
  const { status, body: problem } = await post(path, body);
  expect(await countBooks(api)).toEqual(before);
  return { status, code: problem.code, pointer: problem.errors?.[0]?.pointer };
};
const many = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);
const bottles = { kind: 'deposit', name: 'Bottles', unitPrice: -25, quantity: 6 } as const;

describe('is refused with the field, and changes nothing:', () => {
  it.each([
    ['a discount above the price', { lines: [{ unitPrice: 100, discount: 101 }] }, '/lines/0/discount'],
    [
      'a discount above the price beside an amount',
      { lines: [{ unitPrice: 100, amount: 0, discount: 150 }] },
      '/lines/0/discount',
    ],
    ['goods that cost less than nothing', { lines: [{ amount: -1 }] }, '/lines/0/amount'],
    ['a service that does', { lines: [{ kind: 'service', unitPrice: -1 }] }, '/lines/0/unitPrice'],
    [
      'a discount on bottles that come back',
      { lines: [{ amount: 500 }, { ...bottles, discount: 1 }] },
      '/lines/1/discount',
    ],
    ['more bottles than goods', { lines: [{ amount: 100 }, bottles] }, '/lines'],
    [
      'payments above the total',
      {
        lines: [{ amount: 1000 }],
        payments: [
          { kind: 'points', amount: 400 },
          { kind: 'cash', amount: 601 },
        ],
      },
      '/payments',
    ],
    [
      'payments of what the bottles paid',
      { lines: [{ amount: 1000 }, bottles], payments: [{ kind: 'cash', amount: 1000 }] },
      '/payments',
    ],
    ['a line beyond all prices', { lines: [{ unitPrice: 1e9, quantity: 1e6 }] }, '/lines/0/unitPrice'],
    ['lines that sum to more than anything costs', { lines: many(1000, { amount: 1e9 }) }, '/lines'],
    ['a number beyond 2^53', { lines: [{ amount: 2 ** 53 }] }, '/lines/0/amount'],
  ] as const)('%s', async (_, purchase, pointer) => {
    for (const member of [{}, { member: { id: memberId } }]) {
      const refused = await refuse('/purchases', { ...offer(api, vienna.code), ...member, ...purchase });
      expect(refused).toMatchObject({ pointer });
      expect([400, 422]).toContain(refused.status);
    }
  });

  it('points into a full wallet', async () => {
    const { id } = await makeMember(api);
    await makeAwards(api, id, many(1000, { points: 1_000_000_000, expiresAt: null }));
    const full = { status: 422, code: 'points-out-of-range' };
    expect(await refuse(`/members/${id}/points/adjustments`, { points: 1, reason: 'More' })).toMatchObject(
      full,
    );
    expect(await refuse('/purchases', { ...offer(api, vienna.code), member: { id } })).toMatchObject(full);
    await send(api, 'get', `/members/${id}`, { key }).expect(200);
    const { body } = await send(api, 'get', `/members/${id}/points`, { key }).expect(200);
    expect(body.available).toBe(1_000_000_000_000);
  });
});

describe('returned bottles', () => {
  it('are accepted, lower the total and earn nothing', async () => {
    const buyer = (await makeMember(api)).id;
    const sold = await till.sell(buyer, {
      lines: [{ amount: 1000, taxRate: 20 }, bottles],
      payments: [{ kind: 'cash', amount: 850 }],
    });
    expect(sold).toMatchObject({ total: { gross: 850, net: 683 }, points: { earned: 10 } });
    const { body } = await send(api, 'get', `/purchases/${sold.id}`, { key }).expect(200);
    expect(body.lines[1]).toMatchObject({ kind: 'deposit', unitPrice: -25, amount: -150, discount: 0 });
  });

  it('stay when the goods are returned, and go with a full return', async () => {
    const buyer = (await makeMember(api)).id;
    const sell = () => till.sell(buyer, { lines: [{ amount: 1000 }, bottles] });
    const goods = await till.takeBack((await sell()).id, [{ line: 0, quantity: 1 }]);
    expect(goods).toMatchObject({ amount: 1000, points: { takenBack: 10 } });
    const whole = await till.takeBack((await sell()).id, [
      { line: 1, quantity: 6 },
      { line: 0, quantity: 1 },
    ]);
    expect(whole).toMatchObject({
      amount: 850,
      points: { takenBack: 10, debt: 0, balance: { available: 0 } },
    });
  });

  it('are explained in words', async () => {
    const buyer = (await makeMember(api)).id;
    const { id } = await till.sell(buyer, { lines: [{ amount: 1000 }, bottles] });
    const { explanation } = await till.takeBack(id, [{ line: 1, quantity: 1 }]);
    expect(explanation[0]?.reason).toBe('-0.25 EUR returned: what remains earns 10');
  });
});
