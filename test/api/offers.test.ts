import type { Location, Offer, OwnOffer } from '@regulars/contracts';
import { isInTrial } from '@regulars/loyalty';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SweepOffersJob } from '../../apps/api/src/features/offers/sweep-offers.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember, makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  counter = new CheckoutTill(api, key, vienna.code);
});
afterEach(async () => {
  const { body } = await send(api, 'get', '/offers', { key }).expect(200);
  for (const { id, version, state } of body.data as Offer[])
    if (state === 'live') await change({ id, version }, { state: 'ended' });
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const automatic = { activation: 'automatic' } as const;
const change = async ({ id, version }: Pick<Offer, 'id' | 'version'>, body: object): Promise<Offer> =>
  (await send(api, 'patch', `/offers/${id}`, { key, version, body }).expect(200)).body;
const offerNow = async (id: string): Promise<Offer> =>
  (await send(api, 'get', `/offers/${id}`, { key }).expect(200)).body;
const own = async ({ cookie }: SignedInMember): Promise<OwnOffer[]> =>
  (await send(api, 'get', '/me/offers', { cookie }).expect(200)).body.data;
const act = (step: string, { id }: Pick<Offer, 'id'>, { cookie }: SignedInMember) =>
  send(api, 'post', `/offers/${id}/${step}`, { cookie });
const cartOf = (memberId: string, codes: readonly string[] = []) =>
  counter.cart(codes, { member: { id: memberId } });
const quote = async (memberId: string, codes: readonly string[] = []) =>
  (await counter.quote(cartOf(memberId, codes)).expect(201)).body;
const assignmentsOf = (memberId: string) =>
  rowsOf<{ offer_id: string; offer_version: number; arm: string; met: string; why: string }>(
    api,
    'select offer_id, offer_version, arm, met, why from offer_assignments where member_id = $1 order by offer_id',
    [memberId],
  );
const eventsOf = async (memberId: string): Promise<string[]> => {
  const rows = await rowsOf<{ name: string }>(
    api,
    `select name from event_log where member_id = $1 and name like 'offer.%'
     union all select name from outbox where member_id = $1 and name like 'offer.%' order by name`,
    [memberId],
  );
  return rows.map(({ name }) => name);
};

/** All of coffee and book. */
const giveBack = async (purchaseId: string): Promise<{ id: string }> => {
  const lines = [
    { line: 0, quantity: 2 },
    { line: 1, quantity: 1 },
  ];
  const sent = send(api, 'post', `/purchases/${purchaseId}/returns`, {
    key,
    body: { lines, reason: 'broken' },
  });
  return (await sent.set('idempotency-key', purchaseId).expect(201)).body;
};

/** Members until one is in the arm. */
const memberIn = async (offerId: string, share: number, heldOut: boolean): Promise<SignedInMember> => {
  for (;;) {
    const made = await makeSignedInMember(api);
    if (isInTrial(made.member.id, offerId, share) === heldOut) return made;
  }
};

describe('offers of a member', () => {
  it('are those for the member, in their order, with the reason; meeting them is kept', async () => {
    const anna = await makeSignedInMember(api);
    const czech = { fact: 'member.language', op: 'is', value: 'cs' } as const;
    const german = { fact: 'member.language', op: 'is', value: 'de' } as const;
    await makeOffer(api, { audience: czech });
    const later = await makeOffer(api, {
      place: 200,
      locations: [vienna.id],
      reason: { de: 'weil du da bist' },
    });
    const first = await makeOffer(api, { place: 1, audience: german, ...automatic });
    await makeOffer(api, { state: 'draft' });
    await makeOffer(api, { startsAt: '2999-01-01T00:00:00Z' });
    expect(await own(anna)).toMatchObject([
      { id: first.id, state: 'ready', locations: null, left: null, uses: [] },
      {
        id: later.id,
        state: 'to-activate',
        reason: { de: 'weil du da bist' },
        locations: [{ id: vienna.id, name: vienna.name }],
      },
    ]);
    expect(new Set(await assignmentsOf(anna.member.id))).toEqual(
      new Set([
        { offer_id: first.id, offer_version: 1, arm: 'offered', met: 'page', why: 'audience' },
        { offer_id: later.id, offer_version: 1, arm: 'offered', met: 'page', why: 'everyone' },
      ]),
    );
  });

  it('of one place come in the order of what is for the member, then of their end', async () => {
    const anna = await makeSignedInMember(api);
    const german = { fact: 'member.language', op: 'is', value: 'de' } as const;
    const ending = (day: number) => ({ endsAt: `2999-01-0${day}T00:00:00Z`, place: 7 });
    const late = await makeOffer(api, ending(3));
    const soon = await makeOffer(api, ending(1));
    const personal = await makeOffer(api, { ...ending(4), audience: german });
    const ids = [personal, soon, late].map(({ id }) => id);
    const shown = (await own(anna)).map(({ id }) => id);
    expect(shown.filter((id) => ids.includes(id))).toEqual(ids);
  });

  it('are seen, opened and activated once, each with an event; an activation can be undone', async () => {
    const anna = await makeSignedInMember(api, { consents: [{ purpose: 'tracking', granted: true }] });
    const offer = await makeOffer(api);
    await own(anna);
    const see = () =>
      send(api, 'post', '/me/offers/seen', { cookie: anna.cookie, body: { offers: [offer.id] } }).expect(204);
    await see();
    await see();
    await act('open', offer, anna).expect(204);
    await act('open', offer, anna).expect(204);
    const { body: active } = await act('activate', offer, anna).expect(200);
    expect(active).toMatchObject({ state: 'ready', activatedAt: expect.any(String) });
    await act('activate', offer, anna).expect(200);
    expect(await offerNow(offer.id)).toMatchObject({
      figures: { offered: 1, heldOut: 0, seen: 1, opened: 1, activated: 1 },
    });
    expect((await act('deactivate', offer, anna).expect(200)).body).toMatchObject({ state: 'to-activate' });
    expect(await own(anna)).toMatchObject([{ state: 'to-activate', activatedAt: null }]);
    expect(await eventsOf(anna.member.id)).toEqual([
      'offer.activated',
      'offer.deactivated',
      'offer.opened',
      'offer.seen',
    ]);
  });

  it('are noted as seen and opened only of those who allow it, and forgotten in the night after they withdraw', async () => {
    const tracking = (granted: boolean) => ({ consents: [{ purpose: 'tracking' as const, granted }] });
    const offer = await makeOffer(api);
    const looks = async (member: SignedInMember): Promise<void> => {
      await own(member);
      const body = { offers: [offer.id] };
      await send(api, 'post', '/me/offers/seen', { cookie: member.cookie, body }).expect(204);
      await act('open', offer, member).expect(204);
    };
    const figures = async () => (await offerNow(offer.id)).figures;
    const [willing, refusing, unasked] = await Promise.all([
      makeSignedInMember(api, tracking(true)),
      makeSignedInMember(api, tracking(false)),
      makeSignedInMember(api),
    ]);
    for (const member of [willing, refusing, unasked]) await looks(member);
    expect(await eventsOf(refusing.member.id)).toEqual([]);
    expect(await eventsOf(unasked.member.id)).toEqual([]);
    expect(await figures()).toMatchObject({ offered: 3, seen: 1, opened: 1 });
    // What a member asks for works without.
    await act('activate', offer, unasked).expect(200);
    expect(await figures()).toMatchObject({ seen: 2, opened: 1, activated: 1 });
    await api.app.get(SweepOffersJob).run();
    expect(await figures()).toMatchObject({ seen: 2, opened: 1, activated: 1 });
    await send(api, 'put', `/members/${willing.member.id}/consents`, { key, body: tracking(false) }).expect(
      200,
    );
    await api.app.get(SweepOffersJob).run();
    expect(await figures()).toMatchObject({ offered: 3, seen: 1, opened: 0, activated: 1 });
  });

  it('cannot be activated if they are over, and are unknown to those who never had them', async () => {
    const anna = await makeSignedInMember(api);
    const offer = await makeOffer(api);
    const draft = await makeOffer(api, { state: 'draft' });
    await own(anna);
    await change(offer, { state: 'paused' });
    await expectProblem(act('activate', offer, anna), 409, 'offer-over');
    await expectProblem(act('activate', draft, anna), 404, 'not-found');
    await expectProblem(act('open', draft, anna), 404, 'not-found');
  });

  it('stay activated when the member leaves the audience', async () => {
    const anna = await makeSignedInMember(api);
    const czech = { fact: 'member.language', op: 'is', value: 'cs' } as const;
    const offer = await makeOffer(api);
    await own(anna);
    await act('activate', offer, anna).expect(200);
    await change(offer, { audience: czech });
    expect(await own(anna)).toMatchObject([{ id: offer.id, state: 'ready' }]);
    expect(await quote(anna.member.id)).toMatchObject({ offers: [{ id: offer.id }] });
    expect(await quote((await makeMember(api)).id)).toMatchObject({ offers: [] });
  });

  it('leave out a share of the members, who see and get nothing, and keep that', async () => {
    const offer = await makeOffer(api, { heldOut: 30, ...automatic });
    const inside = await memberIn(offer.id, 30, true);
    expect(await own(inside)).toEqual([]);
    await expectProblem(act('activate', offer, inside), 404, 'not-found');
    await expectProblem(act('open', offer, inside), 404, 'not-found');
    await change(offer, { heldOut: 0 });
    expect(await own(inside)).toEqual([]);
    const { body: sold } = await counter.sell(cartOf(inside.member.id)).expect(201);
    expect(sold).toMatchObject({ offers: [], total: { gross: 3380, discount: 0 } });
    expect(await assignmentsOf(inside.member.id)).toMatchObject([{ arm: 'held-out' }]);
    const effects = await rowsOf(
      api,
      `select outcome, reason, figures->>'discount' as discount from sale_effects where purchase_id = $1`,
      [sold.purchaseId],
    );
    expect(effects).toEqual([{ outcome: 'not-applied', reason: 'held-out', discount: '338' }]);
    expect(await offerNow(offer.id)).toMatchObject({ figures: { offered: 0, heldOut: 1, redeemed: 0 } });
  });
});

describe('offers in a checkout', () => {
  it('count by themselves once they are activated, beside coupons; a return of everything gives them back', async () => {
    const anna = await makeSignedInMember(api);
    const coffee = { where: { fact: 'line.category', op: 'is', value: 'coffee' } } as const;
    const price = await makeOffer(api, {
      effect: { kind: 'fixed-price', prices: [{ amount: 810, currency: 'EUR' }], pieces: null },
      on: coffee,
      ...limited({ perMember: 1 }),
    });
    const coupon = await makeCoupon(api);
    expect(await quote(anna.member.id)).toMatchObject({ offers: [], total: { gross: 3380 } });
    await act('activate', price, anna).expect(200);
    // Two bags at 8.10 instead of 9.90, then a tenth of what is left.
    const priced = await quote(anna.member.id, [coupon.code]);
    expect(priced).toMatchObject({
      offers: [{ id: price.id, name: 'Ein Zehntel für dich', discount: 360 }],
      applied: [{ id: coupon.id, discount: 302 }],
      lines: [
        {
          discounts: [
            { kind: 'offer', id: price.id, amount: 360 },
            { kind: 'coupon', amount: 162 },
          ],
        },
        { discounts: [{ kind: 'coupon', amount: 140 }] },
      ],
      total: { gross: 2718 },
    });
    const { body: receipt } = await counter.complete(priced.id).expect(201);
    expect(await own(anna)).toMatchObject([
      {
        id: price.id,
        state: 'used',
        left: 0,
        uses: [{ purchaseId: receipt.id, discount: 360, location: vienna.name }],
      },
    ]);
    expect(await quote(anna.member.id)).toMatchObject({ offers: [] });
    expect(await offerNow(price.id)).toMatchObject({ figures: { redeemed: 1, activated: 1 } });
    const { id: returnId } = await giveBack(receipt.id);
    expect(await own(anna)).toMatchObject([{ id: price.id, state: 'ready', left: 1, uses: [] }]);
    await send(api, 'post', `/returns/${returnId}/reverse`, { key, body: { reason: 'The wrong receipt' } })
      .set('idempotency-key', returnId)
      .expect(201);
    expect(await own(anna)).toMatchObject([{ state: 'used' }]);
    expect(await eventsOf(anna.member.id)).toEqual([
      'offer.activated',
      'offer.given-back',
      'offer.redeemed',
      'offer.redeemed',
    ]);
  });

  it('that an activation or nobody asked for say why they do not count, and never refuse the sale', async () => {
    const anna = await makeSignedInMember(api);
    const amounts = [{ amount: 4000, currency: 'EUR' }];
    const offer = await makeOffer(api, { minimumSpend: { amounts, of: 'cart' } });
    await act('activate', offer, anna).expect(200);
    const told = {
      kind: 'offer',
      id: offer.id,
      name: 'Ein Zehntel für dich',
      asked: true,
      problem: 'coupon-minimum-spend',
      detail: 'Für dieses Angebot fehlen noch Waren für 6,20\u00a0€.',
    };
    expect(await quote(anna.member.id)).toMatchObject({ offers: [], notApplied: [told] });
    const { body: sold } = await counter.sell(cartOf(anna.member.id)).expect(201);
    expect(sold).toMatchObject({ state: 'completed', notApplied: [told], total: { discount: 0 } });
  });

  it('that are exclusive and count by themselves give way to a code that takes more off, and else say why', async () => {
    const { id } = await makeMember(api);
    const percent = (value: number) => ({ kind: 'percent', percent: value, of: 'reduced' }) as const;
    const offer = await makeOffer(api, { ...automatic, exclusive: true, effect: percent(5) });
    const coupon = await makeCoupon(api);
    expect(await quote(id, [coupon.code])).toMatchObject({
      offers: [],
      applied: [{ id: coupon.id, discount: 338 }],
      notApplied: [
        {
          kind: 'offer',
          code: null,
          place: null,
          id: offer.id,
          asked: false,
          problem: 'coupon-outdone',
          detail: 'Ein anderer Rabatt dieses Einkaufs bringt mehr.',
        },
      ],
    });
    expect(await quote(id)).toMatchObject({ offers: [{ id: offer.id, discount: 169 }] });
    const better = await makeOffer(api, { ...automatic, exclusive: true, effect: percent(20) });
    expect(await quote(id, [coupon.code])).toMatchObject({
      offers: [{ id: better.id, discount: 676 }],
      applied: [],
      notApplied: [
        { code: coupon.code, problem: 'coupon-outdone' },
        { id: offer.id, problem: 'coupon-exclusive' },
      ],
    });
    const chosen = await makeCoupon(api, { exclusive: true });
    await change(better, { state: 'ended' });
    expect(await quote(id, [chosen.code])).toMatchObject({ offers: [], applied: [{ id: chosen.id }] });
  });

  it('hold their limits exactly: of 40 tills that complete at once, 10 redeem', async () => {
    const offer = await makeOffer(api, { ...automatic, ...limited({ total: 10 }) });
    const open = await Promise.all(
      Array.from({ length: 40 }, async () => (await quote((await makeMember(api)).id)).id as string),
    );
    const replies = await Promise.all(open.map((id) => counter.complete(id)));
    const refused = replies.filter(({ status }) => status !== 201);
    expect(replies.length - refused.length).toBe(10);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['checkout-changed']));
    expect(await offerNow(offer.id)).toMatchObject({ figures: { redeemed: 10 } });
  });

  it('let one of ten tills redeem what a member may use once', async () => {
    const offer = await makeOffer(api, { ...automatic, ...limited({ perMember: 1 }) });
    const { id } = await makeMember(api);
    const open = await Promise.all(Array.from({ length: 10 }, async () => (await quote(id)).id as string));
    const replies = await Promise.all(open.map((each) => counter.complete(each)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await offerNow(offer.id)).toMatchObject({ figures: { redeemed: 1 } });
  });

  it('change the prices that were told: paused, ended or changed ones complete nothing', async () => {
    const offer = await makeOffer(api, automatic);
    const { id } = await makeMember(api);
    const priced = await quote(id);
    expect(priced).toMatchObject({ offers: [{ discount: 338 }] });
    await change(offer, { effect: { kind: 'percent', percent: 20 } });
    await expectProblem(counter.complete(priced.id), 409, 'checkout-changed');
    expect(await offerNow(offer.id)).toMatchObject({ figures: { redeemed: 0 } });
  });

  it('are nothing for carts without a member, and at other locations', async () => {
    const berlin = await makeLocation(api);
    await makeOffer(api, automatic);
    await makeOffer(api, { ...automatic, locations: [berlin.id] });
    expect((await counter.quote(counter.cart([])).expect(201)).body).toMatchObject({ offers: [] });
    expect((await quote((await makeMember(api)).id)).offers).toHaveLength(1);
  });
});
