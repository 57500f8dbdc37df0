import { randomUUID } from 'node:crypto';
import { mostShownCoupons, type Coupon, type Location, type OwnCoupon } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let till: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  till = new CheckoutTill(api, key, vienna.code);
});
afterAll(() => api.close());

const own = async ({ cookie }: SignedInMember): Promise<OwnCoupon[]> =>
  (await send(api, 'get', '/me/coupons', { cookie }).expect(200)).body.data;
const idsOf = async (anna: SignedInMember): Promise<string[]> => (await own(anna)).map(({ id }) => id);
const sell = async ({ member }: SignedInMember, code: string): Promise<{ purchaseId: string }> =>
  (await till.sell(till.cart([code], { member: { id: member.id } })).expect(201)).body;
const patch = ({ id, version }: { id: string; version: number }, body: object) =>
  send(api, 'patch', `/coupons/${id}`, { key, version, body });

describe('coupons of a member', () => {
  it('are those that the club shows to them now, the first to end first', async () => {
    const anna = await makeSignedInMember(api);
    const german = { fact: 'member.language', op: 'is', value: 'de' } as const;
    const czech = { fact: 'member.language', op: 'is', value: 'cs' } as const;
    const always = await makeCoupon(api, { shown: true, locations: [vienna.id] });
    const ending = await makeCoupon(api, { shown: true, audience: german, endsAt: '2999-01-01T00:00:00Z' });
    const others = [
      await makeCoupon(api),
      await makeCoupon(api, { shown: true, state: 'draft' }),
      await makeCoupon(api, { shown: true, audience: czech }),
      await makeCoupon(api, { shown: true, startsAt: '2999-01-01T00:00:00Z' }),
    ].map(({ id }) => id);
    const coupons = await own(anna);
    expect(coupons.map(({ id }) => id).filter((id) => others.includes(id))).toEqual([]);
    expect(coupons.filter(({ id }) => [always.id, ending.id].includes(id))).toMatchObject([
      { id: ending.id, state: 'ready', code: ending.code, left: null, uses: [], locations: null },
      { id: always.id, state: 'ready', endsAt: null, locations: [{ id: vienna.id, name: vienna.name }] },
    ]);
    await patch(always, { state: 'paused' }).expect(200);
    expect(await idsOf(anna)).not.toContain(always.id);
  });

  it('are redeemed by the members of the audience, and by nobody else', async () => {
    const audience = { fact: 'member.language', op: 'is', value: 'cs' } as const;
    const coupon = await makeCoupon(api, { shown: true, audience });
    const [anna, jana] = [await makeSignedInMember(api), await makeSignedInMember(api, { language: 'cs' })];
    const cartOf = ({ member }: SignedInMember): object =>
      till.cart([coupon.code], { member: { id: member.id } });
    const { body } = await till.quote(cartOf(anna)).expect(201);
    expect(body).toMatchObject({
      applied: [],
      notApplied: [{ problem: 'coupon-not-for-member', detail: 'Dieser Coupon ist für andere Mitglieder.' }],
    });
    await expectProblem(till.sell(cartOf(anna)), 422, 'coupon-not-for-member', '/codes/0');
    const { codes: _, ...goods } = till.cart([]) as { codes: unknown };
    for (const [who, named] of [
      [anna, false],
      [jana, true],
    ] as const) {
      const asked = send(api, 'post', '/checkouts/qualify', {
        key,
        body: { ...goods, member: { id: who.member.id } },
      });
      expect(JSON.stringify((await asked.expect(200)).body).includes(coupon.code)).toBe(named);
    }
    await sell(jana, coupon.code);
  });

  it('say how often they can be used, and are used without their code after the last time', async () => {
    const anna = await makeSignedInMember(api);
    const bert = await makeSignedInMember(api);
    const coupon = await makeCoupon(api, { shown: true, ...limited({ total: 3, perMember: 2 }) });
    const mine = async (who: SignedInMember) => (await own(who)).find(({ id }) => id === coupon.id);
    expect(await mine(anna)).toMatchObject({ left: 2 });
    await sell(anna, coupon.code);
    expect(await mine(anna)).toMatchObject({ state: 'ready', left: 1, uses: [{ discount: 338 }] });
    const { purchaseId } = await sell(anna, coupon.code);
    expect(await mine(anna)).toMatchObject({
      state: 'used',
      code: null,
      uses: [{ purchaseId, location: vienna.name, currency: 'EUR' }, { discount: 338 }],
    });
    expect(await mine(bert)).toMatchObject({ state: 'ready', left: 1 });
    await sell(await makeSignedInMember(api), coupon.code);
    expect(await mine(bert)).toBeUndefined();
  });

  it('include one that nobody is shown, once they used it', async () => {
    const anna = await makeSignedInMember(api);
    const hidden = await makeCoupon(api);
    await sell(anna, hidden.code);
    expect((await own(anna)).find(({ id }) => id === hidden.id)).toMatchObject({ state: 'used', code: null });
  });
});

describe('what members find', () => {
  it('is set by the editor, which checks the audience', async () => {
    const content = {
      name: { en: 'Shown' },
      code: randomUUID().slice(0, 20),
      effect: { kind: 'percent', percent: 5 },
    };
    const { body: coupon } = await send(api, 'post', '/coupons', { key, body: content }).expect(201);
    expect(coupon).toMatchObject({ shown: false, audience: null });
    const audience = { fact: 'member.language', op: 'is', value: 'de' };
    const { body: shown } = await patch(coupon, { shown: true, audience }).expect(200);
    expect(shown).toMatchObject({ shown: true, audience });
    await expectProblem(
      patch(shown, { audience: { fact: 'line.category', op: 'is', value: 'x' } }),
      400,
      'invalid-request',
      '/audience/fact',
    );
  });

  it('is at most a hundred coupons at once', async () => {
    const { body: list } = await send(api, 'get', '/coupons?state=live&limit=200', { key }).expect(200);
    const live = list.data as Coupon[];
    expect(new Set(live.map(({ state }) => state))).toEqual(new Set(['live']));
    const shown = live.filter((each) => each.shown);
    for (let made = shown.length; made < mostShownCoupons; made += 1) await makeCoupon(api, { shown: true });
    const late = await makeCoupon(api, { shown: true, state: 'draft' });
    await expectProblem(patch(late, { state: 'live' }), 422, 'too-many-shown-coupons', '/shown');
    await patch(late, { state: 'live', shown: false }).expect(200);
  });
});
