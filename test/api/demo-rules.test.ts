import {
  exampleOfOfferPrice,
  getCouponPerformance,
  getOfferPerformance,
  getPurchase,
  listCouponBatches,
  listCouponRefusalReasons,
  listCoupons,
  listCustomEvents,
  listOffers,
} from '@regulars/contracts';
import type { FactName } from '@regulars/conditions';
import type { RuleContent } from '@regulars/contracts';
import { isOccasionEffect } from '@regulars/loyalty';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadMorgenrot } from '../../apps/api/src/demo/load.ts';
import { earningRules } from '../../apps/api/src/demo/rules.ts';
import { CelebrateJob } from '../../apps/api/src/features/custom-events/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let loadedAt: number;
beforeAll(async () => {
  api = await startApp();
  loadedAt = api.clock.now();
  const size = { members: 200, passersBy: 20, days: 400 };
  await loadMorgenrot(api.app, api.clock.now(), size, () => undefined);
  key = await makeKey(api);
});
afterAll(() => api.close());

/** What each template of the console asks; a rule that asks none of it is only of its kind. */
const templates: readonly (readonly [template: string, asks: readonly FactName[]])[] = [
  ['happy-hour', ['moment.weekday', 'moment.time']],
  ['first-purchase', ['member.purchases']],
  ['nth-visit', ['member.visits', 'member.last-purchase']],
  ['birthday', ['member.birthday']],
];
const kindOrTemplate = ({ when, effect }: RuleContent): string => {
  const asked = JSON.stringify(when);
  const found = templates.find(([, facts]) => facts.every((fact) => asked.includes(`"${fact}"`)));
  return found?.[0] ?? effect.kind;
};

it('ten kinds and templates of the demo give points in at least 1 % of the purchases each, and receipts say so', async () => {
  const given = await rowsOf<{ name: string; share: number; purchase: string }>(
    api,
    `select v.content->'name'->>'en' as name, min(g.purchase_id::text) as purchase,
       count(distinct g.purchase_id)::float / (select count(*) from purchases where member_id is not null) as share
     from rule_grants g join earning_rule_versions v on v.rule_id = g.rule_id and v.version = g.rule_version group by 1`,
  );
  const rules = earningRules({ set: '', table: '', tier: '' }).filter(
    ({ effect }) => !isOccasionEffect(effect),
  );
  expect(given.map(({ name }) => name).sort()).toEqual(rules.map(({ name }) => name.en).sort());
  expect([...new Set(rules.map(kindOrTemplate))].sort()).toEqual([
    'amount-bands',
    'birthday',
    'first-purchase',
    'fixed-points',
    'happy-hour',
    'multiplier',
    'nth-visit',
    'points-per-money',
    'points-per-unit',
    'rate-table',
  ]);
  expect(given.filter(({ share }) => share < 0.01)).toEqual([]);
  const client = api.client({ apiKey: key });
  for (const { name, purchase } of given) {
    const { explanation } = await client.call(getPurchase, { params: { id: purchase } });
    expect(explanation.filter(({ points }) => points > 0).map(({ title }) => title)).toContain(name);
  }
});

it.each([
  ['birthday', '@birthday', 50],
  ['joined_at', '@anniversary', 25],
])('the demo gives points for the day of %s', async (column, type, earned) => {
  const [first] = await rowsOf<{ id: string; day: string }>(
    api,
    `select id, to_char(${column}, 'MM-DD') as day from members
     where status = 'active' and ${column} < '2026-01-01' and to_char(${column}, 'MM-DD') <> '02-29' order by id limit 1`,
  );
  api.clock.set(`2027-${first?.day ?? ''}T12:00:00+01:00`);
  await api.app.get(CelebrateJob).run();
  const { data } = await api.client({ apiKey: key }).call(listCustomEvents, { query: { member: first?.id } });
  expect(data.filter((event) => event.type === type)).toMatchObject([{ points: { earned } }]);
});

it('unknown goods of a new member earn by the base rule only', async () => {
  const { id: memberId } = await makeMember(api);
  const { points, explanation } = await new Till(api, key, 'vienna-1').sell(memberId, {
    lines: [{ sku: 'X-1', name: 'Something else', category: 'unknown', quantity: 1, unitPrice: 5000 }],
  });
  expect(points?.earned).toBe(50);
  expect(explanation.filter((line) => line.points > 0)).toHaveLength(1);
});

it('members of the demo brought friends: some are paid, some wait, and one is in review', async () => {
  const found = await rowsOf<{ state: string }>(api, 'select distinct state from referrals order by 1');
  expect(found.map(({ state }) => state)).toEqual(['open', 'paid', 'review']);
});

it('figures of coupons and offers of the demo agree with their purchases, and the books balance', async () => {
  api.clock.set(new Date(loadedAt).toISOString());
  const client = api.client({ apiKey: key });
  // What the receipts of purchases say, without the tables of discounts.
  const receipts = await rowsOf<{ id: string; times: number; members: number; revenue: number; off: object }>(
    api,
    `select e.reference as id, count(*)::int as times, count(distinct p.member_id)::int as members, sum(p.reporting_gross)::float8 as revenue,
       jsonb_object_agg(p.currency, e.off) as off
     from (select purchase_id, reference, sum((figures->>'discount')::bigint) over (partition by reference, figures->>'currency') as off
       from sale_effects where kind in ('coupon', 'offer') and outcome = 'applied') e
     join purchases p on p.id = e.purchase_id group by 1`,
  );
  const told = new Map(receipts.map(({ id, ...figures }) => [id, figures]));
  const coupons = (await client.call(listCoupons, {})).data;
  const offers = (await client.call(listOffers, {})).data;
  for (const { id, name, figures, budget } of [...coupons, ...offers]) {
    const { times, off } = told.get(id) ?? { times: 0, off: {} };
    expect([name, figures.redeemed]).toEqual([name, times]);
    expect(times).toBeGreaterThan(0);
    // A budget also tells of a currency in which nothing was redeemed yet.
    const spent = figures.budgetSpent.filter(({ amount }) => amount > 0);
    if (budget) expect(off).toEqual(Object.fromEntries(spent.map((each) => [each.currency, each.amount])));
  }
  for (const { id } of coupons) {
    const { uses, weeks } = await client.call(getCouponPerformance, { params: { id } });
    const { times, members, revenue } = told.get(id) ?? {};
    expect(uses).toMatchObject({ times, members, revenue });
    expect(weeks.length).toBeGreaterThan(3);
  }
  const beans = offers.find(({ heldOut }) => heldOut > 0);
  const { parts, uses } = await client.call(getOfferPerformance, { params: { id: beans?.id ?? '' } });
  expect(uses.times).toBe(told.get(beans?.id ?? '')?.times);
  expect(parts.heldOut.members).toBeGreaterThan(0);
  expect(beans?.figures).toMatchObject({ offered: parts.offered.members, heldOut: parts.heldOut.members });
  // As far back as they are kept: a small club has few.
  const reasons = (await client.call(listCouponRefusalReasons, { query: { days: 90 } })).data;
  expect(reasons.map(({ problem }) => problem)).toContain('coupon-minimum-spend');
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
});

it('cards of the demo have codes for one use, of which some were used and none can be read', async () => {
  const client = api.client({ apiKey: key });
  const cinema = (await client.call(listCoupons, {})).data.find(({ code }) => code === null);
  const params = { id: cinema?.id ?? '' };
  const batches = (await client.call(listCouponBatches, { params })).data;
  expect(batches).toMatchObject([
    { prefix: 'KINO', state: 'done', file: 'fetched', progress: { done: 400, total: 400 } },
    { prefix: 'KINO', state: 'done', file: 'fetched', progress: { done: 600, total: 600 } },
  ]);
  const [recent, first] = batches;
  expect((recent?.used ?? 0) + (first?.used ?? 0)).toBe(cinema?.figures.redeemed);
  expect(first?.used).toBeGreaterThan(0);
  expect(Date.parse(first?.codesEndAt ?? '')).toBeGreaterThan(loadedAt);
  expect(Date.parse(recent?.codesEndAt ?? '')).toBeGreaterThan(Date.parse(first?.codesEndAt ?? ''));
});

it('prices of the demo are kept since it began, so an offer about one product may strike one', async () => {
  const client = api.client({ apiKey: key });
  const espresso = {
    effect: { kind: 'percent', percent: 10 },
    on: { where: { fact: 'line.sku', op: 'is', value: 'KAF-MOR-250' } },
  } as const;
  const { price } = await client.call(exampleOfOfferPrice, { body: espresso });
  expect(price).toEqual({ currency: 'EUR', normal: 950, reduced: 855, lowest30Days: 950, strikable: true });
  const others = await rowsOf(
    api,
    `select pr.sku, p.currency, p.purchased_at, l.unit_price, kept.amount
     from purchase_lines l join purchases p on p.id = l.purchase_id join products pr on pr.sku = l.sku
     left join lateral (
       select k.amount from product_prices k where k.product_id = pr.id and k.currency = p.currency and k.since <= p.purchased_at
         and (k.location_id is null or k.location_id = p.location_id) and (k.channel is null or k.channel = p.channel)
       order by k.location_id is null, k.channel is null, k.since desc limit 1) kept on true
     where p.receipt_number like 'M-%' and l.unit_price is distinct from kept.amount`,
  );
  expect(others).toEqual([]);
});

it.each([
  [
    'ten percent are ten percent of the goods',
    `select p.id from discount_redemptions r join purchases p on p.id = r.purchase_id
     join coupons c on c.id = r.discount_id and c.code = 'MORGENROT10'
     where (select count(*) from discount_redemptions o where o.purchase_id = p.id) = 1
       and abs(r.discount - (select sum(l.amount) filter (where l.kind not in ('gift-card', 'shipping')) + r.discount from purchase_lines l where l.purchase_id = p.id) / 10.0) > 1`,
  ],
  [
    'a member uses nothing more often than allowed',
    `select r.member_id from discount_redemptions r join discount_limits(r.discount_id) l on true
     group by r.member_id, r.discount_id, l.limits having count(*) > coalesce((l.limits->>'perMember')::int, 1000)`,
  ],
  [
    'offers are used by members who had met them, and had activated those that ask for it',
    `select r.id from discount_redemptions r join offers o on o.id = r.discount_id
     left join offer_assignments a on a.offer_id = r.discount_id and a.member_id = r.member_id and a.arm = 'offered'
       and a.assigned_at <= r.redeemed_at and (o.activation = 'automatic' or a.activated_at <= r.redeemed_at)
     where a.member_id is null`,
  ],
])('in the demo %s', async (_, faults) => {
  expect(await rowsOf(api, faults)).toEqual([]);
});
