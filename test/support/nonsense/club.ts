import { expect, vi } from 'vitest';
import { allEndpoints } from '../../../apps/api/src/openapi.ts';
import { madeStatement } from '../../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.ts';
import { startWithFixtures, type Fixtures } from '../access-fixtures.ts';
import type { TestApp } from '../app.ts';
import { jobsEnd } from '../background-jobs.ts';
import { Attack, type Reply } from './attack.ts';
import { changesBetween, fingerprintOf, type Fingerprint } from './fingerprint.ts';
import { invalidRequestsOf, type InvalidRequest } from './invalid-requests.ts';

type Endpoint = ReturnType<typeof allEndpoints>[number];

type Part = 'sales' | 'programme' | 'others';

/**
 * All endpoints, in three parts that take about as long as each other: those with conditions and effects have most of the
 * fields. A stream of events has no fields, and never ends.
 */
export const endpointsOf = (part: Part): readonly Endpoint[] =>
  allEndpoints().filter((endpoint) => endpoint.stream !== 'text/event-stream' && partOf(endpoint) === part);

const partOf = ({ path }: Endpoint): Part => {
  if (/^\/(?:earning-rules|purchases|checkouts|imports)(?:\/|$)/u.test(path)) return 'sales';
  return /^\/(?:challenges|coupons|offers|tiers)(?:\/|$)/u.test(path) ? 'programme' : 'others';
};

/** For one endpoint, in milliseconds. The lab sends five times as many requests. */
export const longestMs = process.env['NONSENSE'] === 'all' ? 240_000 : 60_000;
const together = 16;

/** A club that gets invalid input. */
export class NonsenseClub {
  private constructor(
    private readonly api: TestApp,
    private readonly fixtures: Fixtures,
    private readonly fingerprint: Fingerprint,
  ) {}

  static async start(): Promise<NonsenseClub> {
    // More than any real client calls.
    const { api, fixtures } = await startWithFixtures({ CALLS_PER_MINUTE: '1000000' });
    return new NonsenseClub(api, fixtures, await fingerprintOf(api));
  }

  close(): Promise<void> {
    return this.api.close();
  }

  /** What is wrong with the replies to all sorts of input. */
  async faultsOf(endpoint: Endpoint): Promise<string[]> {
    const attack = new Attack(this.api, this.fixtures, endpoint);
    await attack.signIn();
    const requests = invalidRequestsOf(attack);
    return [
      ...(await this.#refuse(
        attack,
        requests.filter(({ expected }) => expected),
      )),
      ...(await this.#survive(
        attack,
        requests.filter(({ expected }) => !expected),
      )),
    ];
  }

  /** Mails that an endpoint has sent. Waited for separately, so that their effects are not blamed on the next endpoint. */
  async mailsEnd(): Promise<void> {
    const waiting = `from pgboss.job where name = 'send-password-reset' and state in ('created', 'retry', 'active')`;
    await this.#rows(`delete ${waiting} and state <> 'active'`);
    await vi.waitFor(async () => expect(await this.#rows(`select id ${waiting}`)).toEqual([]), {
      timeout: 10_000,
    });
  }

  /** Requests that the contract refuses: many at once, and then nothing may have changed. */
  async #refuse(attack: Attack, requests: readonly InvalidRequest[]): Promise<string[]> {
    const before = await this.fingerprint();
    const faults: string[] = [];
    for (let at = 0; at < requests.length; at += together) {
      const found = await Promise.all(
        requests
          .slice(at, at + together)
          .map(async (request) => faultOf(request, await attack.send(request.sent()))),
      );
      faults.push(...found.filter((fault) => fault !== null));
    }
    const after = await this.fingerprint();
    return after === before ? faults : [...faults, `something has changed: ${changesBetween(before, after)}`];
  }

  /** Requests that the contract accepts: one after another, and a refused one may change nothing. */
  async #survive(attack: Attack, requests: readonly InvalidRequest[]): Promise<string[]> {
    if (attack.endpoint.method === 'GET') return this.#refuse(attack, requests);
    const faults: string[] = [];
    for (let at = 0; at < requests.length; at += together)
      faults.push(...(await this.#surviveGroup(attack, requests.slice(at, at + together))));
    return faults;
  }

  /**
   * Compares once if all of them are refused. If some are accepted, the refused ones are sent again by themselves. A change
   * is searched for by halves, until one request is left.
   */
  async #surviveGroup(attack: Attack, group: readonly InvalidRequest[], isAgain = false): Promise<string[]> {
    if (group.length === 0) return [];
    const before = await this.fingerprint();
    const [faults, refused]: [string[], InvalidRequest[]] = [[], []];
    for (const request of group) {
      await this.#forgetAttempts();
      const reply = await attack.send(request.sent());
      const fault = faultOf(request, reply);
      if (fault !== null && !isAgain) faults.push(fault);
      if (reply.problem) refused.push(request);
      else if (isAgain) faults.push(`${request.what}: refused, but accepted when sent again`);
      else await jobsEnd(this.api);
    }
    if (refused.length < group.length)
      return [...faults, ...(await this.#surviveGroup(attack, refused, true))];
    const after = await this.fingerprint();
    if (after === before) return faults;
    const [only] = group;
    if (only && group.length === 1)
      return [
        ...faults,
        `${only.what}: refused, but something has changed: ${changesBetween(before, after)}`,
      ];
    const half = Math.ceil(group.length / 2);
    for (const part of [group.slice(0, half), group.slice(half)])
      faults.push(...(await this.#surviveGroup(attack, part, true)));
    return faults;
  }

  /** This test is not about limits of attempts. Reaching one writes a row, which would look like a change. */
  #forgetAttempts(): Promise<object[]> {
    return this.#rows('delete from attempts');
  }

  #rows(text: string): Promise<object[]> {
    return this.api.app.get(Transactions).query(madeStatement<object>(text));
  }
}

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
