import { randomUUID } from 'node:crypto';
import type { Checkout, RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, offer, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let till: Till;
let key: string;
let shop: string;
let buyer: string;
const inWebShop: RuleContent['when'] = { fact: 'purchase.channel', op: 'is', value: 'web-shop' };

beforeAll(async () => {
  const club = await openRuleClub();
  ({ api, till, key } = club);
  shop = club.shop.code;
  buyer = (await makeMember(api)).id;
  await makeRule(api, {
    name: 'Web shop',
    effect: fixedPoints(30),
    when: inWebShop,
    budget: { per: 'total', points: 100 },
  });
});
afterAll(() => api.close());

const shownOf = async (id: string) =>
  (await send(api, 'get', `/purchases/${id}`, { key }).expect(200)).body as {
    channel: string;
    earned: number;
  };

describe('the channel of a purchase', () => {
  it('is the till if nobody says', async () => {
    const { id } = await till.sell(buyer, 500);
    expect(await shownOf(id)).toMatchObject({ channel: 'till', earned: 5 });
  });

  it('is the web shop at a location that is online, also for coupons in a cart', async () => {
    const online = await makeLocation(api, { kind: 'online' });
    const { id } = await new Till(api, key, online.code).sell((await makeMember(api)).id, 500);
    expect((await shownOf(id)).channel).toBe('web-shop');
    const coupon = await makeCoupon(api, { channels: ['web-shop'] });
    const channels = [
      [online.code],
      [online.code, 'till'],
      [shop],
      [shop, 'online'],
      [shop, 'telephone'],
    ] as const;
    const counts: boolean[] = [];
    for (const [code, channel] of channels) {
      const body = { ...new CheckoutTill(api, key, code).cart([coupon.code]), channel };
      const { applied } = (await send(api, 'post', '/checkouts', { key, body }).expect(201)).body as Checkout;
      counts.push(applied.length === 1);
    }
    expect(counts).toEqual([true, false, false, true, false]);
  });

  it('is not filled in for the idempotency key: keys from before channels still fit their calls', async () => {
    const body = offer(api, shop);
    const once = randomUUID();
    const post = (sent: object) =>
      send(api, 'post', '/purchases', { key, body: sent }).set('idempotency-key', once);
    await post(body).expect(201);
    expect((await post(body).expect(201)).headers['idempotent-replayed']).toBe('true');
    await expectProblem(post({ ...body, channel: 'till' }), 422, 'idempotency-key-reused');
  });

  it('decides a rule, also one with a budget, and stays for returns', async () => {
    const sale = await till.sell(buyer, { channel: 'web-shop', lines: [{ amount: 1000, quantity: 2 }] });
    expect(await shownOf(sale.id)).toMatchObject({ channel: 'web-shop', earned: 40 });
    const half = await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    expect(half.points?.takenBack).toBe(5);
    const rest = await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    expect(rest.points?.takenBack).toBe(35);
  });

  it('is known of earlier purchases', async () => {
    const { id } = await makeMember(api);
    const when: RuleContent['when'] = {
      purchases: 'count',
      days: 30,
      where: inWebShop,
      op: 'at-least',
      value: 1,
    };
    await makeRule(api, { name: 'Again', effect: fixedPoints(7), when });
    expect((await till.sell(id, 100)).points?.earned).toBe(1);
    expect((await till.sell(id, { channel: 'web-shop', lines: [{ amount: 100 }] })).points?.earned).toBe(31);
    expect((await till.sell(id, 100)).points?.earned).toBe(8);
  });

  it('that nobody knows is refused with a pointer', async () => {
    const body = { ...offer(api, shop), channel: 'fax' };
    await expectProblem(send(api, 'post', '/purchases', { key, body }), 400, 'invalid-request', '/channel');
    const rule = { name: 'Fax', effect: fixedPoints(1), when: { ...inWebShop, value: 'fax' } };
    await expectProblem(
      send(api, 'post', '/earning-rules', { key, body: rule }),
      400,
      'invalid-request',
      '/when/value',
    );
  });
});
