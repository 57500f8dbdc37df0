import { randomUUID } from 'node:crypto';
import type { Condition } from '@regulars/conditions';
import {
  claimPurchase,
  createEarningRule,
  getMe,
  getPurchase,
  publishEarningRule,
  simulateEarningRule,
  updateMe,
  type Location,
  type PurchaseReceipt,
} from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { MemberTags } from '../../apps/api/src/features/members/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { backTested } from '../support/back-tests.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { changeStatus, makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { fixedPoints, offer, type OfferedPurchase, type Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let shop: Location;
let key: string;
let till: Till;

beforeAll(async () => {
  ({ api, key, shop, till } = await openRuleClub());
});
afterAll(() => api.close());

const newMember = async (): Promise<string> => (await makeMember(api)).id;
/** A live rule that gives five points while `work` runs; other rules do not matter. */
const whenRule = async (when: Condition, work: (ruleId: string) => Promise<void>): Promise<void> => {
  const client = api.client({ apiKey: key });
  const { id } = await client.call(createEarningRule, { body: draftOf(when) });
  await client.call(publishEarningRule, { params: { id } });
  try {
    await work(id);
  } finally {
    await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  }
};
const givenBy = (ruleId: string, { explanation }: Pick<PurchaseReceipt, 'explanation'>): number =>
  explanation.find(({ rule }) => rule?.id === ruleId)?.points ?? 0;
const sell = (memberId: string | null, more: Partial<OfferedPurchase> = {}) =>
  till.sell(memberId, { lines: [{ amount: 1000 }], ...more });
const draftOf = (when: Condition) => ({ name: { en: 'Draft' }, effect: fixedPoints(5), when });

describe('visits in a period', () => {
  /** Points of a rule for purchases of a new member at these times. */
  const givenAt = async (rule: string, times: readonly string[]): Promise<Record<string, number>> => {
    const member = await newMember();
    const given: Record<string, number> = {};
    for (const purchasedAt of times) given[purchasedAt] = givenBy(rule, await sell(member, { purchasedAt }));
    return given;
  };
  const noneToday: Condition = {
    not: { fact: 'member.last-purchase', op: 'in-the-last-days', value: 1 },
  };

  it('the third visit of a calendar month: days count once, and a month ends at midnight in Berlin', async () => {
    const third: Condition = {
      all: [{ purchases: 'visits', days: 'this-month', op: 'is', value: 2 }, noneToday],
    };
    await whenRule(third, async (rule) => {
      const times = {
        // Berlin is two hours ahead: the first two are in September and October.
        '2026-09-30T21:59:59Z': 0,
        '2026-09-30T22:00:00Z': 0,
        '2026-10-01T10:00:00Z': 0,
        // The clocks go back in this night: the second visit, three times.
        '2026-10-24T22:30:00Z': 0,
        '2026-10-25T00:30:00Z': 0,
        '2026-10-25T01:30:00Z': 0,
        '2026-10-31T22:59:59Z': 5,
        '2026-10-31T23:00:00Z': 0,
        '2026-11-02T10:00:00Z': 0,
        '2026-11-03T10:00:00Z': 5,
        '2026-11-03T11:00:00Z': 0,
        '2026-11-04T11:00:00Z': 0,
      };
      expect(await givenAt(rule, Object.keys(times))).toEqual(times);
    });
  });

  it('twice in a week, of some goods only; a return takes the visit away', async () => {
    const coffee: Condition = {
      lines: 'any',
      where: { fact: 'line.category', op: 'is', value: 'coffee' },
    };
    const twice: Condition = { purchases: 'visits', days: 7, where: coffee, op: 'at-least', value: 2 };
    await whenRule(twice, async (rule) => {
      const member = await newMember();
      const buy = (day: string, category: string) =>
        sell(member, { purchasedAt: `2026-11-${day}T10:00:00Z`, lines: [{ amount: 1000, category }] });
      const first = await buy('10', 'coffee');
      await buy('11', 'tea');
      const before = await buy('12', 'coffee');
      expect(givenBy(rule, before)).toBe(0);
      expect(givenBy(rule, await buy('13', 'tea'))).toBe(5);
      await till.takeBack(first.id, [{ line: 0, quantity: 1 }]);
      expect(givenBy(rule, await buy('14', 'tea'))).toBe(0);
      // Seven days begin on the 12th.
      expect(givenBy(rule, await buy('18', 'coffee'))).toBe(0);
      expect(givenBy(rule, await buy('18', 'tea'))).toBe(5);
      expect(givenBy(rule, await buy('19', 'tea'))).toBe(0);
    });
  });

  it('is decided in a back-test as the sales decided it', async () => {
    const second: Condition = {
      all: [
        { purchases: 'visits', days: 'this-month', op: 'is', value: 1 },
        noneToday,
        { fact: 'purchase.codes', op: 'contains', value: 'VISIT' },
      ],
    };
    const member = await newMember();
    const booked: number[] = [];
    await whenRule(second, async (rule) => {
      for (const day of ['01', '01', '03', '04'])
        booked.push(
          givenBy(rule, await sell(member, { purchasedAt: `2026-11-${day}T10:00:00Z`, codes: ['visit'] })),
        );
    });
    expect(booked).toEqual([0, 0, 5, 0]);
    const { draft } = await backTested(api, key, draftOf(second));
    expect(draft.ownPoints).toBe(5);
  });

  it('is refused with a pointer where the period is none', async () => {
    const body = draftOf({ purchases: 'visits', days: 'this-year' as 'this-month', op: 'is', value: 2 });
    await expectProblem(
      send(api, 'post', '/earning-rules', { key, body }),
      400,
      'invalid-request',
      '/when/days',
    );
  });
});

describe('a back-test asks what the member was at each purchase', () => {
  it('for consents and points; tags are those of today, and it says so', async () => {
    const me = await makeSignedInMember(api);
    const own = api.client({ cookie: me.cookie });
    const later = (): void => api.clock.advance({ minutes: 1 });
    const say = async (granted: boolean): Promise<void> => {
      later();
      const { version } = (await own.call(getMe)).member;
      const consents = [{ purpose: 'newsletter' as const, granted }];
      await own.call(updateMe, { body: { consents }, version });
      later();
    };
    const buy = () => sell(me.member.id, { codes: ['then'] });
    const booked = { points: 0, consents: 0 };
    const agreed: Condition = { fact: 'member.consents', op: 'contains', value: 'newsletter' };
    const rich: Condition = { fact: 'member.points', op: 'at-least', value: 20 };
    await whenRule(agreed, async (rule) => {
      for (const granted of [true, false]) {
        booked.consents += givenBy(rule, await buy());
        await say(granted);
      }
    });
    // The purchases so far gave 10, and 10 with 5 more.
    await whenRule(rich, async (rule) => {
      booked.points += givenBy(rule, await buy());
    });
    later();
    await send(api, 'post', `/members/${me.member.id}/points/redemptions`, {
      key,
      body: { points: 30, reason: 'A gift' },
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    later();
    expect(booked).toEqual({ consents: 5, points: 5 });
    const then: Condition = { fact: 'purchase.codes', op: 'contains', value: 'then' };
    const tried = (when: Condition) => backTested(api, key, draftOf({ all: [then, when] }));
    expect(await tried(agreed)).toMatchObject({ draft: { ownPoints: 5 }, ofToday: [] });
    expect(await tried(rich)).toMatchObject({ draft: { ownPoints: 5 }, ofToday: [] });
    const tagged: Condition = { fact: 'member.tags', op: 'contains', value: 'late' };
    expect(await tried(tagged)).toMatchObject({ draft: { ownPoints: 0 }, ofToday: ['member.tags'] });
    await api.app.get(MemberTags).set(system, me.member.id, ['late']);
    expect(await tried(tagged)).toMatchObject({ draft: { ownPoints: 15 } });
  });

  it('and so does the trial on one purchase, also of who left since', async () => {
    const later = (): void => api.clock.advance({ minutes: 1 });
    const me = await makeSignedInMember(api, { birthday: '1990-05-17' });
    const own = api.client({ cookie: me.cookie });
    const client = api.client({ apiKey: key });
    const tried = async (purchaseId: string, when: Condition) => {
      const reply = await client.call(simulateEarningRule, { body: { rule: draftOf(when), purchaseId } });
      return 'difference' in reply ? [reply.difference.points, reply.ofToday] : null;
    };
    const agreed: Condition = { fact: 'member.consents', op: 'contains', value: 'newsletter' };
    const rich: Condition = { fact: 'member.points', op: 'at-least', value: 10 };
    const second: Condition = { fact: 'member.purchases', op: 'is', value: 1 };
    const adult: Condition = { fact: 'member.age', op: 'at-least', value: 36 };
    const tagged: Condition = { fact: 'member.tags', op: 'contains', value: 'late' };
    const first = await sell(me.member.id, { purchasedAt: '2026-05-16T10:00:00Z' });
    later();
    const consents = [{ purpose: 'newsletter' as const, granted: true }];
    const { version } = (await own.call(getMe)).member;
    await own.call(updateMe, { body: { consents }, version });
    await api.app.get(MemberTags).set(system, me.member.id, ['late']);
    later();
    const next = await sell(me.member.id, { purchasedAt: '2026-05-17T10:00:00Z' });
    const all = { agreed, rich, second, adult, tagged };
    const outcomes = async () => {
      const given: Record<string, unknown> = {};
      for (const [name, when] of Object.entries(all))
        given[name] = [await tried(first.id, when), await tried(next.id, when)];
      return given;
    };
    const then = [
      [0, []],
      [5, []],
    ];
    const expected = {
      agreed: then,
      rich: then,
      second: then,
      adult: then,
      tagged: [
        [5, ['member.tags']],
        [5, ['member.tags']],
      ],
    };
    expect(await outcomes()).toEqual(expected);
    await changeStatus(api, me.member.id, 'blocked');
    expect(await outcomes()).toEqual(expected);
  });
});

describe('a consent', () => {
  const agreed: Condition = { fact: 'member.consents', op: 'contains', value: 'newsletter' };
  const consent = (granted: boolean) => [{ purpose: 'newsletter' as const, granted }];

  it('gives points while it is given, and none before, after, or for another purpose', async () => {
    await whenRule(agreed, async (rule) => {
      const me = await makeSignedInMember(api, { consents: [{ purpose: 'surveys', granted: true }] });
      const own = api.client({ cookie: me.cookie });
      const say = async (granted: boolean): Promise<void> => {
        const { version } = (await own.call(getMe)).member;
        await own.call(updateMe, { body: { consents: consent(granted) }, version });
      };
      const given = [givenBy(rule, await sell(me.member.id))];
      await say(true);
      const bought = await sell(me.member.id, { lines: [{ amount: 1000, quantity: 2 }] });
      given.push(givenBy(rule, bought));
      await say(false);
      given.push(givenBy(rule, await sell(me.member.id)));
      expect(given).toEqual([0, 5, 0]);
      // What was given under the consent stays, also for what remains after a return.
      const back = await till.takeBack(bought.id, [{ line: 0, quantity: 1 }]);
      expect(back.points).toMatchObject({ takenBack: 5 });
      const stranger = await till.sell(null, { lines: [{ amount: 1000 }] });
      expect(stranger.explanation).toEqual([]);
    });
  });

  it('is not a purpose that nobody knows', async () => {
    const body = draftOf({ fact: 'member.consents', op: 'contains', value: 'sale-of-data' });
    await expectProblem(
      send(api, 'post', '/earning-rules', { key, body }),
      400,
      'invalid-request',
      '/when/value',
    );
  });
});

describe('a code that was shown', () => {
  const flyer: Condition = { fact: 'purchase.codes', op: 'contains', value: 'Flyer-7 ' };

  it('gives points, however it is spelled; another code and no code give none', async () => {
    await whenRule(flyer, async (rule) => {
      const member = await newMember();
      const given: Record<string, number> = {};
      for (const codes of [['FLYER 7'], ['flyer7', 'radio'], ['radio'], []])
        given[codes.join()] = givenBy(rule, await sell(member, { codes }));
      given['absent'] = givenBy(rule, await sell(member));
      expect(given).toEqual({ 'FLYER 7': 5, 'flyer7,radio': 5, radio: 0, '': 0, absent: 0 });
    });
  });

  it('stays with the purchase: for its readers, a claim, a trial and a back-test', async () => {
    const bought = await sell(null, { codes: ['flyer-7', 'FLYER 7', 'radio'] });
    const client = api.client({ apiKey: key });
    const { codes, purchasedAt, total } = await client.call(getPurchase, {
      params: { id: bought.id },
    });
    expect(codes).toEqual(['FLYER7', 'RADIO']);
    await whenRule(flyer, async (rule) => {
      const shown = await sell(null, { codes: ['flyer-7'] });
      const { cookie } = await makeSignedInMember(api);
      const claimed = await api.client({ cookie }).call(claimPurchase, {
        body: {
          location: shop.code,
          number: shown.receipt?.number ?? '',
          date: purchasedAt.slice(0, 10),
          total: total.gross,
        },
      });
      expect(givenBy(rule, claimed)).toBe(5);
      const back = await till.takeBack(shown.id, [{ line: 0, quantity: 1 }]);
      expect(back.points).toMatchObject({ takenBack: 15 });
    });
    const poster: Condition = { fact: 'purchase.codes', op: 'contains', value: 'Poster 9' };
    const member = await newMember();
    const shown = await sell(member, { codes: ['poster-9'] });
    const other = await sell(member, { codes: ['radio'] });
    const { draft } = await backTested(api, key, draftOf(poster));
    expect(draft.ownPoints).toBe(5);
    const triedOn = (purchaseId: string) =>
      client.call(simulateEarningRule, { body: { rule: draftOf(poster), purchaseId } });
    expect(await triedOn(shown.id)).toMatchObject({ difference: { points: 5 } });
    expect(await triedOn(other.id)).toMatchObject({ difference: { points: 0 } });
  });

  it('counts among earlier purchases', async () => {
    const again: Condition = { purchases: 'count', days: 30, where: flyer, op: 'at-least', value: 1 };
    await whenRule(again, async (rule) => {
      const member = await newMember();
      const given = [];
      for (const codes of [['flyer7'], [], ['radio']])
        given.push(givenBy(rule, await sell(member, { codes })));
      expect(given).toEqual([0, 5, 5]);
      expect(givenBy(rule, await sell(await newMember(), { codes: ['flyer7'] }))).toBe(0);
    });
  });

  it('is that of a coupon which a checkout redeems', async () => {
    const effect = {
      kind: 'amount' as const,
      amounts: [{ amount: 100, currency: 'EUR' }],
      per: 'cart' as const,
    };
    const { code } = await makeCoupon(api, { effect });
    const counter = new CheckoutTill(api, key, shop.code);
    await whenRule({ fact: 'purchase.codes', op: 'contains', value: code }, async (rule) => {
      const sold = async (codes: string[]) => {
        const cart = counter.cart(codes, { member: { id: await newMember() } });
        return (await counter.sell(cart).expect(201)).body.purchase;
      };
      expect(givenBy(rule, await sold([code.toLowerCase()]))).toBe(5);
      expect(givenBy(rule, await sold([]))).toBe(0);
      const quoted = await counter
        .quote(counter.cart([code], { member: { id: await newMember() } }))
        .expect(201);
      // 33.80 EUR less the coupon.
      expect(quoted.body.points.earned).toBe(32 + 5);
      await counter.reserve(quoted.body.id).expect(200);
      const { body: reserved } = await counter.complete(quoted.body.id).expect(201);
      expect(givenBy(rule, reserved)).toBe(5);
    });
  });

  it('is refused without a letter or digit, and nothing is booked', async () => {
    const body = offer(api, shop.code, { codes: ['FLYER7', ' - '] });
    const request = send(api, 'post', '/purchases', { key, body }).set('idempotency-key', randomUUID());
    await expectProblem(request, 400, 'invalid-request', '/codes/1');
    await expectProblem(
      send(api, 'post', '/earning-rules', {
        key,
        body: draftOf({ fact: 'purchase.codes', op: 'contains', value: '-' }),
      }),
      400,
      'invalid-request',
      '/when/value',
    );
  });
});
