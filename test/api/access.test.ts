import { randomUUID } from 'node:crypto';
import { scopes, type Role, type Scope } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SessionsService } from '../../apps/api/src/features/identity/index.ts';
import { buildOpenApi } from '../../apps/api/src/openapi.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { expectations } from '../support/access-expectations.ts';
import { expectedVersion, type Ask, type Expectation } from '../support/access-rules.ts';
import { startWithFixtures, type Fixtures } from '../support/access-fixtures.ts';
import { fingerprintOf, type Fingerprint } from '../support/nonsense/fingerprint.ts';
import type { TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';

interface Document {
  readonly paths: Record<string, Record<string, unknown>>;
}
type Caller = 'anonymous' | Role | 'key without the scope' | 'key with the scope' | 'key with *';

const callers: Caller[] = [
  'anonymous',
  'member',
  'cashier',
  'manager',
  'admin',
  'key without the scope',
  'key with the scope',
  'key with *',
];
const operations = Object.entries(((await buildOpenApi()) as Document).paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
);
const nameOf = ({ method, path }: { method: string; path: string }): string =>
  `${method} ${path.replace('/api/v1', '')}`;

/** The scopes that a key needs together, and the scopes of which one is enough. */
const scopesOf = ({ scope = [], anyScope = [] }: Expectation) => ({ all: [scope].flat(), any: anyScope });

const mayCall = (expectation: Expectation, caller: Caller): boolean => {
  const { who } = expectation;
  const { all, any } = scopesOf(expectation);
  if (who === 'anyone') return true;
  if (caller === 'anonymous') return false;
  if (caller === 'key with the scope' || caller === 'key with *') return all.length + any.length > 0;
  return caller !== 'key without the scope' && who.includes(caller);
};

let api: TestApp;
let fixtures: Fixtures;
let fingerprint: Fingerprint;
beforeAll(async () => {
  ({ api, fixtures } = await startWithFixtures());
  fingerprint = await fingerprintOf(api);
});
afterAll(() => api.close());

describe('the access table', () => {
  it('lists every endpoint, and no others', () => {
    expect(Object.keys(expectations).sort()).toEqual(operations.map(nameOf).sort());
  });
});

// One club goes through all calls in the order of the contract, because some change what others need.
describe('an endpoint', { shuffle: false }, () => {
  describe.each(operations)('$method $path', ({ method, path }) => {
    const expectation = expectations[nameOf({ method, path })];

    it('refuses every other caller, changes nothing then, and lets the listed callers in', async () => {
      if (!expectation) throw new Error('This endpoint has no expectation: say who may call it');
      const papers = await credentialsOf(expectation);
      const ask = (caller: Caller) => call(method, path, expectation.ask(fixtures), papers[caller]);

      const refused = callers.filter((caller) => !mayCall(expectation, caller));
      // The call before was accepted for some.
      await jobsEnd(api);
      const before = await fingerprint();
      for (const caller of refused) expect({ caller, ...(await ask(caller)) }).toEqual(refusal(caller));
      expect(await fingerprint()).toEqual(before);

      const statuses: number[] = [];
      for (const caller of callers.filter((each) => mayCall(expectation, each)).reverse()) {
        const { status, code } = await ask(caller);
        const isRefused = status === 403 || code === 'not-signed-in';
        expect({ caller, code, isRefused }).toMatchObject({ isRefused: false });
        statuses.push(status);
      }
      // The request is valid: another caller succeeded with it, so the refusals above were not about the request.
      if (!expectation.fails) expect(Math.min(...statuses)).toBeLessThan(400);
    });
  });
});

describe('a member', () => {
  it('cannot reach anything of another member', async () => {
    const { accountId } = await makeSignedInMember(api);
    const stranger = await session(accountId);
    const [device] = await api.app
      .get(Transactions)
      .query(madeStatement<{ id: string }>('select id from sessions where account_id <> $1 limit 1'), [
        accountId,
      ]);
    const { memberId, purchaseId, redemptionId, rewardId } = fixtures;
    const before = await fingerprint();
    const attempts: [string, string, Ask][] = [
      ['GET', '/api/v1/purchases/{id}', { path: [purchaseId] }],
      ['POST', '/api/v1/redemptions/{id}/cancel', { path: [redemptionId] }],
      ['POST', '/api/v1/rewards/{id}/redemptions', { path: [rewardId], body: { memberId } }],
      ['DELETE', '/api/v1/me/sessions/{id}', { path: [device?.id ?? ''] }],
    ];
    for (const [method, path, ask] of attempts) {
      const { status, code } = await call(method, path, ask, stranger);
      expect({ path, refused: [403, 404].includes(status), code }).toMatchObject({ path, refused: true });
    }
    expect(await fingerprint()).toEqual(before);
    const [kept] = await api.app
      .get(Transactions)
      .query(madeStatement('select id from sessions where id = $1'), [device?.id]);
    expect(kept).toEqual(device);
  });
});

const refusal = (caller: Caller) =>
  caller === 'anonymous'
    ? { caller, status: 401, code: 'not-signed-in' }
    : { caller, status: 403, code: 'not-allowed' };

/** Created before anything is counted. */
const credentialsOf = async (expectation: Expectation): Promise<Record<Caller, Record<string, string>>> => {
  const { all, any } = scopesOf(expectation);
  // One of the required scopes is missing, or all of the alternatives.
  const without = any.length > 0 ? any : all.slice(-1);
  const enough = [...all, ...any.slice(0, 1)];
  return {
    anonymous: {},
    member: await session(fixtures.accounts.member),
    cashier: await session(fixtures.accounts.cashier),
    manager: await session(fixtures.accounts.manager),
    admin: await session(fixtures.accounts.admin),
    'key without the scope': await keyWith(scopes.filter((other) => !without.includes(other))),
    'key with the scope': await keyWith(enough.length > 0 ? enough : scopes),
    'key with *': await keyWith(['*']),
  };
};

const keys = new Map<string, string>();
const keyWith = async (allowed: readonly (Scope | '*')[]): Promise<Record<string, string>> => {
  const name = allowed.join(' ');
  const key = keys.get(name) ?? (await makeKey(api, [...allowed]));
  keys.set(name, key);
  return { authorization: `Bearer ${key}` };
};
const session = async (accountId: string): Promise<Record<string, string>> => {
  const { token } = await api.app.get(SessionsService).open(accountId, 'test');
  return { cookie: `regulars=${token}`, origin: api.url };
};

const call = async (
  method: string,
  path: string,
  ask: Ask,
  headers: Record<string, string>,
): Promise<{ status: number; code: string | null }> => {
  const { path: parts = [], query = '', body } = ask;
  const version = await expectedVersion(api, ask);
  const waiting = [...parts];
  const filled = path.replaceAll(/\{\w+\}/g, () => waiting.shift() ?? 'missing');
  // A stream of events does not end by itself.
  const end = new AbortController();
  const reply = await fetch(`${api.url}${filled}${query}`, {
    redirect: 'manual',
    method,
    signal: end.signal,
    headers: {
      ...headers,
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body && JSON.stringify(body),
  });
  const problem = reply.status < 400 ? null : ((await reply.json()) as { code: string });
  end.abort();
  return { status: reply.status, code: problem?.code ?? null };
};
