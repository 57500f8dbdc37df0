import type { Task } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { PayReferralsJob } from '../../apps/api/src/features/referrals/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { changeStatus, makeSignedInMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { makeReferralRule, referralCodeOf } from '../support/makers/referrals.ts';
import { cookiesOf, expectProblem, send, type Sender } from '../support/requests.ts';

const password = 'ein Satz mit Freunden';

let api: TestApp;
let key: string;
let till: Till;
let rule: string;
/** Each test has its own. */
let year = 2026;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
  till = new Till(api, key, (await makeLocation(api)).code);
});
beforeEach(async () => {
  year += 1;
  at('03-02', '12:00');
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

/** A moment of the club, in winter. */
const at = (day: string, time: string, of = year): void => api.clock.set(`${of}-${day}T${time}:00+01:00`);
const pay = () => api.app.get(PayReferralsJob).run();
const bringing = async (effect: object = {}): Promise<void> => {
  const made = await makeReferralRule(api, effect, { validUntil: `${year}-12-31T00:00:00Z` });
  rule = made.id;
};
const ownOf = async ({ cookie }: { cookie: string }) =>
  (await send(api, 'get', '/me/referral', { cookie }).expect(200)).body;
const codeOf = (member: { cookie: string }): Promise<string> => referralCodeOf(api, member);
let friends = 0;
/** Joins on their own. */
const join = async (referral: string | undefined, more: object = {}, cookie = '') => {
  friends += 1;
  const reply = await send(api, 'post', '/registrations', {
    body: {
      email: `friend-${friends}@example.org`,
      password,
      firstName: 'Frieda',
      language: 'de',
      consents: [{ purpose: 'terms', granted: true }],
      ...(referral === undefined ? {} : { referral }),
      ...more,
    },
  })
    .set('origin', api.url)
    .set('cookie', cookie)
    .expect(201);
  return { id: reply.body.member.id as string, cookie: cookiesOf(reply) };
};
const pointsOf = async (id: string): Promise<number> =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body.available;
const listed = async (query: string) =>
  (await send(api, 'get', `/referrals?${query}`, { key }).expect(200)).body.data;
const back = ({ id }: { id: string }, line: number) => till.takeBack(id, [{ line, quantity: 1 }]);
const close = async (id: string): Promise<void> => {
  await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'Asked at the till' } }).expect(200);
};
const stateOf = async (friend: { id: string }): Promise<string> =>
  (await listed(`member=${friend.id}`))[0]?.state;

describe('a friend who joins by the link of a member', () => {
  it('brings both their points when the purchase can no longer be returned, once', async () => {
    await bringing();
    const anna = await makeSignedInMember(api);
    const { code, link, offers, counts } = await ownOf(anna);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(link).toMatch(new RegExp(`/join\\?from=${code}$`));
    expect((await ownOf(anna)).code).toBe(code);
    expect(offers).toMatchObject([
      { points: 200, friendPoints: 100, minimumSpend: 2000, currency: 'EUR', waitDays: 14 },
    ]);
    expect(counts).toEqual({ joined: 0, waiting: 0, paid: 0, points: 0 });

    const friend = await join(String(code).toLowerCase());
    expect((await ownOf(anna)).friends).toEqual([
      { joinedOn: `${year}-03-02`, progress: 'joined', countsAt: null, points: 0 },
    ]);
    await till.sell(friend.id, 1999);
    at('03-05', '18:00');
    await till.sell(friend.id, 2000);
    await pay();
    expect((await ownOf(friend)).own).toMatchObject({ progress: 'returnable', points: 0 });
    const { countsAt } = (await ownOf(anna)).friends[0];
    expect(countsAt).toBe(`${year}-03-19T23:00:00.000Z`);
    at('03-19', '23:59');
    await pay();
    expect([await pointsOf(anna.member.id), await pointsOf(friend.id)]).toEqual([0, 0]);

    at('03-20', '00:00');
    await Promise.all([pay(), pay(), pay()]);
    await pay();
    expect([await pointsOf(anna.member.id), await pointsOf(friend.id)]).toEqual([200, 100]);
    expect((await ownOf(anna)).counts).toEqual({ joined: 1, waiting: 0, paid: 1, points: 200 });
    const { body } = await send(api, 'get', '/me/activity', { cookie: anna.cookie }).expect(200);
    expect(body.data).toHaveLength(1);
    expect(body.data[0].explanation).toMatchObject([
      {
        title: 'Bring Freunde mit',
        reason: '200 Punkte für die Empfehlung: neues Mitglied hat eingekauft',
      },
    ]);
    const text = JSON.stringify([await ownOf(anna), body]);
    expect(text).not.toContain(friend.id);
    expect(text).not.toContain('Frieda');
  });

  it('brings nothing for a purchase that is returned in time, and something for a later one', async () => {
    await bringing();
    const anna = await makeSignedInMember(api);
    const code = await codeOf(anna);
    const [whole, part, little] = [await join(code), await join(code), await join(code)];
    const bought = await till.sell(whole.id, 3000);
    const lines = [{ amount: 1500 }, { amount: 1500 }];
    const halved = await till.sell(part.id, { lines });
    const kept = await till.sell(little.id, { lines: [{ amount: 2500 }, { amount: 500 }] });
    await pay();
    at('03-10', '12:00');
    await back(bought, 0);
    await back(halved, 0);
    await back(kept, 1);
    await till.sell(whole.id, 2500);
    at('03-20', '12:00');
    await pay();
    expect([await stateOf(whole), await stateOf(part), await stateOf(little)]).toEqual([
      'open',
      'open',
      'paid',
    ]);
    expect(await pointsOf(anna.member.id)).toBe(200);
    at('03-25', '12:00');
    await pay();
    expect(await stateOf(whole)).toBe('paid');
    expect(await pointsOf(anna.member.id)).toBe(400);
  });

  it('costs the points again when the purchase is returned later', async () => {
    await bringing();
    const anna = await makeSignedInMember(api);
    const friend = await join(await codeOf(anna));
    const bought = await till.sell(friend.id, { lines: [{ amount: 3000 }, { amount: 1000 }] });
    at('03-20', '12:00');
    await pay();
    await back(bought, 1);
    await back(bought, 0);
    await expect.poll(() => stateOf(friend), { timeout: 15_000, interval: 50 }).toBe('returned');
    expect([await pointsOf(anna.member.id), await pointsOf(friend.id)]).toEqual([0, 0]);
    const { body } = await send(api, 'get', '/me/activity', { cookie: anna.cookie }).expect(200);
    expect(body.data[0]).toMatchObject({ points: -200, explanation: [{ title: 'Empfehlung' }] });
    await till.sell(friend.id, 5000);
    at('05-20', '12:00');
    await pay();
    expect(await pointsOf(anna.member.id)).toBe(0);
    expect((await ownOf(anna)).friends).toMatchObject([{ progress: 'ended', points: 0 }]);
  });

  it('counts up to the limit of a year, also when many are due together', async () => {
    await bringing({ mostPerYear: 2, waitDays: 0 });
    const anna = await makeSignedInMember(api);
    const code = await codeOf(anna);
    const brought = await Promise.all([1, 2, 3, 4].map(() => join(code)));
    for (const { id } of brought) await till.sell(id, 2000);
    await Promise.all([pay(), pay()]);
    expect(await pointsOf(anna.member.id)).toBe(400);
    expect(await Promise.all(brought.map(({ id }) => pointsOf(id)))).toEqual([100, 100, 100, 100]);
  });

  it('is paid by the rule of the purchase, also after the rule ended and after a standstill', async () => {
    await bringing();
    const anna = await makeSignedInMember(api);
    const code = await codeOf(anna);
    const [early, late] = [await join(code), await join(code)];
    await till.sell(early.id, 2000);
    at('03-03', '12:00');
    await api.app.get(RulePublishing).pause(system, rule, {});
    at('03-04', '12:00');
    await till.sell(late.id, 2000);
    expect((await ownOf(anna)).code).toBeNull();
    expect((await send(api, 'get', `/referral-codes/${code}`, {}).expect(200)).body.usable).toBe(false);
    const tooLate = await join(code);
    at('09-01', '12:00');
    await pay();
    expect([await stateOf(early), await stateOf(late), await stateOf(tooLate)]).toEqual([
      'paid',
      'open',
      undefined,
    ]);
    at('03-10', '12:00', year + 1);
    await pay();
    expect(await stateOf(late)).toBe('lapsed');
    expect(await pointsOf(anna.member.id)).toBe(200);
    year += 1;
  });

  it('brings the friend points, but nobody who left; and nothing if the friend left', async () => {
    await bringing({ waitDays: 0 });
    const [anna, bela] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    const [friend, gone] = [await join(await codeOf(anna)), await join(await codeOf(bela))];
    await till.sell(friend.id, 2000);
    await till.sell(gone.id, 2000);
    await close(anna.member.id);
    await close(gone.id);
    await pay();
    expect([await stateOf(friend), await stateOf(gone)]).toEqual(['paid', 'lapsed']);
    expect([await pointsOf(friend.id), await pointsOf(bela.member.id)]).toEqual([100, 0]);
  });
});

describe('a code that cannot be used', () => {
  it('never prevents joining', async () => {
    await bringing();
    const blocked = await makeSignedInMember(api);
    const code = await codeOf(blocked);
    await changeStatus(api, blocked.member.id, 'blocked');
    for (const wrong of [code, 'AAAAAAAA', '', ' ', 'nonsense', "'; drop table referrals", '🤷'.repeat(40)]) {
      const friend = await join(wrong);
      expect(await listed(`member=${friend.id}`)).toEqual([]);
      expect((await ownOf(friend)).own).toBeNull();
      if (wrong.trim() === '') continue;
      const { body } = await send(api, 'get', `/referral-codes/${encodeURIComponent(wrong)}`, {}).expect(200);
      expect(body).toMatchObject({ usable: false, code: null });
    }
  });
});

describe('two who may be one person', () => {
  const reviewed = async (friend: { id: string }) => (await listed(`member=${friend.id}&state=review`))[0];
  const decide = (id: string, what: string, body: object = {}, sender: object = { key }) =>
    send(api, 'post', `/referrals/${id}/${what}`, { ...sender, body }).set('origin', api.url);

  it('wait for a manager, by mailbox, phone, person or browser', async () => {
    await bringing({ waitDays: 0 });
    const birthday = '1990-05-17';
    const email = `anna.${year}@gmail.com`;
    const phone = '+436601112223';
    const anna = await makeSignedInMember(api, {
      email,
      phone,
      firstName: 'Anna',
      lastName: 'Krause',
      birthday,
    });
    const code = await codeOf(anna);
    const mailbox = await join(code, { email: `an.na.${year}+second@googlemail.com` });
    const person = await join(code, { firstName: 'anna', lastName: 'Krause', birthday });
    const innocent = await join(code, { firstName: 'Anna' });
    expect(await reviewed(innocent)).toBeUndefined();
    expect((await reviewed(mailbox)).signs).toEqual(['email']);
    expect((await reviewed(person)).signs).toEqual(['person']);

    const signedIn = await join(undefined);
    const brought = await join(await codeOf(signedIn), {}, signedIn.cookie);
    expect((await reviewed(brought)).signs).toEqual(['browser']);

    for (const each of [mailbox, person, innocent]) await till.sell(each.id, 2000);
    await pay();
    expect(await pointsOf(anna.member.id)).toBe(200);
    expect((await ownOf(anna)).friends).toMatchObject([
      { progress: 'paid' },
      { progress: 'checked' },
      { progress: 'checked' },
    ]);

    const { id: approved } = await reviewed(mailbox);
    const { id: refused } = await reviewed(person);
    const tasks = async (sender: Sender = { key }): Promise<object> => {
      const { body } = await send(api, 'get', '/tasks?kind=referral-review&limit=200', sender).expect(200);
      const of = (id: string) => (body.data as Task[]).find(({ referral }) => referral?.id === id);
      return { approved: of(approved)?.state, refused: of(refused)?.state };
    };
    const both = (state?: string) => ({ approved: state, refused: state });
    await expect.poll(() => tasks(), { timeout: 15_000, interval: 50 }).toEqual(both('open'));
    expect(await tasks(await makeStaff(api, ['manager']))).toEqual(both('open'));
    expect(await tasks(await makeStaff(api, ['cashier']))).toEqual(both());
    await decide(refused, 'refuse', {}).expect(400);
    await decide(approved, 'approve', { reason: 'Twins' }).expect(200);
    await decide(approved, 'approve').expect(200);
    await decide(refused, 'refuse', { reason: 'Same card at the till' }).expect(200);
    await decide(refused, 'refuse', { reason: 'Again' }).expect(200);
    await expectProblem(decide(refused, 'approve'), 409, 'referral-settled');
    await expect.poll(() => tasks(), { timeout: 15_000, interval: 50 }).toEqual(both('done'));
    await pay();
    expect([await stateOf(mailbox), await stateOf(person)]).toEqual(['paid', 'refused']);
    await expectProblem(decide(approved, 'refuse', { reason: 'Late' }), 409, 'referral-settled');
    expect(await pointsOf(anna.member.id)).toBe(400);
    const { body } = await send(api, 'get', '/audit-entries?limit=2', { key }).expect(200);
    expect(body.data).toMatchObject([{ action: 'referral.refused' }, { action: 'referral.approved' }]);
  });

  it('are noticed also by what was added after joining', async () => {
    await bringing({ waitDays: 0 });
    const phone = `+43660${year}111`;
    const anna = await makeSignedInMember(api, {
      phone,
      birthday: '1991-01-02',
      firstName: 'A',
      lastName: 'B',
    });
    const friend = await join(await codeOf(anna), { firstName: 'A', lastName: 'B' });
    expect(await stateOf(friend)).toBe('open');
    const { body } = await send(api, 'get', `/members/${friend.id}`, { key }).expect(200);
    await send(api, 'patch', `/members/${friend.id}`, {
      key,
      version: body.version,
      body: { birthday: '1991-01-02' },
    }).expect(200);
    await till.sell(friend.id, 2000);
    await pay();
    const { id, signs } = await reviewed(friend);
    expect(signs).toEqual(['person']);
    const found = async () =>
      (await send(api, 'get', '/tasks?kind=referral-review&sort=newest&limit=1', { key }).expect(200)).body
        .data[0]?.referral.id;
    await expect.poll(found, { timeout: 15_000, interval: 50 }).toBe(id);
    expect(await pointsOf(anna.member.id)).toBe(0);
  });

  it('are decided by managers only, and by nobody about themselves', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    await send(api, 'get', '/referrals', cashier).expect(403);
    await bringing();
    const birthday = '1988-08-08';
    const boss = await makeSignedInMember(api, { roles: ['manager'], birthday });
    const friend = await join(await codeOf(boss), { firstName: 'Anna', lastName: 'Krause', birthday });
    const { id } = await reviewed(friend);
    await expectProblem(decide(id, 'approve', {}, boss), 403, 'self-earning-refused');
    expect(await stateOf(friend)).toBe('review');
  });
});

it('a friend who joins at the till counts too', async () => {
  await bringing({ waitDays: 0 });
  const anna = await makeSignedInMember(api);
  const referral = `https://club.example/join?from=${await codeOf(anna)}`;
  const body = { firstName: 'Tilla', language: 'de', referral };
  const { body: friend } = await send(api, 'post', '/members', { key, body }).expect(201);
  expect(await listed(`member=${friend.id}&include=total`)).toMatchObject([{ way: 'till', state: 'open' }]);
  await till.sell(friend.id, 2000);
  await pay();
  expect(await pointsOf(friend.id)).toBe(100);
});

it('an erasure takes the link between both away, and the sums stay', async () => {
  await bringing({ waitDays: 0 });
  const anna = await makeSignedInMember(api);
  const code = await codeOf(anna);
  const [paid, open] = [await join(code), await join(code)];
  await till.sell(paid.id, 2000);
  await pay();
  for (const { id } of [paid, open]) await close(id);
  at('06-01', '12:00');
  await api.app.get(EraseMembersJob).eraseDue();
  const ofAnna = await listed(`member=${anna.member.id}`);
  expect(ofAnna).toMatchObject([
    { friend: null, state: 'lapsed', points: { member: 0, friend: 0 } },
    { friend: null, purchaseId: null, state: 'paid', points: { member: 200, friend: 100 } },
  ]);
  expect(await listed(`member=${paid.id}`)).toEqual([]);
  expect((await ownOf(anna)).counts).toEqual({ joined: 2, waiting: 0, paid: 1, points: 200 });
  const { body } = await send(api, 'get', '/me/data', { cookie: anna.cookie }).expect(200);
  expect(JSON.stringify(body)).not.toContain(paid.id);
  expect(JSON.stringify(body)).toContain(code);
  await close(anna.member.id);
  at('09-01', '12:00');
  await api.app.get(EraseMembersJob).eraseDue();
  expect((await send(api, 'get', `/referral-codes/${code}`, {}).expect(200)).body.usable).toBe(false);
  expect((await listed('state=paid'))[0]).toMatchObject({ member: null, friend: null });
});

it('a rule about friends is refused if it gives nobody anything or is nonsense', async () => {
  const refused = async (effect: object, more: object = {}): Promise<string[]> => {
    const body = { name: { en: 'X' }, effect: { kind: 'referral', ...effect }, ...more };
    const reply = await send(api, 'post', '/earning-rules', { key, body }).expect(400);
    const errors: { pointer: string }[] = reply.body.errors;
    return errors.map(({ pointer }) => pointer);
  };
  expect(await refused({ points: 0, friendPoints: 0 })).toEqual(['/effect/points']);
  expect(await refused({ points: -1, friendPoints: 5 })).toEqual(['/effect/points']);
  expect(await refused({ points: 1, friendPoints: 1, waitDays: 400 })).toEqual(['/effect/waitDays']);
  expect(await refused({ points: 1, friendPoints: 1, mostPerYear: 0 })).toEqual(['/effect/mostPerYear']);
  expect(await refused({ points: 1, friendPoints: 1, minimumSpend: 1.5 })).toEqual(['/effect/minimumSpend']);
});
