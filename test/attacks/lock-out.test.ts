import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attempts } from '../../apps/api/src/features/identity/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { cookiesOf, expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, { TRUSTED_PROXIES: 'loopback' });
});
afterAll(() => api.close());

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
/** Each failure costs three hashes: these are counted without them. */
const counted = async (what: string, key: string, times: number): Promise<void> => {
  for (let failed = 0; failed < times; failed += 1) await api.app.get(Attempts).raise(what, key, 86_400);
};
/** As if all the waiting were over. */
const waited = () => rowsOf(api, `delete from attempts where key like 'sign-in-wait:%'`);

describe('a stranger who guesses', () => {
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

  it('waits longer each time, and the right password comes through after it', async () => {
    const { email, password } = await makeStaff(api, ['cashier']);
    const address = anyAddress();
    await counted('sign-in-pair', `${email} at ${address}`, 9);
    const waits: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await waited();
      await signIn(email, 'guess', address).expect(401);
      waits.push(Number((await signIn(email, 'guess', address).expect(429)).headers['retry-after']));
    }
    // Some seconds of each have passed already.
    expect(waits.map((seconds) => Math.ceil(seconds / 30))).toEqual([1, 2, 4]);
    await waited();
    await signIn(email, password, address).expect(201);
    expect(await fail(email, address, 2)).toEqual([401, 401]);
  });

  it('gains nothing by many attempts at the same moment', async () => {
    const { email } = await makeStaff(api, ['cashier']);
    const address = anyAddress();
    await counted('sign-in-pair', `${email} at ${address}`, 7);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) => signIn(email, `guess ${index}`, address)),
    );
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(3);
  });

  it('does not keep out the browser that the account knows, from the same address', async () => {
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

  it('who comes from many addresses leaves each newcomer one attempt', async () => {
    const { email, password } = await makeStaff(api, ['cashier']);
    await counted('sign-in-account', email, 48);
    for (const address of [anyAddress(), anyAddress()]) await fail(email, address, 1);
    const newcomer = anyAddress();
    expect(await fail(email, newcomer, 3)).toEqual([401, 401, 429]);
    await signIn(email, password, anyAddress()).expect(201);
  });
});

describe('one address that tries many accounts', () => {
  it('is noticed and refused; known browsers go through', async () => {
    const address = anyAddress();
    const staff: SignedIn = await makeStaff(api, ['cashier']);
    const own = cookiesOf(await signIn(staff.email, staff.password, address).expect(201));
    await counted('sign-in-spread', address, 17);
    const statuses: number[] = [];
    for (let tried = 0; tried < 5; tried += 1)
      statuses.push((await signIn(`${randomUUID()}@guess.example`, 'password1', address)).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    await expectProblem(signIn(staff.email, staff.password, address), 429, 'too-many-requests');
    await signIn(staff.email, staff.password, address, own).expect(201);
    await signIn(staff.email, staff.password, anyAddress()).expect(201);
    const entries = await rowsOf(
      api,
      `select actor_kind, after from audit_entries where action = 'sign-in.spread'`,
    );
    expect(entries).toEqual([{ actor_kind: 'system', after: { accounts: 20 } }]);
  });
});
