import { randomUUID } from 'node:crypto';
import type { Challenge, Location, OwnChallenge, Task } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { cups, makeStampCard } from '../support/makers/challenges.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeRule, offer, Till } from '../support/makers/purchases.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { send } from '../support/requests.ts';
import { ownStatementsOf } from '../support/statements.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let till: Till;
let database: pg.Pool;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeRule(api);
  till = new Till(api, key, vienna.code);
  database = new pg.Pool({ connectionString: api.databaseUrl, max: 2 });
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await database.end();
  await api.close();
});

const cards: Challenge[] = [];
/** Ends with the test: a live card counts every sale of the club. */
const stampCard = async (more: Parameters<typeof makeStampCard>[1] = {}): Promise<Challenge> => {
  const card = await makeStampCard(api, more);
  cards.push(card);
  return card;
};
afterEach(async () => {
  for (const { id } of cards.splice(0)) {
    const { body } = await send(api, 'get', `/challenges/${id}`, { key }).expect(200);
    if (body.state !== 'draft') await patch(body, { state: 'ended' }).expect(200);
  }
});
const patch = ({ id, version }: Pick<Challenge, 'id' | 'version'>, body: object) =>
  send(api, 'patch', `/challenges/${id}`, { key, version, body });

const newMember = async (): Promise<string> => (await makeMember(api)).id;
const ofMember = async (memberId: string, { id }: Challenge): Promise<OwnChallenge> => {
  const { body } = await send(api, 'get', `/members/${memberId}/challenges`, { key }).expect(200);
  const found = (body.data as OwnChallenge[]).find((each) => each.id === id);
  if (!found) throw new Error('The member does not see the challenge');
  return found;
};
const vouchersOf = async (memberId: string): Promise<{ id: string; state: string; points: number }[]> =>
  (await send(api, 'get', `/members/${memberId}/vouchers`, { key }).expect(200)).body.data;
/** So many of the first line. */
const giveBack = (purchaseId: string, quantity: number) => till.takeBack(purchaseId, [{ line: 0, quantity }]);
const useVoucher = (id: string) =>
  send(api, 'post', `/vouchers/${id}/use`, { key, body: { location: vienna.code } }).set(
    'idempotency-key',
    randomUUID(),
  );
const progressOf = async (memberId: string): Promise<{ counted: number; used: number }[]> =>
  (
    await database.query(
      'select counted::int, used::int from challenge_progress where member_id = $1 order by challenge_id',
      [memberId],
    )
  ).rows;

describe('a stamp card', () => {
  it('counts every piece, fills with the goal and begins again', async () => {
    const card = await stampCard();
    const memberId = await newMember();
    await till.sell(memberId, cups(2));
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 2, missing: 1, filled: 0 });
    const filling = await till.sell(memberId, cups(2));
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 1, missing: 2, filled: 1 });
    expect(await vouchersOf(memberId)).toMatchObject([{ state: 'issued', points: 0 }]);
    const { body } = await send(api, 'get', `/purchases/${filling.id}/challenges`, { key }).expect(200);
    expect(body.data).toMatchObject([{ id: card.id, now: 2, filledNow: 1, counted: 1, goal: 3 }]);
  });

  it('fills several cards at once, but no purchase gives more stamps than the limit', async () => {
    const card = await stampCard({ terms: { most: 7 } });
    const memberId = await newMember();
    await till.sell(memberId, cups(9));
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 1, filled: 2 });
    expect(await vouchersOf(memberId)).toHaveLength(2);
  });

  it('says which purchases counted, which did not and why, and what is on the card', async () => {
    const when = { fact: 'purchase.total', op: 'at-least', value: { amount: 500, currency: 'EUR' } } as const;
    const card = await stampCard({ terms: { when } });
    const memberId = await newMember();
    await till.sell(memberId, cups(1));
    await till.sell(memberId, 3000);
    await till.sell(memberId, cups(4));
    const seen = await ofMember(memberId, card);
    expect(seen.purchases.map(({ counted, reason, filled }) => [counted, reason, filled])).toEqual([
      [4, null, 1],
      [0, 'Nichts davon zählt hier', 0],
      [0, 'Die Bedingung war nicht erfüllt', 0],
    ]);
    expect(seen.stamps).toHaveLength(1);
    expect(seen.stamps[0]).toMatchObject({ location: expect.any(String) });
    expect(seen.vouchers).toMatchObject([{ state: 'issued' }]);
  });

  it('may give one stamp per purchase, and may be filled once only', async () => {
    const card = await stampCard({ goal: 2, repeats: false, terms: { stamps: 'per-purchase' } });
    const memberId = await newMember();
    for (let sold = 0; sold < 3; sold += 1) await till.sell(memberId, cups(5));
    const seen = await ofMember(memberId, card);
    expect(seen).toMatchObject({ counted: 2, missing: 0, filled: 1, done: true });
    expect(seen.purchases[0]).toMatchObject({ counted: 0, reason: 'Schon geschafft' });
    expect(await vouchersOf(memberId)).toHaveLength(1);
  });

  it('may give one stamp a day: three visits, each on another day', async () => {
    const card = await stampCard({ repeats: false, terms: { stamps: 'per-day' } });
    const memberId = await newMember();
    const at = (hours: number) => new Date(api.clock.now() - hours * 3_600_000).toISOString();
    const visit = (hours: number) => ({ ...cups(2), purchasedAt: at(hours) });
    await till.sell(memberId, visit(49));
    const early = await till.sell(memberId, visit(1));
    await till.sell(memberId, visit(0));
    const seen = await ofMember(memberId, card);
    expect(seen).toMatchObject({ counted: 2, filled: 0 });
    expect(seen.purchases[0]).toMatchObject({ counted: 0, reason: 'Nur ein Stempel pro Tag' });
    await giveBack(early.id, 1);
    expect((await ofMember(memberId, card)).counted).toBe(2);
    const offered = [25, 24.5].map((hours) =>
      offer(api, vienna.code, { ...visit(hours), member: { id: memberId } }),
    );
    await api.app.get(BulkPurchases).recordMany(offered, { origin: 'live' });
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 3, filled: 1, done: true });
    expect(await progressOf(memberId)).toEqual([{ counted: 3, used: 3 }]);
  });

  it('counts by the time of the purchase, and nothing while it is paused', async () => {
    const now = api.clock.now();
    const iso = (ms: number) => new Date(now + ms).toISOString();
    const card = await stampCard({ startsAt: iso(-3_600_000), endsAt: iso(3_600_000) });
    const memberId = await newMember();
    await till.sell(memberId, { ...cups(1), purchasedAt: iso(-7_200_000) });
    expect((await ofMember(memberId, card)).purchases).toEqual([]);
    await till.sell(memberId, { ...cups(1), purchasedAt: iso(-1_800_000) });
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 1, state: 'live' });
    const { body: paused } = await patch(card, { state: 'paused' }).expect(200);
    await till.sell(memberId, cups(1));
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 1, state: 'paused' });
    await patch(paused, { state: 'live' }).expect(200);
    await till.sell(memberId, cups(1));
    expect((await ofMember(memberId, card)).counted).toBe(2);
  });

  it('needs a member, and a preview counts nothing', async () => {
    const card = await stampCard();
    const memberId = await newMember();
    const { id } = await till.sell(null, cups(3));
    const { body } = await send(api, 'get', `/purchases/${id}/challenges`, { key }).expect(200);
    expect(body.data).toEqual([]);
    const sale = offer(api, vienna.code, { ...cups(3), member: { id: memberId } });
    await send(api, 'post', '/purchases?dryRun=true', { key, body: sale }).expect(200);
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 0, filled: 0, purchases: [] });
  });

  it('counts many purchases of an import in their order', async () => {
    const card = await stampCard();
    const memberId = await newMember();
    const offered = [1, 2, 3].map((quantity) =>
      offer(api, vienna.code, { ...cups(quantity), member: { id: memberId } }),
    );
    const results = await api.app.get(BulkPurchases).recordMany(offered, { origin: 'live' });
    expect(results.every((result) => 'recorded' in result)).toBe(true);
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 0, filled: 2 });
    expect(await progressOf(memberId)).toEqual([{ counted: 6, used: 6 }]);
  });

  it('shows its figures, and filled cards in the timeline', async () => {
    const card = await stampCard();
    const memberId = await newMember();
    await till.sell(memberId, cups(6));
    const [voucher] = await vouchersOf(memberId);
    await useVoucher(voucher?.id ?? '').expect(201);
    const { body } = await send(api, 'get', `/challenges/${card.id}`, { key }).expect(200);
    expect(body.figures).toEqual({ members: 1, filled: 2, vouchersUsed: 1 });
    const timeline = await send(api, 'get', `/members/${memberId}/timeline`, { key }).expect(200);
    const told = timeline.body.data as { kind: string }[];
    expect(told.filter(({ kind }) => kind === 'challenge.filled')).toHaveLength(2);
  });
});

describe('the voucher of a filled card', () => {
  it('costs nothing, counts neither for the stock nor for the limit, and cannot be cancelled', async () => {
    const reward = await makeReward(api, { stock: 1, perMember: 1, points: 1 });
    await stampCard({ reward: { kind: 'voucher', rewardId: reward.id } });
    const session = await makeSignedInMember(api);
    await till.sell(session.member.id, cups(6));
    const own = await send(api, 'get', '/me/vouchers', session).expect(200);
    expect(own.body.data).toHaveLength(2);
    const { redemptionId } = own.body.data[0];
    const cancelled = await send(api, 'post', `/redemptions/${redemptionId}/cancel`, {
      ...session,
      body: {},
    }).set('idempotency-key', randomUUID());
    expect([cancelled.status, cancelled.body.code]).toEqual([422, 'voucher-was-given']);
    await send(api, 'post', `/rewards/${reward.id}/redemptions`, { ...session, body: {} })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const { body } = await send(api, 'get', `/rewards/${reward.id}`, { key }).expect(200);
    expect(body).toMatchObject({ stock: 0, redeemed: 1 });
  });
});

describe('a return', () => {
  it('takes its stamps back, in parts', async () => {
    const card = await stampCard({ goal: 10 });
    const memberId = await newMember();
    const { id } = await till.sell(memberId, cups(3));
    await giveBack(id, 1);
    expect((await ofMember(memberId, card)).counted).toBe(2);
    await giveBack(id, 2);
    const seen = await ofMember(memberId, card);
    expect(seen).toMatchObject({ counted: 0, stamps: [] });
    expect(seen.purchases).toMatchObject([{ counted: 0, reason: 'Was gezählt hatte, wurde zurückgegeben' }]);
  });

  it('withdraws an unused voucher, and a mistaken return gives the same one again', async () => {
    const card = await stampCard();
    const memberId = await newMember();
    const { id } = await till.sell(memberId, cups(4));
    const [given] = await vouchersOf(memberId);
    const back = await giveBack(id, 2);
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 2, filled: 0, vouchers: [] });
    expect(await vouchersOf(memberId)).toMatchObject([{ id: given?.id, state: 'cancelled' }]);
    await useVoucher(given?.id ?? '').expect(422);
    await send(api, 'post', `/returns/${back.id}/reverse`, { key, body: { reason: 'a mistake' } })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 1, filled: 1 });
    expect(await vouchersOf(memberId)).toMatchObject([{ id: given?.id, state: 'issued' }]);
    await useVoucher(given?.id ?? '').expect(201);
  });

  it('leaves a used voucher, and its stamps must be counted again before the next card', async () => {
    const card = await stampCard();
    const memberId = await newMember();
    const { id } = await till.sell(memberId, cups(4));
    const [given] = await vouchersOf(memberId);
    await useVoucher(given?.id ?? '').expect(201);
    await giveBack(id, 4);
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 0, owed: 3, filled: 1 });
    expect(await vouchersOf(memberId)).toMatchObject([{ state: 'used' }]);
    await till.sell(memberId, cups(5));
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 2, owed: 0, filled: 1 });
    await till.sell(memberId, cups(1));
    expect(await vouchersOf(memberId)).toHaveLength(2);
  });

  it('tells the team of a used voucher that stays, once per purchase, and the member nothing', async () => {
    const card = await stampCard();
    const { member, cookie } = await makeSignedInMember(api);
    const { id } = await till.sell(member.id, cups(3));
    const [given] = await vouchersOf(member.id);
    await useVoucher(given?.id ?? '').expect(201);
    await giveBack(id, 1);
    const tasks = async (): Promise<Task[]> => {
      const { body } = await send(api, 'get', '/tasks?kind=voucher-kept&state=open&limit=200', { key });
      return (body.data as Task[]).filter((task) => task.member?.id === member.id);
    };
    await expect
      .poll(tasks, { timeout: 15_000, interval: 50 })
      .toMatchObject([
        { purchase: { id }, challenge: { id: card.id }, location: { id: vienna.id }, text: '', rule: null },
      ]);
    await giveBack(id, 2);
    const [task] = await tasks();
    const finish = { key, body: { note: 'Guest is known' } };
    await send(api, 'post', `/tasks/${task?.id}/done`, finish).expect(200);
    expect(await tasks()).toEqual([]);
    const { body: own } = await send(api, 'get', '/me/tasks', { cookie }).expect(200);
    expect(own.data).toEqual([]);
  });

  it('counts by the terms of the sale, whatever the card says later', async () => {
    const card = await stampCard({ goal: 10 });
    const memberId = await newMember();
    const { id } = await till.sell(memberId, cups(3));
    await patch(card, {
      terms: { kind: 'stamp-card', where: { fact: 'line.category', op: 'is', value: 'tea' } },
    }).expect(200);
    await giveBack(id, 1);
    expect((await ofMember(memberId, card)).counted).toBe(2);
  });
});

describe('at the same time', () => {
  it('purchases of one member fill each card exactly once', async () => {
    const card = await stampCard();
    const memberId = await newMember();
    await Promise.all(Array.from({ length: 31 }, () => till.sell(memberId, cups(1))));
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 1, filled: 10 });
    expect(await vouchersOf(memberId)).toHaveLength(10);
    expect(await progressOf(memberId)).toEqual([{ counted: 31, used: 30 }]);
  });

  it('a voucher is used or withdrawn, never both', async () => {
    const card = await stampCard();
    for (let round = 0; round < 8; round += 1) {
      const memberId = await newMember();
      const { id } = await till.sell(memberId, cups(3));
      const [given] = await vouchersOf(memberId);
      const [used] = await Promise.all([useVoucher(given?.id ?? ''), giveBack(id, 1)]);
      const [after] = await vouchersOf(memberId);
      const seen = await ofMember(memberId, card);
      if (used.status === 201) {
        expect(after?.state).toBe('used');
        expect(seen).toMatchObject({ filled: 1, owed: 1 });
      } else {
        expect(after?.state).toBe('cancelled');
        expect(seen).toMatchObject({ filled: 0, owed: 0, counted: 2 });
      }
    }
  });
});

describe('a sale', () => {
  it('asks nothing while no challenge is live, and needs no further call with one', async () => {
    const memberId = await newMember();
    const plain = await ownStatementsOf(() => till.sell(memberId, cups(1)));
    expect(plain).toEqual(['purchase-context', 'purchase-record']);
    const { rows } = await database.query('select from challenge_counts where member_id = $1', [memberId]);
    expect(rows).toEqual([]);
    await stampCard();
    await till.sell(memberId, cups(1));
    expect(await ownStatementsOf(() => till.sell(memberId, cups(2)))).toEqual([
      'purchase-context',
      'purchase-record',
    ]);
    expect(await vouchersOf(memberId)).toHaveLength(1);
  });

  it('that is refused changes nothing', async () => {
    const card = await stampCard();
    const memberId = await newMember();
    const body = offer(api, vienna.code, { ...cups(3), member: { id: memberId } });
    const post = () => send(api, 'post', '/purchases', { key, body }).set('idempotency-key', randomUUID());
    await post().expect(201);
    await post().expect(409);
    expect(await ofMember(memberId, card)).toMatchObject({ counted: 0, filled: 1 });
    expect(await progressOf(memberId)).toEqual([{ counted: 3, used: 3 }]);
  });
});

it('makes one task of the reports that a stamp is missing; nobody can report about a draft', async () => {
  const card = await stampCard();
  const session = await makeSignedInMember(api);
  const staff = (at: Location) => makeStaff(api, ['cashier'], { locationIds: [at.id] });
  const [here, there] = [await staff(vienna), await staff(await makeLocation(api))];
  const seen = async (caller: object) =>
    (await send(api, 'get', '/tasks?kind=stamp-missing', caller).expect(200)).body.data.length;
  const report = (id: string, text: string) =>
    send(api, 'post', `/challenges/${id}/reports`, { ...session, body: { text } });
  const { body: first } = await report(card.id, 'One is missing').expect(201);
  expect([await seen(here), await seen(there)]).toEqual([0, 0]);
  // The team of the shop where the member bought last can look.
  await till.sell(session.member.id, cups(1));
  const { body: second } = await report(card.id, 'Two, in fact').expect(201);
  expect([await seen(here), await seen(there)]).toEqual([1, 0]);
  expect(second).toMatchObject({
    id: first.id,
    challengeId: card.id,
    text: 'One is missing\n\nTwo, in fact',
  });
  const { body } = await send(api, 'get', '/tasks?kind=stamp-missing', { key }).expect(200);
  expect(body.data).toMatchObject([{ challenge: { id: card.id, name: card.name }, purchase: null }]);
  await send(api, 'post', `/tasks/${first.id}/done`, { key, body: { note: 'Booked' } }).expect(200);
  const { body: own } = await send(api, 'get', `/me/tasks?challenge=${card.id}`, session).expect(200);
  expect(own.data).toMatchObject([{ state: 'done', note: 'Booked' }]);
  const draft = await stampCard({ state: 'draft' });
  await report(draft.id, 'Where is it?').expect(404);
});

it('tells staff of other locations nothing about a purchase', async () => {
  await stampCard();
  const { id } = await till.sell(await newMember(), cups(1));
  const berlin = await makeLocation(api);
  const here = await makeStaff(api, ['cashier'], { locationIds: [vienna.id] });
  const there = await makeStaff(api, ['cashier'], { locationIds: [berlin.id] });
  const seen = async (session: object) =>
    (await send(api, 'get', `/purchases/${id}/challenges`, session).expect(200)).body.data.length;
  expect([await seen(here), await seen(there)]).toEqual([1, 0]);
});
