import { randomUUID } from 'node:crypto';
import type { Checkout, Location } from '@regulars/contracts';
import type supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SweepCheckoutsJob } from '../../apps/api/src/features/checkout/sweep-checkouts.job.ts';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { ForgetRepliesJob } from '../../apps/api/src/platform/http/forget-replies.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, coffeeAndBook as goods } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { changeClub, fixedPoints, makeRule } from '../support/makers/purchases.ts';
import { fingerprintOf, type Fingerprint } from '../support/nonsense/fingerprint.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let counter: CheckoutTill;
let fingerprint: Fingerprint;
beforeAll(async () => {
  // As many as the tests send.
  api = await startApp(undefined, { CALLS_PER_MINUTE: '1000000' });
  key = await makeKey(api);
  vienna = await makeLocation(api);
  counter = new CheckoutTill(api, key, vienna.code);
  await makeRule(api);
  await changeClub(api, {
    pointsPayment: {
      points: 1,
      amounts: [{ amount: 1, currency: 'EUR' }],
      least: 1,
      step: 1,
      percent: 100,
      backFirst: 'points',
    },
    manualDiscounts: {
      cashierPercent: 10,
      managerPercent: 20,
      reasons: ['Damaged'],
      otherReasons: false,
      sumsByPerson: false,
    },
  });
  fingerprint = await fingerprintOf(api);
});
afterAll(() => api.close());

const post = (path: string, body: object, idempotencyKey: string = randomUUID()): supertest.Test =>
  send(api, 'post', path, { key, body }).set('idempotency-key', idempotencyKey);
const quote = async (body: object = counter.cart([])): Promise<Checkout> =>
  (await counter.quote(body).expect(201)).body;
const purchases = async (): Promise<number> =>
  (await rowsOf<{ count: number }>(api, 'select count(*)::int as count from purchases'))[0]?.count ?? -1;

interface Nonsense {
  readonly body: object;
  readonly pointer: string;
  /** 400 if absent. */
  readonly status?: number;
}
const line = (more: object) => ({ lines: [{ ...goods[0], ...more }, goods[1]] });
const many = <Each>(count: number, of: (place: number) => Each) =>
  Array.from({ length: count }, (_, place) => of(place));
/** By what is wrong with them. */
const carts: Readonly<Record<string, Nonsense>> = {
  'a negative quantity': { body: line({ quantity: -1 }), pointer: '/lines/0/quantity' },
  'a quantity as text': { body: line({ quantity: '0x10' }), pointer: '/lines/0/quantity' },
  'no number': { body: line({ quantity: NaN }), pointer: '/lines/0/quantity' },
  'a quantity beyond all measure': { body: line({ quantity: 1e300 }), pointer: '/lines/0/quantity' },
  'a ten-thousandth': { body: line({ quantity: 0.0001 }), pointer: '/lines/0/quantity' },
  'half a cent': { body: line({ unitPrice: 0.5 }), pointer: '/lines/0/unitPrice' },
  'a price beyond all measure': { body: line({ unitPrice: 9e15 }), pointer: '/lines/0/unitPrice' },
  'a negative tax': { body: line({ taxRate: -1 }), pointer: '/lines/0/taxRate' },
  'a tax above all': { body: line({ taxRate: 101 }), pointer: '/lines/0/taxRate' },
  'a kind that does not exist': { body: line({ kind: 'gold' }), pointer: '/lines/0/kind' },
  'a name with a null character': {
    body: line({ name: 'Be\u0000ans' }),
    pointer: '/lines/0/name',
    status: 422,
  },
  'a discount above the line': { body: line({ discount: 1981 }), pointer: '/lines/0/discount' },
  'a negative discount': { body: line({ discount: -1 }), pointer: '/lines/0/discount' },
  'no lines': { body: { lines: [] }, pointer: '/lines' },
  '1,001 lines': { body: { lines: many(1001, () => goods[0]) }, pointer: '/lines' },
  'lines that are none': { body: { lines: 'all' }, pointer: '/lines' },
  'a currency that does not exist': { body: { currency: 'EURO' }, pointer: '/currency' },
  'another currency': { body: { currency: 'CZK' }, pointer: '/currency', status: 422 },
  'an unknown location': { body: { location: 'nowhere' }, pointer: '/location', status: 422 },
  'a member without a name': { body: { member: {} }, pointer: '/member' },
  'a member by half an id': { body: { member: { id: '0x1' } }, pointer: '/member/id' },
  'an unknown channel': { body: { channel: 'telepathy' }, pointer: '/channel' },
};
const twice = randomUUID();
const asked: Readonly<Record<string, Nonsense>> = {
  '31 codes': { body: { codes: many(31, (place) => `CODE${place}`) }, pointer: '/codes' },
  'an empty code': { body: { codes: [' '] }, pointer: '/codes/0' },
  'a long code': { body: { codes: ['x'.repeat(65)] }, pointer: '/codes/0' },
  'a code that is a number': { body: { codes: [12] }, pointer: '/codes/0' },
  'codes that are none': { body: { codes: { 0: 'A' } }, pointer: '/codes' },
  'negative points': { body: { points: -1 }, pointer: '/points' },
  'half a point': { body: { points: 1.5 }, pointer: '/points' },
  'points beyond all measure': { body: { points: 1e15 }, pointer: '/points' },
  'points as text': { body: { points: '100' }, pointer: '/points' },
  'a discount of a line that is not there': {
    body: { manualDiscounts: [{ line: 2, percent: 5, reason: 'Damaged' }] },
    pointer: '/manualDiscounts/0/line',
  },
  'a discount of nothing': {
    body: { manualDiscounts: [{ amount: 0, reason: 'Damaged' }] },
    pointer: '/manualDiscounts/0/amount',
  },
  'a discount of more than all': {
    body: { manualDiscounts: [{ percent: 101, reason: 'Damaged' }] },
    pointer: '/manualDiscounts/0/percent',
  },
  'a discount by two measures': {
    body: { manualDiscounts: [{ percent: 5, amount: 5, reason: 'Damaged' }] },
    pointer: '/manualDiscounts/0/percent',
  },
  'another reason': {
    body: { manualDiscounts: [{ percent: 5, reason: 'Friendship' }] },
    pointer: '/manualDiscounts/0/reason',
  },
  '11 rewards': { body: { rewards: many(11, () => ({ id: randomUUID() })) }, pointer: '/rewards' },
  '21 pieces of rewards': {
    body: { rewards: many(3, () => ({ id: randomUUID(), count: 7 })) },
    pointer: '/rewards',
  },
  'no piece of a reward': {
    body: { rewards: [{ id: randomUUID(), count: 0 }] },
    pointer: '/rewards/0/count',
  },
  'half a piece of a reward': {
    body: { rewards: [{ id: randomUUID(), count: 1.5 }] },
    pointer: '/rewards/0/count',
  },
  'a reward twice': { body: { rewards: many(2, () => ({ id: twice })) }, pointer: '/rewards' },
  'a reward without an id': { body: { rewards: [{ count: 1 }] }, pointer: '/rewards/0/id' },
  'rewards that are none': { body: { rewards: 'all' }, pointer: '/rewards' },
  'an unknown way to apply': { body: { apply: 'maybe' }, pointer: '/apply' },
};

/** Faults of one call, which has to be refused at the field. */
const faultsOf = async (
  what: string,
  request: PromiseLike<{ status: number; body: { errors?: { pointer: string }[] } }>,
  { pointer, status = 400 }: Omit<Nonsense, 'body'>,
): Promise<string[]> => {
  const reply = await request;
  const pointers = reply.body.errors?.map((each) => each.pointer) ?? [];
  return reply.status === status && pointers.includes(pointer)
    ? []
    : [`${what}: ${reply.status} at ${pointers.join(', ')} instead of ${status} at ${pointer}`];
};

describe('nonsense is refused at its field, and nothing changes', () => {
  it('in a cart, in every call that takes one', async () => {
    const { id, version } = await quote();
    const { code } = await makeCoupon(api);
    const ways: Readonly<Record<string, (body: object) => supertest.Test>> = {
      quote: (body) => counter.quote(body),
      sale: (body) => counter.sell(body),
      'another cart': (body) => counter.put(id, version, body),
    };
    const { codes: _, ...bare } = counter.cart([]) as { codes: unknown };
    const withoutCodes: typeof ways = {
      qualify: (body) => post('/checkouts/qualify', { ...bare, ...body }),
      validate: (body) => post('/coupons/validate', { ...bare, code, ...body }),
      'redemption of a code': (body) => post(`/coupon-codes/${code}/redemptions`, { ...bare, ...body }),
    };
    const before = await fingerprint();
    const faults: string[] = [];
    for (const [what, nonsense] of Object.entries({ ...carts, ...asked }))
      for (const [way, sent] of Object.entries(ways))
        faults.push(...(await faultsOf(`${way}, ${what}`, sent(counter.cart([], nonsense.body)), nonsense)));
    for (const [what, nonsense] of Object.entries(carts))
      for (const [way, sent] of Object.entries(withoutCodes))
        faults.push(...(await faultsOf(`${way}, ${what}`, sent(nonsense.body), nonsense)));
    expect(faults).toEqual([]);
    expect(await fingerprint()).toBe(before);
  });

  it('in what is sent to reserve and to complete', async () => {
    const { id } = await quote();
    const body = counter.completion();
    const before = await fingerprint();
    const faults: string[] = [];
    for (const minutes of [0, -1, 1.5, 1441, '15', null, 1e300])
      faults.push(
        ...(await faultsOf(`${minutes} minutes`, counter.reserve(id, { minutes }), { pointer: '/minutes' })),
      );
    const completions: Readonly<Record<string, Nonsense>> = {
      'no number of the receipt': {
        body: { receipt: { ...body.receipt, number: ' ' } },
        pointer: '/receipt/number',
      },
      'no receipt': { body: { receipt: null }, pointer: '/receipt' },
      'another location': {
        body: { receipt: { ...body.receipt, location: 'nowhere' } },
        pointer: '/receipt/location',
        status: 422,
      },
      'no time': { body: { purchasedAt: 'yesterday' }, pointer: '/purchasedAt' },
      'a time to come': {
        body: { purchasedAt: '2999-01-01T00:00:00Z' },
        pointer: '/purchasedAt',
        status: 422,
      },
      'a payment of another kind': {
        body: { payments: [{ kind: 'shells', amount: 5 }] },
        pointer: '/payments/0/kind',
      },
    };
    for (const [what, { body: wrong, ...nonsense }] of Object.entries(completions))
      faults.push(
        ...(await faultsOf(what, counter.complete(id, { ...body, ...wrong }), nonsense)),
        ...(await faultsOf(`sale, ${what}`, counter.sell(counter.cart([]), { ...body, ...wrong }), {
          ...nonsense,
          pointer: `/complete${nonsense.pointer}`,
        })),
      );
    expect(faults).toEqual([]);
    expect(await fingerprint()).toBe(before);
    await counter.complete(id, body).expect(201);
  });

  it('in codes of all signs: each is unknown, and none is an error of ours', async () => {
    const strange = [
      '🎟️',
      '٣٤٥',
      'ＣＯＤＥ',
      "'; drop table coupons;--",
      '%_',
      '\u200b\u200b',
      'A\u0000B',
      '\ud800',
    ];
    const { id, version } = await quote();
    const before = await fingerprint();
    for (const code of strange) {
      const sent = counter.cart([code], { apply: 'all' });
      for (const reply of [
        await counter.quote(sent),
        await counter.sell(sent),
        await counter.put(id, version, sent),
        await post(`/coupon-codes/${encodeURIComponent(code.toWellFormed())}/redemptions`, {
          location: vienna.code,
          currency: 'EUR',
          lines: goods,
        }),
      ]) {
        expect([400, 422]).toContain(reply.status);
        expect(['unreadable-text', 'coupon-unknown']).toContain(reply.body.code);
        expect(reply.body.errors?.[0]?.pointer).toMatch(/^\/(codes\/0|path\/code)$/u);
      }
    }
    expect(await fingerprint()).toBe(before);
  });

  it('of codes twice, and of points beyond the balance', async () => {
    const { code } = await makeCoupon(api);
    const { id: member } = await makeMember(api);
    await makeAwards(api, member, [{ points: 99 }]);
    const before = await fingerprint();
    await expectProblem(counter.sell(counter.cart([code, ` ${code} `])), 422, 'coupon-twice', '/codes/1');
    const beyond = counter.cart([], { member: { id: member }, points: 100 });
    await expectProblem(counter.sell(beyond), 422, 'insufficient-points', '/points');
    expect(await fingerprint()).toBe(before);
  });
});

describe('points to be earned', () => {
  it('are no price: a rule that changed since the quote does not refuse the sale, whose reply tells them', async () => {
    const { id: member } = await makeMember(api);
    const cart = counter.cart([], { member: { id: member } });
    const [open, held] = [await quote(cart), await quote(cart)];
    await counter.reserve(held.id).expect(200);
    const rule = await makeRule(api, { name: 'five more', effect: fixedPoints(5) });
    for (const told of [open, held]) {
      expect(told.points?.earned).toBe(33);
      const { body: sold } = await counter.complete(told.id).expect(201);
      expect(sold).toMatchObject({ total: { gross: 3380 }, points: { earned: 38 } });
    }
    await api.app.get(RulePublishing).pause(system, rule.id);
  });
});

describe('after its end', () => {
  const sweep = async (): Promise<void> => {
    await api.app.get(ForgetRepliesJob).run();
    await api.app.get(SweepCheckoutsJob).run();
  };

  it('a completed checkout says so for 30 days, longer than its replies are kept, and is never booked again', async () => {
    api.clock.reset();
    const { id } = await quote();
    const [body, once] = [counter.completion(), randomUUID()];
    const cart = { ...counter.cart([]), complete: counter.completion() };
    const atOnce = () => counter.quote(cart).set('idempotency-key', once);
    const { body: sold } = await counter.complete(id, body, once + '2').expect(201);
    const { body: inOneCall } = await atOnce().expect(201);
    const before = await purchases();
    const again = () => counter.complete(id, body, once + '2');

    api.clock.advance({ days: 30 });
    await sweep();
    expect((await again().expect(201)).body).toEqual(sold);
    api.clock.advance({ seconds: 1 });
    await sweep();
    const late = await again();
    expect([late.status, late.body.code, late.body.purchaseId]).toEqual([409, 'checkout-completed', sold.id]);
    api.clock.advance({ minutes: 15 });
    await sweep();
    await expectProblem(again(), 404, 'not-found');
    const twice = await atOnce();
    expect([twice.status, twice.body.code, twice.body.purchaseId]).toEqual([
      409,
      'receipt-already-counted',
      inOneCall.purchaseId,
    ]);
    expect(await purchases()).toBe(before);
    api.clock.reset();
  });

  it('an expired or cancelled one says so for a day, and is never booked', async () => {
    api.clock.reset();
    const [left, cancelled] = [await quote(), await quote()];
    await counter.cancel(cancelled.id).expect(200);
    const before = await purchases();
    api.clock.advance({ days: 1, minutes: 15 });
    await sweep();
    await expectProblem(counter.complete(left.id), 409, 'checkout-expired');
    await expectProblem(counter.complete(cancelled.id), 409, 'checkout-cancelled');
    api.clock.advance({ seconds: 1 });
    await sweep();
    for (const { id } of [left, cancelled]) await expectProblem(counter.complete(id), 404, 'not-found');
    expect(await purchases()).toBe(before);
    api.clock.reset();
  });
});
