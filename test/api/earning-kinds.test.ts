import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleContent } from '@regulars/contracts';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till, type OfferedPurchase } from '../support/makers/purchases.ts';

let api: TestApp;
let key: string;
let till: Till;

beforeAll(async () => {
  api = await startApp();
  const shop = await makeLocation(api);
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
const live = async (effect: Effect, use: () => Promise<void>): Promise<void> => {
  const { id } = await makeRule(api, { name: 'Rule', effect });
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
