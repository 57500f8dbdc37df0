import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getMemberPoints, redeemPoints, type Location, type RuleContent } from '@regulars/contracts';
import { ClubSettings } from '../../apps/api/src/features/club/index.ts';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeMember, makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { changeClub, makeRule, Till, type OfferedPurchase } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let till: Till;
let shop: Location;

beforeAll(async () => {
  api = await startApp();
  shop = await makeLocation(api);
  key = await makeKey(api);
  till = new Till(api, key, shop.code);
});
afterAll(() => api.close());

type Effect = RuleContent['effect'];
type Lines = OfferedPurchase['lines'];

const sell = async (lines: Lines, memberId?: string) =>
  till.sell(memberId ?? (await makeMember(api)).id, { lines });
const earned = async (lines: Lines): Promise<number | undefined> => (await sell(lines)).points?.earned;
/** The rule is live for the time of `use`. */
const live = async (
  effect: Effect,
  use: () => Promise<void>,
  expiresAfter: RuleContent['expiresAfter'] = null,
): Promise<void> => {
  const { id } = await makeRule(api, { name: 'Rule', effect, expiresAfter });
  try {
    await use();
  } finally {
    await api.app.get(RulePublishing).pause(system, id);
  }
};
const refused = async (effect: unknown): Promise<unknown> => {
  const { body } = await api.http
    .post('/api/v1/earning-rules')
    .set({ authorization: `Bearer ${key}` })
    .send({ name: 'Rule', effect })
    .expect(400);
  return (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
};

const coffee = { fact: 'line.category', op: 'is', value: 'Coffee' } as const;
const tobacco = { fact: 'line.category', op: 'is-one-of', value: ['Tobacco', 'Shipping'] } as const;
const rates = [{ currency: 'EUR', points: 1, per: 100 }];

describe('points per amount spent', () => {
  it('count all goods but those that the rule leaves out', async () => {
    await live({ kind: 'points-per-money', rates, except: tobacco }, async () => {
      const lines = [
        { amount: 1250 },
        { amount: 900, category: 'Tobacco' },
        { amount: 490, category: 'Shipping' },
      ];
      const { points, explanation } = await sell(lines);
      expect([points?.earned, explanation[0]?.reason]).toEqual([12, '12.50 EUR × 1, rounded down']);
      expect(await earned([{ amount: 900, category: 'Tobacco' }])).toBe(0);
    });
  });

  it('count only the goods that the rule names', async () => {
    await live({ kind: 'points-per-money', rates, where: coffee }, async () => {
      expect(await earned([{ amount: 1250 }, { amount: 900, category: 'Coffee' }])).toBe(9);
      const { explanation } = await sell([{ amount: 1250 }]);
      expect(explanation).toEqual([]);
    });
  });

  it('are refused with both, and with a condition that is not about lines', async () => {
    const money = { kind: 'points-per-money', rates };
    expect(await refused({ ...money, where: coffee, except: tobacco })).toEqual(['/effect/except']);
    const age = { fact: 'member.age', op: 'at-least', value: 18 };
    expect(await refused({ ...money, except: age })).toEqual(['/effect/except/fact']);
  });
});

describe('points per unit', () => {
  const perKilo = { kind: 'points-per-unit', points: 10, per: 1, unit: 'kilo', where: coffee } as const;

  it('count decimal quantities, rounded down once, and say so', async () => {
    await live(perKilo, async () => {
      const beans = (quantity: number) => ({ category: 'Coffee', quantity, amount: 700 });
      const { points, explanation } = await sell([beans(0.25), beans(0.5), { amount: 900 }]);
      expect(points?.earned).toBe(7);
      expect(explanation).toMatchObject([
        { points: 7, details: { kind: 'units', quantity: 750, points: 10, per: 1, unit: 'kilo' } },
      ]);
      expect(await earned([{ amount: 900 }])).toBe(0);
    });
  });

  it('go back with the goods', async () => {
    await live(perKilo, async () => {
      const memberId = (await makeMember(api)).id;
      const { id } = await sell([{ category: 'Coffee', quantity: 1.5, amount: 3000 }], memberId);
      const back = await till.takeBack(id, [{ line: 0, quantity: 0.8 }]);
      expect(back.points).toMatchObject({ takenBack: 8, balance: { available: 7 } });
    });
  });

  it.each([
    [{ points: 0 }, '/effect/points'],
    [{ per: 0.5 }, '/effect/per'],
    [{ unit: 'bag' }, '/effect/unit'],
  ])('are refused with %o', async (wrong, pointer) => {
    expect(await refused({ ...perKilo, ...wrong })).toEqual([pointer]);
  });
});

describe('points that live as their rule says', () => {
  const expiresAfter = { unit: 'days', count: 30 } as const;
  /** A rule of 1 point per euro, and one of 5 points per purchase that live for 30 days. */
  const liveShort = (use: () => Promise<void>): Promise<void> =>
    live({ kind: 'points-per-money', rates }, () =>
      live({ kind: 'fixed-points', points: 5, minimums: [] }, use, expiresAfter),
    );
  const balanceOf = (id: string) => api.client({ apiKey: key }).call(getMemberPoints, { params: { id } });
  const dateIn = (days: number): Temporal.PlainDate =>
    Temporal.Instant.fromEpochMilliseconds(api.clock.now())
      .toZonedDateTimeISO('Europe/Vienna')
      .toPlainDate()
      .add({ days });
  const endOf = (date: Temporal.PlainDate): string =>
    new Date(date.add({ days: 1 }).toZonedDateTime('Europe/Vienna').epochMilliseconds).toISOString();
  const claim = ({ cookie }: SignedInMember, number: string, date: string, total: number) =>
    api.http
      .post('/api/v1/purchases/claims')
      .set({ cookie, origin: api.url, 'idempotency-key': randomUUID() })
      .send({ location: shop.code, number, date, total })
      .expect(201);
  const sellUnclaimed = async (number: string): Promise<{ id: string; date: string }> => {
    const receipt = { location: shop.code, number };
    const { id } = await till.sell(null, { receipt, lines: [{ quantity: 2, unitPrice: 500 }] });
    return { id, date: dateIn(0).toString() };
  };

  it('stand in a lot of their own, beside those of the club, and say so', async () => {
    await liveShort(async () => {
      const { id: memberId } = await makeMember(api);
      const { id, explanation } = await sell([{ amount: 1000 }], memberId);
      const { available, expiring } = await balanceOf(memberId);
      expect([available, expiring]).toEqual([15, [{ points: 5, expiresAt: endOf(dateIn(30)) }]]);
      const reasons = explanation.map(({ reason }) => reason);
      expect(reasons).toContain('5 points per purchase; valid for 30 days');
      const back = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
      expect(back.points).toMatchObject({ takenBack: 15, balance: { available: 0, debt: 0 } });
      expect((await balanceOf(memberId)).expiring).toEqual([]);
    });
  });

  it('are spent first, and what expired of them counts as taken back', async () => {
    await liveShort(async () => {
      const [{ id: spender }, { id: keeper }] = [await makeMember(api), await makeMember(api)];
      await sell([{ amount: 1000 }], spender);
      const kept = await sell([{ amount: 1000 }], keeper);
      const body = { points: 4, reason: 'spent' };
      await api.client({ apiKey: key }).call(redeemPoints, { params: { id: spender }, body });
      expect((await balanceOf(spender)).expiring).toMatchObject([{ points: 1 }]);
      api.clock.set(endOf(dateIn(30)));
      expect([(await balanceOf(spender)).available, (await balanceOf(keeper)).available]).toEqual([10, 10]);
      const back = await till.takeBack(kept.id, [{ line: 0, quantity: 1 }]);
      expect(back.points).toMatchObject({ takenBack: 15, expired: 5, balance: { available: 0, debt: 0 } });
    });
  });

  it('live from the day of the purchase, also if it is claimed later', async () => {
    await liveShort(async () => {
      const member = await makeSignedInMember(api);
      const { id, date } = await sellUnclaimed('own-1');
      const expiresAt = endOf(dateIn(30));
      api.clock.advance({ days: 10 });
      const { body } = await claim(member, 'own-1', date, 1000);
      expect(body.points).toMatchObject({ earned: 15, balance: { available: 15 } });
      expect((await balanceOf(member.member.id)).expiring).toEqual([{ points: 5, expiresAt }]);
      const back = await till.takeBack(id, [{ line: 0, quantity: 2 }]);
      expect(back.points).toMatchObject({ takenBack: 15, balance: { available: 0, debt: 0 } });
    });
  });

  it('are the first that a return before the claim takes', async () => {
    await liveShort(async () => {
      const member = await makeSignedInMember(api);
      const { id, date } = await sellUnclaimed('own-2');
      await till.takeBack(id, [{ line: 0, quantity: 1 }]);
      const { body } = await claim(member, 'own-2', date, 1000);
      expect(body.points).toMatchObject({ earned: 10, balance: { available: 10 } });
      expect((await balanceOf(member.member.id)).expiring).toEqual([]);
    });
  });

  it('live from their release if they are pending', async () => {
    const { points } = await api.app.get(ClubSettings).current();
    await changeClub(api, { points: { ...points, pendingDays: 14 } });
    try {
      await liveShort(async () => {
        const { id } = await makeMember(api);
        const sold = await sell([{ amount: 1000 }], id);
        expect(sold.points).toMatchObject({ earned: 15, pending: 15, balance: { available: 0 } });
        api.clock.advance({ days: 14 });
        const expiresAt = endOf(dateIn(30));
        const { available, pending, expiring } = await balanceOf(id);
        expect([available, pending, expiring]).toEqual([15, 0, [{ points: 5, expiresAt }]]);
        api.clock.set(expiresAt);
        expect(await balanceOf(id)).toMatchObject({ available: 10, expiring: [] });
      });
    } finally {
      await changeClub(api, { points });
    }
  });

  it.each([0, 1201, 1.5])('are refused for %d days', async (count) => {
    const effect = { kind: 'fixed-points', points: 5, minimums: [] };
    const { body } = await api.http
      .post('/api/v1/earning-rules')
      .set({ authorization: `Bearer ${key}` })
      .send({ name: 'Rule', effect, expiresAfter: { unit: 'days', count } })
      .expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/expiresAfter/count' }]);
  });
});

describe('bands of the amount', () => {
  const bands = [
    { from: 0, points: 1, per: 100 },
    { from: 5000, points: 2, per: 100 },
  ];
  const each: Extract<Effect, { kind: 'amount-bands' }> = {
    kind: 'amount-bands',
    mode: 'each-band',
    currencies: [{ currency: 'EUR', bands }],
  };

  it('give each part its own rate, or the whole the reached one', async () => {
    await live(each, async () => {
      const { points, explanation } = await sell([{ amount: 7050 }]);
      expect(points?.earned).toBe(91);
      expect(explanation[0]?.reason).toBe('50.00 EUR × 1 + 20.50 EUR × 2, rounded down');
      expect(await earned([{ amount: 4999 }])).toBe(49);
    });
    await live({ ...each, mode: 'reached-band' }, async () => {
      expect([await earned([{ amount: 4999 }]), await earned([{ amount: 5000 }])]).toEqual([49, 100]);
    });
  });

  it('are refused if they do not ascend, or if a currency has two', async () => {
    const descending = { ...each, currencies: [{ currency: 'EUR', bands: [...bands].reverse() }] };
    expect(await refused(descending)).toEqual(['/effect/currencies/0/bands/1/from']);
    const twice = { ...each, currencies: [...each.currencies, ...each.currencies] };
    expect(await refused(twice)).toEqual(['/effect/currencies/1/currency']);
    expect(await refused({ ...each, mode: 'best' })).toEqual(['/effect/mode']);
  });
});

describe('goods with a price set by law', () => {
  const tenfold: Effect = { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 10, per: 100 }] };
  const set = async (priceBoundPercent: number | null | undefined): Promise<void> => {
    const { points } = await api.app.get(ClubSettings).current();
    await changeClub(api, { points: { ...points, pointValue: 1000, priceBoundPercent } });
  };

  it('earn 2% of their price if the club has set nothing else, and the receipt says why', async () => {
    const { sku } = await makeProduct(api, { priceBound: true });
    await set(undefined);
    await live(tenfold, async () => {
      const { id } = await makeMember(api);
      const sale = await sell([{ sku, amount: 2500 }, { amount: 1000 }], id);
      expect(sale.points?.earned).toBe(50 + 100);
      expect(sale.explanation).toMatchObject([
        { points: 150, details: { cappedFrom: 350, cappedBy: 'price-bound' } },
      ]);
      expect(sale.explanation[0]?.reason).toContain('because of the limit for goods with a price set by law');
      // A return counts the limit and the goods as they were.
      await set(null);
      const back = await till.takeBack(sale.id, [{ line: 1, quantity: 1 }]);
      expect(back.points?.takenBack).toBe(100);
      expect((await sell([{ sku, amount: 2500 }], id)).points?.earned).toBe(250);
      await set(0);
      expect((await sell([{ sku, amount: 2500 }], id)).points?.earned).toBe(0);
    });
  });

  it('are tried, claimed and back-tested within the limit', async () => {
    const { sku } = await makeProduct(api, { priceBound: true });
    await set(2);
    const { id } = await makeMember(api);
    const sale = await sell([{ sku, amount: 1000 }], id);
    const rule = { name: 'Ten', effect: tenfold };
    const body = { rule, purchaseId: sale.id };
    const tried = await send(api, 'post', '/earning-rules/simulate', { key, body }).expect(200);
    expect(tried.body.draft.points).toBe(20);
    await live(tenfold, async () => {
      expect((await sell([{ sku, amount: 1000 }], id)).points?.earned).toBe(20);
      const unknown = await till.sell(null, { lines: [{ sku, amount: 1000 }] });
      const claimed = await send(api, 'post', `/purchases/${unknown.id}/assign`, {
        key,
        body: { memberId: id },
      })
        .set('idempotency-key', randomUUID())
        .expect(201);
      expect(claimed.body.points.earned).toBe(20);
    });
  });

  it('are products that a file or the API marks', async () => {
    const importing = new Importing(api, key);
    const mapping = { columns: { sku: 'sku', name: 'name', priceBound: 'preisgebunden' } };
    const code = randomUUID();
    await importing.run({ kind: 'products', mapping }, `sku,name,preisgebunden\n${code},Roman,ja`);
    const { body } = await send(api, 'get', `/products?query=${code}`, { key }).expect(200);
    expect(body.data).toMatchObject([{ sku: code, priceBound: true }]);
    const changed = await send(api, 'patch', `/products/${body.data[0].id}`, {
      key,
      version: body.data[0].version,
      body: { priceBound: false },
    }).expect(200);
    expect(changed.body.priceBound).toBe(false);
  });
});
