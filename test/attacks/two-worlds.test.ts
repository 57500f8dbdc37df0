import { randomUUID } from 'node:crypto';
import type supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attempts } from '../../apps/api/src/features/identity/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeStaff } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { cookiesOf, send } from '../support/requests.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, { TRUSTED_PROXIES: 'loopback' });
});
afterAll(() => api.close());

let addresses = 0;
const anyAddress = (): string => `203.0.113.${(addresses += 1)}`;
const own = 'ein kurzer Satz';

/** An attacker who compares answers. */
class Prober {
  readonly #email: string;
  readonly #keepsCookies: boolean;
  readonly #address = anyAddress();
  readonly #seen: string[] = [];
  #cookie: string | undefined;

  constructor(email: string, keepsCookies: boolean) {
    this.#email = email;
    this.#keepsCookies = keepsCookies;
  }

  /** The whole answer without ids and times. */
  async walk(): Promise<readonly string[]> {
    await this.join();
    await this.#guess(2);
    await this.#signIn(own);
    await this.#failed('sign-in-pair', `${this.#email} at ${this.#address}`, 5);
    await this.#guess(2);
    await this.#post('/password-resets', { email: this.#email });
    await this.#signIn(own);
    await this.#guess(2);
    await this.#signIn(own);
    await this.join();
    await this.#guess(1);
    await this.#signIn(own);
    return this.#seen;
  }

  /** The same after very many accounts have failed from this address. */
  async walkWhereMuchFailed(): Promise<readonly string[]> {
    await this.join();
    await this.#failed('sign-in-spread', this.#address, 59);
    await this.#guess(2);
    await this.#signIn(own);
    await this.#guess(1);
    return this.#seen;
  }

  /** Writes the counts directly, without hashing. */
  async #failed(what: string, key: string, times: number): Promise<void> {
    for (let failed = 0; failed < times; failed += 1)
      await api.app.get(Attempts).raise(what, key, what === 'sign-in-pair' ? 86_400 : 3600);
  }

  async join(): Promise<void> {
    await this.#post('/registrations', {
      email: this.#email,
      password: own,
      firstName: 'Eve',
      lastName: 'First',
      language: 'en',
      consents: [{ purpose: 'terms', granted: true }],
    });
  }

  async #guess(times: number): Promise<void> {
    for (let guess = 0; guess < times; guess += 1) await this.#signIn(`guess ${guess}`);
  }

  async #signIn(password: string): Promise<void> {
    await this.#post('/sessions', { email: this.#email, password });
  }

  /** The status alone. */
  async try(password: string): Promise<number> {
    return (await this.#post('/sessions', { email: this.#email, password })).status;
  }

  async #post(path: string, body: object): Promise<supertest.Response> {
    const reply = await send(api, 'post', path, { body, cookie: this.#cookie }).set(
      'x-forwarded-for',
      this.#address,
    );
    if (this.#keepsCookies && reply.headers['set-cookie']) this.#cookie = cookiesOf(reply);
    this.#seen.push(this.#told(path, reply));
    return reply;
  }

  #told(path: string, { status, headers, text }: supertest.Response): string {
    const whole = JSON.stringify({ path, status, headers, text });
    return (
      whole
        .replaceAll(this.#email, '<e-mail>')
        .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '<id>')
        .replaceAll(/regulars(-browser)?=[\w-]+/g, 'regulars$1=<token>')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
        .replaceAll(/"date":"[^"]+"/g, '"date":"<time>"')
        .replaceAll(/Expires=[^;"]+/g, 'Expires=<time>')
        .replaceAll(/;t=\d+/g, ';t=<seconds>')
        .replaceAll(/("retry-after":"|\bin )\d+/g, '$1<seconds>')
        // It starts again each minute, for every caller.
        .replaceAll(/\\"calls\\";r=\d+/g, '\\"calls\\";r=<left>')
    );
  }
}

const nobody = async (): Promise<string> => `${randomUUID()}@shop.example`;
const member = async (): Promise<string> => (await makeSignedInMember(api)).email;
const admin = async (): Promise<string> => (await makeStaff(api, ['admin'])).email;
const isRefused = (told: string): boolean => told.includes('"status":429');

describe('joining does not reveal whether an address is confirmed', () => {
  it.each([
    ['without cookies', false],
    ['in a browser that keeps them', true],
  ])('%s', async (_, keepsCookies) => {
    const stranger = await new Prober(await nobody(), keepsCookies).walk();
    expect(await new Prober(await member(), keepsCookies).walk()).toEqual(stranger);
    expect(stranger.some(isRefused)).toBe(!keepsCookies);
  });

  it.each([false, true])('after many failed accounts, cookies kept: %s', async (keepsCookies) => {
    const stranger = await new Prober(await nobody(), keepsCookies).walkWhereMuchFailed();
    expect(await new Prober(await admin(), keepsCookies).walkWhereMuchFailed()).toEqual(stranger);
    expect(stranger.some(isRefused)).toBe(!keepsCookies);
  });

  it('and gives this browser no more guesses at the other account', async () => {
    const { email, password } = await makeSignedInMember(api);
    const prober = new Prober(email, true);
    expect((await prober.walk()).filter(isRefused)).toEqual([]);
    // Finally the right password: the guesses of a stranger are used up.
    expect(await prober.try(password)).toBe(401);
    expect(await prober.try(own)).toBe(201);
    expect(await new Prober(email, true).try(password)).toBe(201);
  });

  it('and a person with two accounts signs in to both in a browser that knows the newer one', async () => {
    const { email, password } = await makeSignedInMember(api);
    const prober = new Prober(email, true);
    await prober.join();
    expect(await prober.try(password)).toBe(201);
    expect(await prober.try(own)).toBe(201);
  });
});
