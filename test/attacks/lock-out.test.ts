import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attempts } from '../../apps/api/src/features/identity/index.ts';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { cookiesOf, expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let club: MailedApp;
let api: TestApp;
beforeAll(async () => {
  club = await startMailedApp({ TRUSTED_PROXIES: 'loopback' });
  api = club.api;
});
afterAll(() => club.close());

let addresses = 0;
const anyAddress = (): string => `203.0.113.${(addresses += 1)}`;
const signIn = (email: string, password: string, address: string, cookie?: string) =>
  send(api, 'post', '/sessions', { body: { email, password }, cookie }).set('x-forwarded-for', address);
const fail = async (email: string, address: string, times: number): Promise<number[]> => {
  const statuses: number[] = [];
  for (let tried = 0; tried < times; tried += 1)
    statuses.push((await signIn(email, `guess ${tried}`, address)).status);
  return statuses;
};
/** Writes the counts directly, because each real failure costs three hashes. */
const counted = async (what: string, key: string, times: number): Promise<void> => {
  for (let failed = 0; failed < times; failed += 1) await api.app.get(Attempts).raise(what, key, 86_400);
};
/** Ends all delays. They run by the clock of the database, which no test moves. */
const waited = () => rowsOf(api, `delete from attempts where key like 'sign-in-wait:%'`);

describe('a stranger who guesses a password', () => {
  it('is slowed down, and locks nobody out', async () => {
    const { email, password } = await makeStaff(api, ['cashier']);
    const stranger = anyAddress();
    const statuses = await fail(email, stranger, 13);
    expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(3).fill(429)]);
    const refused = await signIn(email, password, stranger);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await signIn(email, password, anyAddress()).expect(201);
  });

  it('waits longer each time, and the right password works afterwards', async () => {
    const { email, password } = await makeStaff(api, ['cashier']);
    const address = anyAddress();
    await counted('sign-in-pair', `${email} at ${address}`, 9);
    const waits: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await waited();
      await signIn(email, 'guess', address).expect(401);
      waits.push(Number((await signIn(email, 'guess', address).expect(429)).headers['retry-after']));
    }
    // Some seconds of each delay have already passed.
    expect(waits.map((seconds) => Math.ceil(seconds / 30))).toEqual([1, 2, 4]);
    await waited();
    await signIn(email, password, address).expect(201);
    expect(await fail(email, address, 2)).toEqual([401, 401]);
  });

  it('gains nothing from many attempts at the same moment', async () => {
    const { email } = await makeStaff(api, ['cashier']);
    const address = anyAddress();
    await counted('sign-in-pair', `${email} at ${address}`, 7);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) => signIn(email, `guess ${index}`, address)),
    );
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(3);
  });

  it('does not block a known browser of the account at the same address', async () => {
    const { email, password } = await makeStaff(api, ['cashier']);
    const address = anyAddress();
    const own = cookiesOf(await signIn(email, password, address).expect(201));
    await counted('sign-in-pair', `${email} at ${address}`, 9);
    expect(await fail(email, address, 2)).toEqual([401, 429]);
    await signIn(email, password, address).expect(429);
    await signIn(email, password, address, own).expect(201);
    const statuses: number[] = [];
    const mark = /regulars-browser=([\w-]+)/u.exec(own)?.[1] ?? '';
    await counted('sign-in-pair', `${email} in ${mark}`, 8);
    for (let tried = 0; tried < 3; tried += 1)
      statuses.push((await signIn(email, 'stolen browser', address, own)).status);
    expect(statuses).toEqual([401, 401, 429]);
  });

  it('with many addresses leaves every newcomer one attempt', async () => {
    const { email, password } = await makeStaff(api, ['cashier']);
    await counted('sign-in-account', email, 48);
    for (const address of [anyAddress(), anyAddress()]) await fail(email, address, 1);
    const newcomer = anyAddress();
    expect(await fail(email, newcomer, 3)).toEqual([401, 401, 429]);
    await signIn(email, password, anyAddress()).expect(201);
  });
});

/** Anyone can join. The owner of the mailbox confirms later. */
const joinWith = async (email: string, address: string): Promise<string> =>
  cookiesOf(
    await send(api, 'post', '/registrations', {
      body: {
        email,
        password: own,
        firstName: 'Eve',
        lastName: 'First',
        language: 'en',
        consents: [{ purpose: 'terms', granted: true }],
      },
    })
      .set('x-forwarded-for', address)
      .expect(201),
  );
const own = 'ein kurzer Satz';

describe('a person who joins with another person’s address', () => {
  it('is slowed down even with own sign-ins in between', async () => {
    const { email } = await makeStaff(api, ['cashier']);
    const stranger = anyAddress();
    await joinWith(email, stranger);
    await counted('sign-in-pair', `${email} at ${stranger}`, 7);
    const statuses: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      statuses.push((await signIn(email, `guess ${round}`, stranger)).status);
      statuses.push((await signIn(email, own, stranger)).status);
    }
    expect(statuses).toEqual([401, 201, 401, 201, 429, 429]);
  });

  it('has no known browser for guesses at the other account', async () => {
    const { email } = await makeStaff(api, ['cashier']);
    const stranger = anyAddress();
    const browser = await joinWith(email, stranger);
    await signIn(email, 'guess', stranger, browser).expect(401);
    expect(await api.app.get(Attempts).read('sign-in-pair', `${email} at ${stranger}`, 86_400)).toBe(1);
    expect(await api.app.get(Attempts).read('sign-in-account', email, 3600)).toBe(1);
  });

  it('has a known browser for their own account, even if someone else confirmed the address', async () => {
    const { email } = await makeStaff(api, ['cashier']);
    const browser = await joinWith(email, anyAddress());
    const address = anyAddress();
    await counted('sign-in-spread', address, 60);
    await signIn(email, own, address, browser).expect(201);
  });

  it('clears failures by confirming the address, not by their own sign-in', async () => {
    const email = `${randomUUID()}@nobody.example`;
    const browser = await joinWith(email, anyAddress());
    const address = anyAddress();
    const spread = () => api.app.get(Attempts).read('sign-in-spread', address, 3600);
    const pair = () => api.app.get(Attempts).read('sign-in-pair', `${email} at ${address}`, 86_400);
    await signIn(email, 'mistyped', address).expect(401);
    await signIn(email, own, address).expect(201);
    expect([await spread(), await pair()]).toEqual([1, 1]);
    const link = await club.mailbox.link(email, '/confirm-email');
    await send(api, 'post', `/email-confirmations/${link}`, { cookie: browser }).expect(204);
    await signIn(email, own, address).expect(201);
    expect([await spread(), await pair()]).toEqual([0, 0]);
  });

  it('has a known browser if nobody confirmed the address', async () => {
    const email = `${randomUUID()}@nobody.example`;
    const browser = await joinWith(email, anyAddress());
    const address = anyAddress();
    await counted('sign-in-spread', address, 60);
    await signIn(email, own, address, browser).expect(201);
  });
});

describe('one account', () => {
  it('has one count for all spellings of its e-mail', async () => {
    const email = `${randomUUID()}.admin@club.example`;
    const address = anyAddress();
    await counted('sign-in-pair', `${email} at ${address}`, 9);
    const written = [email.toUpperCase(), email.replace('admin', 'adm\u0130n'), `  ${email} `];
    const statuses: number[] = [];
    for (const one of written) statuses.push((await signIn(one, 'guess', address)).status);
    expect(statuses).toEqual([401, 429, 429]);
  });
});

describe('a household with an IPv6 network', () => {
  it('has one count for all its addresses', async () => {
    const { email, password } = await makeStaff(api, ['cashier']);
    const home = '2001:db8:12:3456';
    await counted('sign-in-pair', `${email} at ${home}::/64`, 9);
    const statuses: number[] = [];
    for (const host of ['::1', ':ffff:1:2:3', ':0:0:0:9'])
      statuses.push((await signIn(email, 'guess', home + host)).status);
    expect(statuses).toEqual([401, 429, 429]);
    await signIn(email, password, '2001:db8:12:3457::1').expect(201);
  });
});

describe('one address that tries many accounts', () => {
  it('is detected if two guesses at each arrive at the same moment', async () => {
    const address = anyAddress();
    for (let account = 0; account < 3; account += 1) {
      const email = `${randomUUID()}@guess.example`;
      const pair = await Promise.all([0, 1].map((guess) => signIn(email, `guess ${guess}`, address)));
      expect(pair.map(({ status }) => status)).toEqual([401, 401]);
    }
    expect(await api.app.get(Attempts).read('sign-in-spread', address, 3600)).toBe(3);
  });

  it('gains nothing from trying all at the same moment', async () => {
    const address = anyAddress();
    await counted('sign-in-spread', address, 58);
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => signIn(`${randomUUID()}@guess.example`, 'password1', address)),
    );
    const looked = replies.filter(({ status }) => status === 401).length;
    // Attempts that are checked while the last place is taken.
    expect(looked).toBeGreaterThanOrEqual(2);
    expect(looked).toBeLessThanOrEqual(5);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(30 - looked);
  });

  it('is not confused with a shop whose customers mistype once and then sign in', async () => {
    const address = anyAddress();
    await counted('sign-in-spread', address, 58);
    for (let customer = 0; customer < 3; customer += 1) {
      const { email, password } = await makeStaff(api, []);
      await signIn(email, 'mistyped', address).expect(401);
      // The place is given back once, even if several attempts succeed at the same moment.
      const replies = await Promise.all([0, 1, 2].map(() => signIn(email, password, address)));
      expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(await api.app.get(Attempts).read('sign-in-spread', address, 3600)).toBe(58);
    }
  });

  it('is not confused with a shop where twenty customers mistype and sign in later', async () => {
    const address = anyAddress();
    const { email, password } = await makeStaff(api, []);
    const customers = Array.from({ length: 20 }, () => `${randomUUID()}@customer.example`);
    await Promise.all(customers.map((customer) => signIn(customer, 'mistyped', address).expect(401)));
    await signIn(email, password, address).expect(201);
  });

  it('is detected and refused; known browsers still sign in', async () => {
    const entries = () =>
      rowsOf(api, `select actor_kind, after from audit_entries where action = 'sign-in.spread'`);
    const before = await entries();
    const address = anyAddress();
    const staff: SignedIn = await makeStaff(api, ['cashier']);
    const own = cookiesOf(await signIn(staff.email, staff.password, address).expect(201));
    await counted('sign-in-spread', address, 57);
    const statuses: number[] = [];
    for (let tried = 0; tried < 5; tried += 1)
      statuses.push((await signIn(`${randomUUID()}@guess.example`, 'password1', address)).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    await expectProblem(signIn(staff.email, staff.password, address), 429, 'too-many-requests');
    await signIn(staff.email, staff.password, address, own).expect(201);
    await signIn(staff.email, staff.password, anyAddress()).expect(201);
    expect((await entries()).slice(before.length)).toEqual([
      { actor_kind: 'system', after: { accounts: 60 } },
    ]);
  });
});
