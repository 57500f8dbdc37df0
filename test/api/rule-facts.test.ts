import { randomUUID } from 'node:crypto';
import {
  factNames,
  factOf,
  type Condition,
  type FactName,
  type FactsOf,
  isStoredFactName,
  type StoredFactName,
} from '@regulars/conditions';
import {
  createEarningRule,
  publishEarningRule,
  type Location,
  type RuleEffect,
  type Tier,
} from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { Mailboxes } from '../../apps/api/src/features/identity/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from '../support/app.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeStampCard } from '../support/makers/challenges.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { fixedPoints, makeTier, Till, type OfferedPurchase } from '../support/makers/purchases.ts';
import { rankedBuyers } from '../support/ranked-buyers.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let shop: Location;
let till: Till;
let prague: Location;
let gold: Tier;
/** A list with the product S-1. */
let list: string;
/** A list of members. */
let invited: string;

// It is Sunday, 22 November 2026, 13:00 in Berlin.
beforeAll(async () => {
  ({ api, key, shop, till } = await openRuleClub());
  prague = await makeLocation(api, { currency: 'CZK' });
  gold = await makeTier(api, { code: 'gold', threshold: 500 });
  ({ id: list } = await post('/product-sets', { name: 'Coffee of the month' }));
  const { body: club } = await send(api, 'get', '/club', { key }).expect(200);
  await send(api, 'patch', '/club', {
    key,
    version: club.version,
    body: { interests: [{ key: 'tea', name: { en: 'Tea' } }] },
  }).expect(200);
  ({ id: invited } = await post('/segments', { name: 'Invited' }));
  await send(api, 'put', `/product-sets/${list}/skus`, { key })
    .set('content-type', 'text/csv')
    .send('sku\nS-1\n')
    .expect(200);
  const fields = [
    { name: 'course', kind: 'text' },
    { name: 'kilometres', kind: 'number' },
    { name: 'rain', kind: 'flag' },
    { name: 'day', kind: 'date' },
  ];
  await post('/custom-event-types', { code: 'run', name: { en: 'A run' }, fields });
  await makeStampCard(api, {
    goal: 1,
    reward: { kind: 'badge', key: 'taster', name: { en: 'Taster' }, text: null, picture: 'star' },
    terms: { where: { fact: 'line.category', op: 'is', value: 'sample' } },
  });
});
afterAll(() => api.close());

const post = async (path: string, body: object): Promise<{ id: string }> =>
  (await send(api, 'post', path, { key, body }).expect(201)).body;

/** Something that rules decide about; it says what a rule gave for it. */
type Try = (ruleId: string) => Promise<number>;
type Buyer = () => Promise<string>;
type Explained = readonly { readonly points: number; readonly rule?: { readonly id: string } | null }[];
type Case = readonly [when: Condition, met: Try, other: Try];

const givenBy = (ruleId: string, explanation: Explained): number =>
  explanation.find(({ rule }) => rule?.id === ruleId)?.points ?? 0;

/** A member without any past. */
const anyone = (member: Parameters<typeof makeMember>[1] = {}): Buyer => {
  return async () => (await makeMember(api, member)).id;
};
/** A member who bought this before. */
const whoBought = (...sales: Partial<OfferedPurchase>[]): Buyer => {
  return async () => {
    const { id } = await makeMember(api);
    for (const sale of sales) await till.sell(id, { lines: [{ amount: 1000 }], ...sale });
    return id;
  };
};
const whoHas = (path: string, change: object): Buyer => {
  return async () => {
    const { id } = await makeMember(api);
    const { body } = await send(api, 'get', `/members/${id}`, { key }).expect(200);
    await send(api, path === '' ? 'patch' : 'put', `/members/${id}${path}`, {
      key,
      version: body.version,
      body: change,
    }).expect(200);
    return id;
  };
};
const whoConfirmed: Buyer = async () => {
  const email = `${randomUUID()}@member.example`;
  const { id } = await makeMember(api, { email });
  const { accountId } = await makeStaff(api, [], { memberId: id, email, emailConfirmed: false });
  await api.app.get(Transactions).run(() => api.app.get(Mailboxes).confirm(accountId));
  return id;
};
const whoIs = rankedBuyers(() => ({ api, key, till }));
const sale =
  (parts: Partial<OfferedPurchase> = {}, buyer: Buyer = anyone(), at = () => till): Try =>
  async (ruleId) => {
    const bought = await at().sell(await buyer(), { lines: [{ amount: 1000 }], ...parts });
    return givenBy(ruleId, bought.explanation);
  };
const buys = (buyer: Buyer): Try => sale({}, buyer);
const line = (part: Partial<OfferedPurchase['lines'][number]>): Try =>
  sale({ lines: [{ amount: 300 }, { amount: 1000, ...part }] });
const inPrague: Try = (ruleId) =>
  sale({ currency: 'CZK' }, anyone(), () => new Till(api, key, prague.code))(ruleId);
const at = (purchasedAt: string): Try => sale({ purchasedAt });
const run =
  (payload: object, where: object = {}): Try =>
  async (ruleId) => {
    const { id } = await makeMember(api);
    const occurredAt = new Date(api.clock.now()).toISOString();
    const body = { type: 'run', eventId: randomUUID(), member: { id }, occurredAt, payload, ...where };
    const reply = await send(api, 'post', '/custom-events', { key, body })
      .set('idempotency-key', randomUUID())
      .expect(201);
    return givenBy(ruleId, reply.body.explanation);
  };

const byScore = (when: Condition): Case => [when, buys(whoIs('best')), buys(whoIs('last'))];
const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' });
const lines = (where: Condition): Condition => ({ lines: 'any', where });
const old = { purchasedAt: '2026-10-05T10:00:00Z' };

/** For each fact a condition, an example that gives points, and one that gives none. */
/** Answers of surveys earn nothing by rule, and what is only stored may be late. */
type EarningFact = Exclude<FactName, FactsOf<'answer'> | StoredFactName>;
const earningFacts = factNames.filter(
  (name): name is EarningFact => factOf(name)?.scope !== 'answer' && !isStoredFactName(name),
);

const cases: Readonly<Record<EarningFact, () => Case>> = {
  'line.category': () => [
    lines({ fact: 'line.category', op: 'is', value: 'coffee' }),
    line({ category: 'coffee' }),
    line({ category: 'tea' }),
  ],
  'line.brand': () => [
    lines({ fact: 'line.brand', op: 'is-one-of', value: ['Dawn', 'Dusk'] }),
    line({ brand: 'Dusk' }),
    line({ brand: 'Noon' }),
  ],
  'line.sku': () => [
    lines({ fact: 'line.sku', op: 'is', value: 'S-1' }),
    line({ sku: 'S-1' }),
    line({ sku: 'S-10' }),
  ],
  'line.product-sets': () => [
    lines({ fact: 'line.product-sets', op: 'contains', value: list }),
    line({ sku: 'S-1' }),
    line({ sku: 'S-2' }),
  ],
  'line.kind': () => [
    lines({ fact: 'line.kind', op: 'is', value: 'service' }),
    line({ kind: 'service' }),
    line({ kind: 'goods' }),
  ],
  'line.quantity': () => [
    lines({ fact: 'line.quantity', op: 'at-least', value: 3 }),
    line({ quantity: 3 }),
    line({ quantity: 2 }),
  ],
  'line.amount': () => [
    lines({ fact: 'line.amount', op: 'at-least', value: euros(10) }),
    line({ amount: 1000 }),
    line({ amount: 999 }),
  ],
  'line.discounted': () => [
    lines({ fact: 'line.discounted', op: 'is', value: true }),
    line({ discount: 100 }),
    line({ discount: 0 }),
  ],
  'purchase.total': () => [
    { fact: 'purchase.total', op: 'more-than', value: euros(12) },
    line({ amount: 901 }),
    line({ amount: 900 }),
  ],
  'purchase.currency': () => [{ fact: 'purchase.currency', op: 'is', value: 'CZK' }, inPrague, sale()],
  'purchase.location': () => [{ fact: 'purchase.location', op: 'is', value: prague.id }, inPrague, sale()],
  'purchase.channel': () => [
    { fact: 'purchase.channel', op: 'is-one-of', value: ['web-shop', 'app'] },
    sale({ channel: 'app' }),
    sale({ channel: 'till' }),
  ],
  'purchase.payments': () => [
    { fact: 'purchase.payments', op: 'contains', value: 'card' },
    sale({ payments: [{ kind: 'card', amount: 1000 }] }),
    sale({ payments: [{ kind: 'cash', amount: 1000 }] }),
  ],
  'purchase.codes': () => [
    { fact: 'purchase.codes', op: 'contains', value: 'FLYER7' },
    sale({ codes: ['flyer 7'] }),
    sale({ codes: ['flyer 8'] }),
  ],
  'moment.date': () => [
    { fact: 'moment.date', op: 'on', value: '2026-11-20' },
    at('2026-11-20T22:59:59Z'),
    at('2026-11-20T23:00:00Z'),
  ],
  'moment.weekday': () => [
    { fact: 'moment.weekday', op: 'is', value: 'friday' },
    at('2026-11-19T23:00:00Z'),
    at('2026-11-20T23:00:00Z'),
  ],
  'moment.business-weekday': () => [
    { fact: 'moment.business-weekday', op: 'is', value: 'thursday' },
    at('2026-11-20T03:59:59Z'),
    at('2026-11-20T04:00:00Z'),
  ],
  'moment.time': () => [
    { fact: 'moment.time', op: 'between', value: { from: '22:00', to: '02:00' } },
    at('2026-11-20T00:59:59Z'),
    at('2026-11-20T01:00:00Z'),
  ],
  'event.location': () => [
    { fact: 'event.location', op: 'is', value: shop.id },
    run({}, { location: shop.code }),
    run({}),
  ],
  'event.text': () => [
    { fact: 'event.text', key: 'course', op: 'is', value: 'River' },
    run({ course: 'River' }),
    run({ course: 'Park' }),
  ],
  'event.number': () => [
    { fact: 'event.number', key: 'kilometres', op: 'at-least', value: 10 },
    run({ kilometres: 10 }),
    run({ kilometres: 9.9 }),
  ],
  'event.flag': () => [
    { fact: 'event.flag', key: 'rain', op: 'is', value: true },
    run({ rain: true }),
    run({ rain: false }),
  ],
  'event.date': () => [
    { fact: 'event.date', key: 'day', op: 'in-the-last-days', value: 7 },
    run({ day: '2026-11-16' }),
    run({ day: '2026-11-15' }),
  ],
  'member.purchases': () => [
    { fact: 'member.purchases', op: 'is', value: 2 },
    buys(whoBought(old, {})),
    buys(whoBought(old)),
  ],
  'member.visits': () => [
    { fact: 'member.visits', op: 'is', value: 2 },
    buys(whoBought(old, {})),
    buys(whoBought(old, old)),
  ],
  'member.spend': () => [
    { fact: 'member.spend', op: 'at-least', value: euros(30) },
    buys(whoBought({ lines: [{ amount: 1999 }] }, { lines: [{ amount: 1001 }] })),
    buys(whoBought({ lines: [{ amount: 2999 }] })),
  ],
  'member.first-purchase': () => [
    { fact: 'member.first-purchase', op: 'before', value: '2026-11-01' },
    buys(whoBought(old)),
    buys(anyone()),
  ],
  // The days since the last purchase.
  'member.last-purchase': () => [
    { fact: 'member.last-purchase', op: 'not-in-the-last-days', value: 30 },
    buys(whoBought(old)),
    buys(whoBought(old, { purchasedAt: '2026-10-24T10:00:00Z' })),
  ],
  'member.points': () => [
    { fact: 'member.points', op: 'at-least', value: 30 },
    buys(whoBought({ lines: [{ amount: 3000 }] })),
    buys(whoBought({ lines: [{ amount: 2900 }] })),
  ],
  'member.tier': () => [
    { fact: 'member.tier', op: 'at-least', value: gold.id },
    buys(whoBought({ lines: [{ amount: 50_000 }] })),
    // It lifts the member, but the tier before it decides.
    sale({ lines: [{ amount: 50_000 }] }),
  ],
  'member.home-location': () => [
    { fact: 'member.home-location', op: 'is', value: shop.id },
    buys(whoBought({})),
    buys(anyone()),
  ],
  'member.joined': () => [
    { fact: 'member.joined', op: 'before', value: '2026-11-01' },
    buys(anyone({ joinedAt: new Date('2026-10-31T22:59:59Z') })),
    buys(anyone({ joinedAt: new Date('2026-10-31T23:00:00Z') })),
  ],
  'member.birthday': () => [
    { fact: 'member.birthday', op: 'anniversary-around-days', value: 3 },
    buys(anyone({ birthday: '1990-11-25' })),
    buys(anyone({ birthday: '1990-11-26' })),
  ],
  'member.age': () => [
    { fact: 'member.age', op: 'at-least', value: 18 },
    buys(anyone({ birthday: '2008-11-22' })),
    buys(anyone({ birthday: '2008-11-23' })),
  ],
  'member.language': () => [
    { fact: 'member.language', op: 'is', value: 'cs' },
    buys(whoHas('', { language: 'cs' })),
    buys(whoHas('', { language: 'en' })),
  ],
  'member.kind': () => [
    { fact: 'member.kind', op: 'is', value: 'staff' },
    buys(whoHas('/kind', { kind: 'staff', reason: 'works here' })),
    buys(anyone()),
  ],
  'member.email-confirmed': () => [
    { fact: 'member.email-confirmed', op: 'is', value: true },
    buys(whoConfirmed),
    buys(anyone()),
  ],
  'member.consents': () => [
    { fact: 'member.consents', op: 'contains', value: 'newsletter' },
    buys(anyone({ consents: [{ purpose: 'newsletter', granted: true }] })),
    buys(anyone({ consents: [{ purpose: 'surveys', granted: true }] })),
  ],
  'member.tags': () => [
    { fact: 'member.tags', op: 'contains', value: 'vip' },
    buys(whoHas('/tags', { tags: ['vip'] })),
    buys(whoHas('/tags', { tags: ['regular'] })),
  ],
  'member.badges': () => [
    { fact: 'member.badges', op: 'contains', value: 'taster' },
    buys(whoBought({ lines: [{ category: 'sample', amount: 100 }] })),
    buys(whoBought({ lines: [{ category: 'tea', amount: 100 }] })),
  ],
  'member.segments': () => [
    { fact: 'member.segments', op: 'contains', value: invited },
    buys(async () => {
      const id = await anyone()();
      await send(api, 'post', `/segments/${invited}/members`, { key, body: { members: [id] } }).expect(200);
      return id;
    }),
    buys(anyone()),
  ],
  'member.interests': () => [
    { fact: 'member.interests', op: 'contains', value: 'tea' },
    buys(async () => {
      const { cookie, member } = await makeSignedInMember(api);
      await send(api, 'put', '/me/interests/tea', { cookie, body: { word: 'stated' } }).expect(200);
      return member.id;
    }),
    buys(anyone()),
  ],
  'member.group': () => byScore({ fact: 'member.group', op: 'is', value: 'big-baskets' }),
  'member.class': () => byScore({ fact: 'member.class', op: 'is', value: 'A' }),
  'member.tenth': () => byScore({ fact: 'member.tenth', op: 'is', value: 1 }),
  'member.score': () => byScore({ fact: 'member.score', key: 'loyal', op: 'at-least', value: 10 }),
  'member.attribute': () => [
    { fact: 'member.attribute', key: 'size', op: 'is', value: 'L' },
    buys(whoHas('', { attributes: { size: 'L' } })),
    buys(whoHas('', { attributes: { size: 'M' } })),
  ],
  'member.number-attribute': () => [
    { fact: 'member.number-attribute', key: 'shoe', op: 'at-least', value: 42 },
    buys(whoHas('', { attributes: { shoe: 42.5 } })),
    buys(whoHas('', { attributes: { shoe: 41 } })),
  ],
};

const onEvent: RuleEffect = { kind: 'custom-event', type: 'run', points: 5, perField: null };

it.each(earningFacts)('a rule about %s gives points to the example, and none to the other', async (fact) => {
  const [when, met, other] = cases[fact]();
  const effect = factOf(fact)?.scope === 'event' ? onEvent : fixedPoints(5);
  const client = api.client({ apiKey: key });
  const { id } = await client.call(createEarningRule, { body: { name: { en: fact }, effect, when } });
  await client.call(publishEarningRule, { params: { id } });
  try {
    expect({ met: await met(id), other: await other(id) }).toEqual({ met: 5, other: 0 });
  } finally {
    await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  }
});
