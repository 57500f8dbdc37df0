import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { allEndpoints } from '../../apps/api/src/openapi.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startWithFixtures, type Fixtures } from '../support/access-fixtures.ts';
import type { TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { Attack, type Reply } from '../support/nonsense/attack.ts';
import { changesBetween, fingerprintOf, type Fingerprint } from '../support/nonsense/fingerprint.ts';
import { invalidRequestsOf, type InvalidRequest } from '../support/nonsense/invalid-requests.ts';

// A stream of events has no fields, and never ends.
const endpoints = allEndpoints().filter(({ stream }) => stream !== 'text/event-stream');
const together = 16;
// The lab sends five times as many.
const longestMs = process.env['NONSENSE'] === 'all' ? 240_000 : 60_000;

let api: TestApp;
let fixtures: Fixtures;
let fingerprint: Fingerprint;
beforeAll(async () => {
  // More than any real client calls.
  ({ api, fixtures } = await startWithFixtures({ CALLS_PER_MINUTE: '1000000' }));
  fingerprint = await fingerprintOf(api);
});
afterAll(() => api.close());
afterEach(async () => {
  // Checked separately, so that its effects are not blamed on the next endpoint.
  const waiting = `from pgboss.job where name = 'send-password-reset' and state in ('created', 'retry', 'active')`;
  await rows(`delete ${waiting} and state <> 'active'`);
  await vi.waitFor(async () => expect(await rows(`select id ${waiting}`)).toEqual([]), { timeout: 10_000 });
});

const rows = (text: string): Promise<object[]> =>
  api.app.get(Transactions).query(madeStatement<object>(text));

describe.each(endpoints)('$method $path', (endpoint) => {
  it(
    'refuses invalid input with a clear problem, and changes nothing',
    async () => {
      const attack = new Attack(api, fixtures, endpoint);
      await attack.signIn();
      const requests = invalidRequestsOf(attack);
      expect([
        ...(await refuse(
          attack,
          requests.filter(({ expected }) => expected),
        )),
        ...(await survive(
          attack,
          requests.filter(({ expected }) => !expected),
        )),
      ]).toEqual([]);
    },
    longestMs,
  );
});

/** Requests that the contract refuses: many at once, and then nothing may have changed. */
const refuse = async (attack: Attack, requests: readonly InvalidRequest[]): Promise<string[]> => {
  const before = await fingerprint();
  const faults: string[] = [];
  for (let at = 0; at < requests.length; at += together) {
    const found = await Promise.all(
      requests
        .slice(at, at + together)
        .map(async (request) => faultOf(request, await attack.send(request.sent()))),
    );
    faults.push(...found.filter((fault) => fault !== null));
  }
  const after = await fingerprint();
  return after === before ? faults : [...faults, `something has changed: ${changesBetween(before, after)}`];
};

/** Requests that the contract accepts: one after another, and a refused one may change nothing. */
const survive = async (attack: Attack, requests: readonly InvalidRequest[]): Promise<string[]> => {
  if (attack.endpoint.method === 'GET') return refuse(attack, requests);
  const faults: string[] = [];
  for (let at = 0; at < requests.length; at += together)
    faults.push(...(await surviveGroup(attack, requests.slice(at, at + together))));
  return faults;
};

/**
 * Compares once if all of them are refused. If some are accepted, the refused ones are sent again by themselves. A change
 * is searched for by halves, until one request is left.
 */
const surviveGroup = async (
  attack: Attack,
  group: readonly InvalidRequest[],
  isAgain = false,
): Promise<string[]> => {
  if (group.length === 0) return [];
  const before = await fingerprint();
  const [faults, refused]: [string[], InvalidRequest[]] = [[], []];
  for (const request of group) {
    await forgetAttempts();
    const reply = await attack.send(request.sent());
    const fault = faultOf(request, reply);
    if (fault !== null && !isAgain) faults.push(fault);
    if (reply.problem) refused.push(request);
    else if (isAgain) faults.push(`${request.what}: refused, but accepted when sent again`);
    else await jobsEnd(api);
  }
  if (refused.length < group.length) return [...faults, ...(await surviveGroup(attack, refused, true))];
  const after = await fingerprint();
  if (after === before) return faults;
  const [only] = group;
  if (only && group.length === 1)
    return [...faults, `${only.what}: refused, but something has changed: ${changesBetween(before, after)}`];
  const half = Math.ceil(group.length / 2);
  for (const part of [group.slice(0, half), group.slice(half)])
    faults.push(...(await surviveGroup(attack, part, true)));
  return faults;
};

/** This test is not about limits of attempts. Reaching one writes a row, which would look like a change. */
const forgetAttempts = (): Promise<object[]> => rows('delete from attempts');

const faultOf = (request: InvalidRequest, { status, problem }: Reply): string | null => {
  const said = `${request.what}: ${status} ${problem?.code ?? ''} ${JSON.stringify(problem?.errors ?? [])}`;
  if (status >= 500) return said;
  if (request.expected && !request.expected.includes(status))
    return `${said}, expected ${request.expected.join(' or ')}`;
  if (problem?.code !== 'invalid-request' && problem?.code !== 'unreadable-text') return null;
  const { pointer } = request;
  const isNamed = pointer === undefined || problem.errors?.some((error) => isNear(error.pointer, pointer));
  return isNamed ? null : `${said}, expected the pointer ${pointer}`;
};

/** A rule over several fields may name one of them. No error may point only to the whole request. */
const isNear = (named: string, pointer: string): boolean =>
  named === pointer ||
  named.startsWith(`${pointer}/`) ||
  (named !== '' && pointer.startsWith(`${named}/`)) ||
  (named !== '' && parentOf(named) === parentOf(pointer) && parentOf(named) !== '');

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));
