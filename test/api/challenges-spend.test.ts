import { randomUUID } from 'node:crypto';
import type { Challenge, OwnChallenge } from '@regulars/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ClubSettings } from '../../apps/api/src/features/club/index.ts';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { bags, makeSpendChallenge, makeStampCard, makeStreak } from '../support/makers/challenges.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, offer, Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let code: string;
let till: Till;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  code = (await makeLocation(api)).code;
  till = new Till(api, key, code);
});
afterAll(() => api.close());

const live: Challenge[] = [];
const kept = async (made: Promise<Challenge>): Promise<Challenge> => {
  const challenge = await made;
  live.push(challenge);
  return challenge;
};
/** Ends with the test: a live one counts every sale of the club. */
afterEach(async () => {
  for (const { id } of live.splice(0)) {
    const { body } = await send(api, 'get', `/challenges/${id}`, { key }).expect(200);
    await patch(body, { state: 'ended' }).expect(200);
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
const giveBack = (purchaseId: string, quantity: number) => till.takeBack(purchaseId, [{ line: 0, quantity }]);
const reverse = (returnId: string) =>
  send(api, 'post', `/returns/${returnId}/reverse`, { key, body: { reason: 'A mistake' } })
    .set('idempotency-key', randomUUID())
    .expect(201);
const useVoucher = (id: string) =>
  send(api, 'post', `/vouchers/${id}/use`, { key, body: { location: code } })
    .set('idempotency-key', randomUUID())
    .expect(201);
/** Bought at noon of that day in Berlin. */
const on = (date: string, quantity: number) => ({
  ...bags(quantity),
  purchasedAt: `${date}T11:00:00Z`,
});

describe('spend €50 on beans', () => {
  it('counts money, fills with the goal and begins again', async () => {
    const challenge = await kept(makeSpendChallenge(api));
    const memberId = await newMember();
    await till.sell(memberId, bags(2));
    await till.sell(memberId, 9900);
    expect(await ofMember(memberId, challenge)).toMatchObject({
      unit: { kind: 'money', currency: 'EUR' },
      counted: 2500,
      missing: 2500,
      stamps: [],
      purchases: [{ counted: 0, reason: 'Nichts davon zählt hier' }, { counted: 2500 }],
    });
    const { id } = await till.sell(memberId, bags(3));
    expect(await ofMember(memberId, challenge)).toMatchObject({ counted: 1250, missing: 3750, filled: 1 });
    const { body } = await send(api, 'get', `/purchases/${id}/challenges`, { key }).expect(200);
    expect(body.data).toMatchObject([{ now: 3750, filledNow: 1, unit: { kind: 'money' } }]);
  });

  it('counts net money where the club earns on it, also after a return', async () => {
    const { points } = await api.app.get(ClubSettings).current();
    await changeClub(api, { points: { ...points, base: 'net' } });
    const challenge = await kept(makeSpendChallenge(api));
    const memberId = await newMember();
    const [line] = bags(2).lines;
    const { id } = await till.sell(memberId, { lines: [{ ...line, name: 'Beans', taxRate: 25 }] });
    expect((await ofMember(memberId, challenge)).counted).toBe(2000);
    await changeClub(api, { points });
    await giveBack(id, 1);
    expect((await ofMember(memberId, challenge)).counted).toBe(1000);
  });

  it('takes returned money back, and gives it again if the return was a mistake', async () => {
    const challenge = await kept(makeSpendChallenge(api));
    const memberId = await newMember();
    const { id } = await till.sell(memberId, bags(5));
    const back = await giveBack(id, 2);
    expect(await ofMember(memberId, challenge)).toMatchObject({ counted: 3750, filled: 0 });
    await reverse(back.id);
    expect(await ofMember(memberId, challenge)).toMatchObject({ counted: 1250, filled: 1 });
  });

  it('is exact while purchases and returns of one member come at the same time', async () => {
    const challenge = await kept(makeSpendChallenge(api));
    const memberId = await newMember();
    const first = await Promise.all(Array.from({ length: 12 }, () => till.sell(memberId, bags(1))));
    await Promise.all([
      ...first.slice(0, 5).map(({ id }) => giveBack(id, 1)),
      ...Array.from({ length: 6 }, () => till.sell(memberId, bags(1))),
    ]);
    // 13 bags of €12.50 are left: three times €50, and €12.50.
    expect(await ofMember(memberId, challenge)).toMatchObject({ counted: 1250, filled: 3, owed: 0 });
  });

  it('fills at most 50 cards with one purchase', async () => {
    const challenge = await kept(makeSpendChallenge(api, { goal: 100 }));
    const memberId = await newMember();
    await till.sell(memberId, bags(5));
    expect(await ofMember(memberId, challenge)).toMatchObject({ counted: 0, filled: 50 });
  });

  it('fills no card with a purchase that counts nothing, also after the goal was lowered', async () => {
    const challenge = await kept(makeSpendChallenge(api));
    const memberId = await newMember();
    await till.sell(memberId, bags(3));
    await patch(challenge, { goal: 1250 }).expect(200);
    await till.sell(memberId, 900);
    await till.sell(memberId, 900);
    expect(await ofMember(memberId, challenge)).toMatchObject({ filled: 0, vouchers: [] });
    await till.sell(memberId, bags(1));
    expect(await ofMember(memberId, challenge)).toMatchObject({ filled: 4, counted: 0 });
  });

  it('asks what is left of a purchase, and not what came back', async () => {
    const cake = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'cake' } } as const;
    const challenge = await kept(makeSpendChallenge(api, { terms: { when: cake } }));
    const memberId = await newMember();
    const [beans] = bags(4).lines;
    const lines = [
      { ...beans, name: 'Beans' },
      { name: 'Cake', category: 'cake', quantity: 1, unitPrice: 400 },
    ];
    const { id } = await till.sell(memberId, { lines });
    expect((await ofMember(memberId, challenge)).filled).toBe(1);
    await till.takeBack(id, [{ line: 1, quantity: 1 }]);
    expect(await ofMember(memberId, challenge)).toMatchObject({ filled: 0, counted: 0 });
  });

  it('asks about the day as it was at the sale, also if the club has another time zone since then', async () => {
    const day = { fact: 'moment.date', op: 'on', value: '2026-06-16' } as const;
    const challenge = await kept(makeSpendChallenge(api, { terms: { when: day } }));
    const memberId = await newMember();
    const { timeZone } = await api.app.get(ClubSettings).current();
    // Half past midnight of the 16th in Vienna, and still the 15th in UTC.
    const { id } = await till.sell(memberId, { ...bags(5), purchasedAt: '2026-06-15T22:30:00Z' });
    expect(await ofMember(memberId, challenge)).toMatchObject({ filled: 1, counted: 1250 });
    await changeClub(api, { timeZone: 'UTC' });
    await giveBack(id, 1);
    await changeClub(api, { timeZone });
    expect(await ofMember(memberId, challenge)).toMatchObject({ filled: 1, counted: 0 });
  });

  it('refuses a goal or a change that would mix stamps and money', async () => {
    const challenge = await kept(makeSpendChallenge(api));
    const refusal = async (body: object): Promise<unknown> =>
      (await patch(challenge, body).expect(400)).body.errors[0].pointer;
    expect(await refusal({ goal: 99 })).toBe('/goal');
    expect(await refusal({ goal: 10, terms: { kind: 'stamp-card' } })).toBe('/terms/kind');
    expect(await refusal({ terms: { kind: 'spend', currency: 'CZK' } })).toBe('/terms/currency');
    expect(await refusal({ terms: { kind: 'spend', currency: 'euro' } })).toBe('/terms/currency');
    expect(await refusal({ terms: { kind: 'spend', currency: 'EUR', restarts: 'week' } })).toBe(
      '/terms/restarts',
    );
    expect(await refusal({ mostFilled: 0 })).toBe('/mostFilled');
    const card = await kept(makeStampCard(api));
    const long = await patch(card, { goal: 51 }).expect(400);
    expect(long.body.errors[0].pointer).toBe('/goal');
  });
});

describe('in each month', () => {
  it('begins at nothing, and a return counts in the month of its purchase', async () => {
    const challenge = await kept(makeSpendChallenge(api, { terms: { restarts: 'month' } }));
    const memberId = await newMember();
    const today = api.clock.now();
    const month = new Date(today).toISOString().slice(0, 7);
    const earlier = '2026-06';
    const inJune = await till.sell(memberId, on(`${earlier}-15`, 5));
    await till.sell(memberId, on(`${earlier}-20`, 1));
    expect(await ofMember(memberId, challenge)).toMatchObject({ counted: 0, filled: 1, restarts: 'month' });
    expect(month).not.toBe(earlier);
    await till.sell(memberId, bags(3));
    const now = await ofMember(memberId, challenge);
    expect(now).toMatchObject({ counted: 3750, filled: 1, owed: 0 });
    expect(Date.parse(now.periodEndsAt ?? '')).toBeGreaterThan(today);
    const back = await giveBack(inJune.id, 3);
    expect(await ofMember(memberId, challenge)).toMatchObject({ counted: 3750, filled: 0 });
    await till.sell(memberId, bags(1));
    expect(await ofMember(memberId, challenge)).toMatchObject({ counted: 0, filled: 1 });
    await reverse(back.id);
    expect(await ofMember(memberId, challenge)).toMatchObject({ counted: 0, filled: 2 });
  });

  it('shows after its end the last month in which something counted', async () => {
    const challenge = await makeSpendChallenge(api, { terms: { restarts: 'month' } });
    const memberId = await newMember();
    await till.sell(memberId, on('2026-06-15', 1));
    expect(await ofMember(memberId, challenge)).toMatchObject({ state: 'live', counted: 0 });
    await patch(challenge, { state: 'ended' }).expect(200);
    expect(await ofMember(memberId, challenge)).toMatchObject({
      state: 'ended',
      counted: 1250,
      periodEndsAt: null,
    });
  });

  it('fills once a month, or at most so often per member', async () => {
    const monthly = await kept(
      makeSpendChallenge(api, {
        goal: 1000,
        repeats: false,
        mostFilled: 2,
        terms: { restarts: 'month' },
      }),
    );
    const memberId = await newMember();
    await till.sell(memberId, on('2026-05-04', 1));
    await till.sell(memberId, on('2026-05-05', 1));
    expect(await ofMember(memberId, monthly)).toMatchObject({ filled: 1, done: false });
    await till.sell(memberId, on('2026-06-04', 1));
    await till.sell(memberId, on('2026-07-04', 1));
    expect(await ofMember(memberId, monthly)).toMatchObject({
      filled: 2,
      done: true,
      purchases: [
        { counted: 0, reason: 'Schon geschafft' },
        { counted: 1250 },
        { counted: 0 },
        { counted: 1250 },
      ],
    });
  });

  it('keeps weeks apart: three visits in a week', async () => {
    const weekly = await kept(
      makeStampCard(api, {
        repeats: false,
        terms: {
          stamps: 'per-day',
          restarts: 'week',
          where: { fact: 'line.category', op: 'is', value: 'beans' },
        },
      }),
    );
    const memberId = await newMember();
    // Thursday, Sunday, then Monday and Tuesday of the next week.
    for (const date of ['2026-06-04', '2026-06-07', '2026-06-08', '2026-06-09'])
      await till.sell(memberId, on(date, 1));
    expect((await ofMember(memberId, weekly)).filled).toBe(0);
    await till.sell(memberId, on('2026-06-14', 1));
    expect(await ofMember(memberId, weekly)).toMatchObject({ filled: 1, counted: 0, stamps: [] });
  });

  it('keeps the months of many purchases of an import apart', async () => {
    const challenge = await kept(makeSpendChallenge(api, { terms: { restarts: 'month' } }));
    const memberId = await newMember();
    const offered = ['2026-05-30', '2026-06-01', '2026-06-02', '2026-07-01'].map((date) =>
      offer(api, code, { ...on(date, 2), member: { id: memberId } }),
    );
    const results = await api.app.get(BulkPurchases).recordMany(offered, { origin: 'live' });
    expect(results.every((result) => 'recorded' in result)).toBe(true);
    expect(await ofMember(memberId, challenge)).toMatchObject({ filled: 1, counted: 0 });
  });
});

describe('weeks in a row', () => {
  const vouchersOf = async (memberId: string, challenge: Challenge) =>
    (await ofMember(memberId, challenge)).vouchers.map(({ state }) => state);

  it('fill the card, which begins again with a gap, and say what keeps it', async () => {
    const streak = await kept(makeStreak(api));
    const memberId = await newMember();
    const week = 7 * 86_400_000;
    const ago = (weeks: number) => ({
      ...bags(1),
      purchasedAt: new Date(api.clock.now() - weeks * week).toISOString(),
    });
    await till.sell(memberId, ago(2));
    // Another purchase of that week changes nothing.
    await till.sell(memberId, ago(2));
    const open = await ofMember(memberId, streak);
    expect(open).toMatchObject({
      unit: { kind: 'periods', every: 'week' },
      counted: 0,
      missing: 3,
      streak: { counted: false, endsAt: null },
    });
    await till.sell(memberId, ago(1));
    const waiting = await ofMember(memberId, streak);
    expect(waiting).toMatchObject({ counted: 2, missing: 1, streak: { counted: false } });
    expect(waiting.stamps).toHaveLength(2);
    expect(Date.parse(waiting.streak?.endsAt ?? '')).toBeLessThan(api.clock.now() + week);
    const { id } = await till.sell(memberId, bags(1));
    expect(await ofMember(memberId, streak)).toMatchObject({
      counted: 0,
      filled: 1,
      streak: { counted: true, endsAt: null },
    });
    const { body } = await send(api, 'get', `/purchases/${id}/challenges`, { key }).expect(200);
    expect(body.data).toMatchObject([{ now: 1, filledNow: 1, unit: { kind: 'periods' } }]);
  });

  it('count also when no more can be filled, so a return takes nothing from who still has a run', async () => {
    const streak = await kept(makeStreak(api, { repeats: false, mostFilled: 1 }));
    const memberId = await newMember();
    const first = await till.sell(memberId, on('2026-06-02', 1));
    const second = await till.sell(memberId, on('2026-06-09', 1));
    await till.sell(memberId, on('2026-06-16', 1));
    expect(await ofMember(memberId, streak)).toMatchObject({ filled: 1, done: true });
    const again = await till.sell(memberId, on('2026-06-03', 1));
    await till.sell(memberId, on('2026-06-23', 1));
    const { body } = await send(api, 'get', `/purchases/${again.id}/challenges`, { key }).expect(200);
    expect(body.data).toEqual([]);
    await giveBack(first.id, 1);
    expect(await ofMember(memberId, streak)).toMatchObject({ filled: 1, done: true });
    await giveBack(again.id, 1);
    expect(await ofMember(memberId, streak)).toMatchObject({ filled: 1, done: true });
    await giveBack(second.id, 1);
    expect(await ofMember(memberId, streak)).toMatchObject({ filled: 0, done: false });
  });

  it('a late receipt closes a gap; a return opens it, takes the voucher, and a mistake gives it back', async () => {
    const streak = await kept(makeStreak(api));
    const memberId = await newMember();
    await till.sell(memberId, on('2026-06-04', 1));
    await till.sell(memberId, on('2026-06-18', 1));
    expect((await ofMember(memberId, streak)).filled).toBe(0);
    const { id } = await till.sell(memberId, on('2026-06-11', 1));
    expect(await vouchersOf(memberId, streak)).toEqual(['issued']);
    const back = await giveBack(id, 1);
    expect(await ofMember(memberId, streak)).toMatchObject({ filled: 0, vouchers: [] });
    await reverse(back.id);
    expect(await vouchersOf(memberId, streak)).toEqual(['issued']);
    // Another purchase of the week keeps the row.
    await till.sell(memberId, on('2026-06-12', 1));
    await giveBack(id, 1);
    expect(await vouchersOf(memberId, streak)).toEqual(['issued']);
  });

  it('a voucher that was used stays after a return, and the next weeks make up for it', async () => {
    const streak = await kept(makeStreak(api));
    const memberId = await newMember();
    await till.sell(memberId, on('2026-06-04', 1));
    const { id } = await till.sell(memberId, on('2026-06-11', 1));
    await till.sell(memberId, on('2026-06-18', 1));
    const [voucher] = (await ofMember(memberId, streak)).vouchers;
    await useVoucher(voucher?.id ?? '');
    await giveBack(id, 1);
    expect(await ofMember(memberId, streak)).toMatchObject({ filled: 1, counted: 0, owed: 3 });
    await till.sell(memberId, on('2026-06-25', 1));
    await till.sell(memberId, on('2026-07-02', 1));
    expect((await ofMember(memberId, streak)).filled).toBe(1);
    for (const date of ['2026-07-09', '2026-07-16', '2026-07-23']) await till.sell(memberId, on(date, 1));
    expect((await ofMember(memberId, streak)).filled).toBe(2);
  });

  it('are exact while purchases of many weeks and returns come at the same time, and in one import', async () => {
    const streak = await kept(makeStreak(api));
    const [memberId, imported] = [await newMember(), await newMember()];
    const dates = ['2026-06-04', '2026-06-11', '2026-06-18', '2026-06-25', '2026-07-02', '2026-07-09'];
    const sold = await Promise.all([...dates, ...dates].map((date) => till.sell(memberId, on(date, 1))));
    await Promise.all(sold.slice(0, 6).map(({ id }) => giveBack(id, 1)));
    expect(await ofMember(memberId, streak)).toMatchObject({ filled: 2, owed: 0 });
    await Promise.all(sold.slice(7, 9).map(({ id }) => giveBack(id, 1)));
    // The first week, and four in a row, are left.
    expect(await ofMember(memberId, streak)).toMatchObject({ filled: 1, owed: 0 });
    const offered = [...dates]
      .reverse()
      .map((date) => offer(api, code, { ...on(date, 1), member: { id: imported } }));
    await api.app.get(BulkPurchases).recordMany(offered, { origin: 'live' });
    expect((await ofMember(imported, streak)).filled).toBe(2);
  });

  it('refuse a change of what counted, also of the goal', async () => {
    const streak = await kept(makeStreak(api));
    const refusal = async (body: object): Promise<unknown> =>
      (await patch(streak, body).expect(400)).body.errors[0].pointer;
    expect(await refusal({ goal: 4 })).toBe('/goal');
    expect(await refusal({ terms: { kind: 'streak', every: 'month' } })).toBe('/terms/every');
    expect(await refusal({ terms: { kind: 'stamp-card' } })).toBe('/terms/kind');
    expect(await refusal({ terms: { kind: 'streak', every: 'day' } })).toBe('/terms/every');
    await patch(streak, { terms: { kind: 'streak', every: 'week' } }).expect(200);
    const draft = await makeStreak(api, { state: 'draft' });
    const long = await patch(draft, { goal: 53 }).expect(400);
    expect(long.body.errors[0].pointer).toBe('/goal');
  });
});
