import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditCoverage, type AuditCoverage } from '../../apps/api/src/features/audit/index.ts';
import { allEndpoints } from '../../apps/api/src/openapi.ts';
import { expectations } from '../support/access-expectations.ts';
import { startWithFixtures, type Fixtures } from '../support/access-fixtures.ts';
import { ClubSettings } from '../../apps/api/src/features/club/index.ts';
import { ApiKeysService } from '../../apps/api/src/features/identity/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey } from '../support/makers.ts';
import { Attack } from '../support/nonsense/attack.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const changing = allEndpoints().filter(({ method, path }) => method !== 'GET' && !path.startsWith('/livez'));
const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

let api: TestApp;
let fixtures: Fixtures;
beforeAll(async () => {
  ({ api, fixtures } = await startWithFixtures());
});
afterAll(() => api.close());

const last = async (): Promise<number> =>
  (await rowsOf<{ id: number }>(api, 'select coalesce(max(id), 0)::int as id from audit_entries'))[0]?.id ??
  0;
const since = (id: number): Promise<{ action: string; actor_kind: string; request_id: string | null }[]> =>
  rowsOf(api, 'select action, actor_kind, request_id from audit_entries where id > $1 order by id', [id]);

it('every call that changes something has an audit entry, or a reason to have none', () => {
  expect(Object.keys(auditCoverage).sort()).toEqual(changing.map(nameOf).sort());
});

const told = changing.flatMap((endpoint) => {
  const coverage = auditCoverage[nameOf(endpoint)];
  const expectation = expectations[nameOf(endpoint)];
  return coverage && coverage.by !== 'nobody' && expectation && !expectation.fails && !endpoint.form
    ? [{ endpoint, coverage, name: nameOf(endpoint) }]
    : [];
});

/** Objects that the fixtures do not have, or no longer have at that point. */
const preparations: Record<string, () => Promise<unknown>> = {
  'DELETE /demo-sign-ins': async () => {
    await api.app.get(ClubSettings).becomeDemo({});
    await api.app.get(ApiKeysService).create(system, { name: 'Demo', scopes: ['*'], locations: [] });
  },
  'POST /earning-rules/{id}/withdraw': async () =>
    send(api, 'post', `/earning-rules/${fixtures.rules.live}/publish`, {
      key: await makeKey(api),
      body: { from: '2027-01-01T00:00:00Z' },
    }).expect(200),
};

// One club goes through all calls in the order of the contract, because some change what others need.
describe('a call that changes something', { shuffle: false }, () => {
  it.each(told)('$name has an audit entry with its request', async ({ endpoint, coverage }) => {
    const attack = new Attack(api, fixtures, endpoint);
    await attack.signIn();
    await preparations[attack.name]?.();
    await expectEntry(coverage, async () => {
      const { body } = attack.ask();
      return (await attack.send(body ? { payload: JSON.stringify(body) } : {})).status;
    });
  });
});

it('calls with keys are in the audit log, once per idempotency key; refused calls are not', async () => {
  const key = await makeKey(api);
  const adjust = (points: number, idempotencyKey: string) =>
    api.http
      .post(`/api/v1/members/${fixtures.memberId}/points/adjustments`)
      .set({ authorization: `Bearer ${key}`, 'idempotency-key': idempotencyKey })
      .send({ points, reason: 'test' });
  const before = await last();
  await adjust(3, 'one').expect(201);
  await adjust(3, 'one').expect(201);
  await adjust(-900_000_000, 'two').expect(422);
  expect(await since(before)).toEqual([
    { action: 'points.adjusted', actor_kind: 'api-key', request_id: expect.any(String) },
  ]);
});

const expectEntry = async (coverage: AuditCoverage, ask: () => Promise<number>): Promise<void> => {
  if (coverage.by === 'nobody') return;
  // What an earlier call has started in the background writes entries without a request.
  await jobsEnd(api);
  const before = await last();
  expect(await ask()).toBeLessThan(300);
  // A change to the same value is not a change. The first part of its kind shows this.
  const [area] = coverage.kind.split('.');
  const entries = await since(before);
  const own = entries.filter(({ action }) => action.split('.')[0] === area);
  expect(own.length).toBeGreaterThan(0);
  expect(own.every(({ request_id: id }) => id !== null)).toBe(true);
};
