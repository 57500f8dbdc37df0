import type { Location, RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeMember } from '../support/makers/members.ts';
import {
  fixedPoints,
  makeRule,
  perMoney,
  type OfferedPurchase,
  type Till,
} from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let shop: Location;
let key: string;
let till: Till;

// A point per euro comes from the club.
beforeAll(async () => {
  ({ api, key, shop, till } = await openRuleClub());
  api.clock.set('2027-04-01T10:00:00Z');
});
afterAll(() => api.close());

type Rule = Parameters<typeof makeRule>[1];
const whileLive = async (rule: Rule, use: (id: string) => Promise<void>): Promise<void> => {
  const { id } = await makeRule(api, { name: 'Rule', effect: fixedPoints(5), ...rule });
  await use(id);
  await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
};
const newMember = async (): Promise<string> => (await makeMember(api)).id;
/** What the rule gives, without the points for money. */
const given = async (memberId: string, sold: Partial<OfferedPurchase>): Promise<number> => {
  const { explanation } = await till.sell(memberId, { lines: [{ amount: 1000 }], ...sold });
  return explanation.reduce((sum, { rule, points }) => (rule?.name === 'Rule' ? sum + points : sum), 0);
};

describe('points of a rule', () => {
  it('that live for a month end with February', async () => {
    await whileLive({ expiresAfter: { unit: 'months', count: 1 } }, async () => {
      const memberId = await newMember();
      api.clock.set('2027-01-31T10:00:00Z');
      await given(memberId, {});
      const available = async (at: string): Promise<number> => {
        api.clock.set(at);
        return (await send(api, 'get', `/members/${memberId}/points`, { key }).expect(200)).body.available;
      };
      expect(await available('2027-02-28T22:59:59Z')).toBe(15);
      expect(await available('2027-02-28T23:00:00Z')).toBe(10);
      api.clock.set('2027-04-01T10:00:00Z');
    });
  });

  it.each([
    ['of 23 hours', '2027-03-27T23:00:00Z', '2027-03-28T21:59:59Z', '2027-03-28T22:00:00Z'],
    ['of 25 hours', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'],
  ])('per visit: once in a day %s', async (_, first, last, next) => {
    await whileLive({ caps: [{ per: 'day', points: 5 }] }, async () => {
      const memberId = await newMember();
      expect(await given(memberId, { purchasedAt: first })).toBe(5);
      expect(await given(memberId, { purchasedAt: last })).toBe(0);
      expect(await given(memberId, { purchasedAt: next })).toBe(5);
    });
  });

  it('for a way to pay', async () => {
    await whileLive({ when: { fact: 'purchase.payments', op: 'contains', value: 'card' } }, async () => {
      const memberId = await newMember();
      const paid = (kind: 'card' | 'cash') => given(memberId, { payments: [{ kind, amount: 1000 }] });
      expect([await paid('cash'), await paid('card')]).toEqual([0, 5]);
    });
  });

  it('at the home location: from the second purchase there', async () => {
    await whileLive({ when: { fact: 'member.home-location', op: 'is', value: shop.id } }, async () => {
      const memberId = await newMember();
      expect([await given(memberId, {}), await given(memberId, {})]).toEqual([0, 5]);
    });
  });
});

describe('a happy hour over midnight', () => {
  const nights: [string, string, string, Record<string, number>][] = [
    [
      'is the night that begins on Thursday',
      'thursday',
      '02:00',
      {
        '2026-11-18T23:30:00Z': 0,
        '2026-11-19T20:59:59Z': 0,
        '2026-11-19T21:00:00Z': 5,
        '2026-11-20T00:59:59Z': 5,
        '2026-11-20T01:00:00Z': 0,
        '2026-11-20T21:00:00Z': 0,
      },
    ],
    [
      'has an hour more when the clocks go back',
      'saturday',
      '03:00',
      {
        '2026-10-24T19:59:59Z': 0,
        '2026-10-24T20:00:00Z': 5,
        '2026-10-25T00:30:00Z': 5,
        '2026-10-25T01:59:59Z': 5,
        '2026-10-25T02:00:00Z': 0,
        '2026-10-25T21:00:00Z': 0,
      },
    ],
    [
      'has an hour less when the clocks go forward',
      'saturday',
      '04:00',
      {
        '2026-03-28T21:00:00Z': 5,
        '2026-03-29T00:59:59Z': 5,
        '2026-03-29T01:59:59Z': 5,
        '2026-03-29T02:00:00Z': 0,
      },
    ],
  ];
  it.each(nights)('%s', async (_, weekday, to, sales) => {
    const day = { fact: 'moment.business-weekday', op: 'is', value: weekday } as const;
    const hours = { fact: 'moment.time', op: 'between', value: { from: '22:00', to } } as const;
    await whileLive({ when: { all: [day, hours] } }, async () => {
      const memberId = await newMember();
      for (const [purchasedAt, points] of Object.entries(sales))
        expect([purchasedAt, await given(memberId, { purchasedAt })]).toEqual([purchasedAt, points]);
    });
  });
});

describe('gift cards and deposits', () => {
  const goods = [
    { name: 'Beans', amount: 1000 },
    { name: 'Card', kind: 'gift-card' as const, amount: 5000 },
    { name: 'Crate', kind: 'deposit' as const, amount: 300 },
  ];
  const effect = (alsoKinds?: ('gift-card' | 'deposit')[]): RuleContent['effect'] => ({
    ...(perMoney(1, 100) as Extract<RuleContent['effect'], { kind: 'points-per-money' }>),
    ...(alsoKinds ? { alsoKinds } : {}),
  });

  it.each([
    ['nothing', undefined, 10],
    ['gift cards', ['gift-card'] as const, 60],
    ['both', ['gift-card', 'deposit'] as const, 63],
  ])('earn if a rule says so: %s', async (_, also, points) => {
    await whileLive({ effect: effect(also && [...also]) }, async () => {
      const memberId = await newMember();
      const sold = await till.sell(memberId, { lines: goods });
      expect(sold.points?.earned).toBe(10 + points);
      const back = await till.takeBack(sold.id, [{ line: 1, quantity: 1 }]);
      expect(back.points?.takenBack).toBe(also ? 50 : 0);
    });
  });
});

it('a purchase may name its channel as other systems do', async () => {
  await whileLive({ when: { fact: 'purchase.channel', op: 'is', value: 'web-shop' } }, async () => {
    const memberId = await newMember();
    expect([
      await given(memberId, { channel: 'online' }),
      await given(memberId, { channel: 'shop' }),
    ]).toEqual([5, 0]);
    const { id } = await till.sell(memberId, { channel: 'telephone' });
    expect((await send(api, 'get', `/purchases/${id}`, { key }).expect(200)).body.channel).toBe('phone');
  });
});
