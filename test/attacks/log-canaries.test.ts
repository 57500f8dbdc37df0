import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allEndpoints } from '../../apps/api/src/openapi.ts';
import { makeFixtures, type Fixtures } from '../support/access-fixtures.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { LogLines } from '../support/log-lines.ts';
import { Attack, type Sent } from '../support/nonsense/attack.ts';
import { jsonSchemaOf, sample } from '../support/nonsense/places.ts';
import { asOwner } from '../support/owner.ts';

// Values that must never appear in a log, in the form in which requests contain them.
const canaries = {
  email: 'canary.bird@member.example',
  phone: '+436641239876',
  firstName: 'Kanarienvogel',
  lastName: 'Gelbfeder',
  displayName: 'Kanarienvogel Gelbfeder',
  birthday: '1931-03-07',
  password: 'canary-sings-at-dawn',
  current: 'canary-sang-yesterday',
  next: 'canary-sings-at-dawn',
  token: 'CanaryTokenCanaryTokenCanaryTokenCanaryToken',
  code: 'CANARY-CODE-77',
  number: '7712341234123412',
  card: '7712341234123412',
  externalId: 'crm-canary-4711',
  reason: 'Der Kanarienvogel war heute sehr traurig',
  query: 'Kanarienvogel Gelb',
} as const;
const key = 'rk_live_CanaryKeyCanaryKeyCanaryKeyCanaryKeyCanaryKe';
const everything = [...new Set([...Object.values(canaries), key, 'Kanarienvogel', 'Gelbfeder', 'sings'])];

const log = new LogLines();
let api: TestApp;
let fixtures: Fixtures;
beforeAll(async () => {
  api = await startApp(undefined, { LOG_LEVEL: 'trace' });
  fixtures = await makeFixtures(api);
});
afterAll(() => api.close());
beforeEach(() => log.forget());

const endpoints = allEndpoints().filter(({ stream }) => stream !== 'text/event-stream');

/** A body by the contract, with canaries in its fields and in an unknown field. */
const bodyOf = (attack: Attack, unknown: object): Sent => {
  const { endpoint } = attack;
  if (!endpoint.body) return {};
  const body = { ...(sample(jsonSchemaOf(endpoint.body)) as object), ...attack.ask().body };
  const { properties = {} } = jsonSchemaOf(endpoint.body);
  const own = Object.fromEntries(Object.entries(canaries).filter(([name]) => name in properties));
  return { payload: JSON.stringify({ ...body, ...own, ...unknown }) };
};

const headers = { 'user-agent': canaries.firstName, 'x-request-id': 'canary-sings-at-dawn' };
const query = `?query=${encodeURIComponent(canaries.email)}&telephone=${encodeURIComponent(canaries.phone)}`;

const shots = (attack: Attack): Sent[] => [
  { ...bodyOf(attack, {}), headers },
  { ...bodyOf(attack, { telephone: canaries.phone, [canaries.lastName]: canaries.email }), headers },
  { ...bodyOf(attack, {}), headers, query },
  { headers: { ...headers, authorization: `Bearer ${key}`, 'idempotency-key': canaries.externalId } },
  { headers: { ...headers, cookie: `regulars=${canaries.token}` } },
  { headers: { ...headers, origin: `https://${canaries.lastName}.example` } },
  { path: attack.pathOf([canaries.token, canaries.email]), headers },
  { path: `/api/v1/${encodeURIComponent(canaries.email)}/${canaries.token}`, headers },
  { payload: `{"email":"${canaries.email}"`, headers: { ...headers, 'content-type': 'application/json' } },
];

/** One session per endpoint, signed in before anything fails. */
const attacks = async (): Promise<Attack[]> => {
  const made: Attack[] = [];
  for (const endpoint of endpoints) {
    const attack = new Attack(api, fixtures, endpoint);
    await attack.signIn();
    made.push(attack);
  }
  return made;
};

/** Sends them to all endpoints. The answers do not matter. */
const sing = async (
  made: readonly Attack[],
  chosen: (attack: Attack, at: number) => readonly Sent[],
): Promise<Set<number>> => {
  const statuses = new Set<number>();
  for (const [at, attack] of made.entries())
    for (const shot of chosen(attack, at)) statuses.add((await attack.send(shot)).status);
  return statuses;
};

/** A valid request and one other kind for each endpoint: a failing request makes the API connect again, which is slow. */
const someShots = (attack: Attack, at: number): Sent[] => {
  const [valid = {}, ...others] = shots(attack);
  return [valid, others[at % others.length] ?? {}];
};

/** Without a database, every call fails at the same place, so one kind for each endpoint is enough. */
const oneShot = (attack: Attack, at: number): Sent[] => shots(attack).filter((_, kind) => kind === at % 9);

const expectSilence = (text: string): void => {
  for (const canary of everything) expect(text, `${canary} is in the log`).not.toContain(canary);
};

describe('sent data appears in no log', () => {
  it('whether it is accepted or refused', async () => {
    const statuses = await sing(await attacks(), shots);
    for (const status of [200, 201, 204, 400, 401, 403, 404, 422]) expect(statuses).toContain(status);
    expect(log.all.length).toBeGreaterThan(endpoints.length * 5);
    expectSilence(log.text);
  }, 120_000);

  it('of PostgreSQL either', async () => {
    const [{ folder } = {}] = await asOwner(api, `select current_setting('data_directory') as folder`);
    const told = readFileSync(join(dirname(String(folder)), 'server.log'), 'utf8');
    expect(told).toContain('database system is ready');
    expectSilence(told);
  });

  it('when everything fails', async () => {
    const made = await attacks();
    await asOwner(api, 'alter schema public rename to lost');
    const statuses = await sing(made, someShots);
    await asOwner(api, 'alter schema lost rename to public');
    expect(statuses).toContain(500);
    expect(log.with({ status: 500 }).length).toBeGreaterThan(10);
    expect(log.with({ status: 500 }).every(({ error }) => error !== undefined)).toBe(true);
    expectSilence(log.text);
  }, 120_000);

  it('when the database is away', async () => {
    const name = new URL(api.databaseUrl).pathname.slice(1) || 'postgres';
    const outside = { databaseUrl: api.databaseUrl.replace(name, 'postgres') };
    const shut = (open: boolean): string => `alter database "${name}" allow_connections ${open}`;
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
    const made = await attacks();
    await asOwner(outside, shut(false), cut);
    const statuses = await sing(made, oneShot);
    await asOwner(outside, shut(true));
    expect(statuses).toContain(503);
    expect(log.all.filter(({ error }) => error !== undefined).length).toBeGreaterThan(10);
    expectSilence(log.text);
  }, 120_000);
});
