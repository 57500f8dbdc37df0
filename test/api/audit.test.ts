import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system } from '../../apps/api/src/platform/actor.ts';
import { AuditTrail } from '../../apps/api/src/platform/audit.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { expectProblem, forgedCursor, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let manager: SignedIn;
beforeAll(async () => {
  api = await startApp();
  manager = await makeStaff(api, ['manager']);
});
afterAll(() => api.close());

/** As stored: the name in all languages. */
const stored = ({ nameTexts, ...shown }: Record<string, unknown>): object => ({ ...shown, name: nameTexts });
const get = (query: string) => send(api, 'get', `/audit-entries?${query}`, manager);

describe('the audit log', () => {
  it('shows who changed what, with before and after', async () => {
    const location = await makeLocation(api);
    const changed = await send(api, 'patch', `/locations/${location.id}`, {
      ...manager,
      version: 1,
      body: { name: 'Renamed' },
    }).expect(200);
    const { body } = await get(`subject=${location.id}`).expect(200);
    expect(body.data).toEqual([
      {
        id: expect.any(String),
        at: '2026-11-22T09:00:00.000Z',
        actor: { kind: 'account', id: manager.accountId, name: 'manager' },
        action: 'location.changed',
        subject: { type: 'location', id: location.id, name: 'Renamed' },
        member: null,
        names: { [location.id]: 'Renamed' },
        before: stored(location),
        after: stored(changed.body),
        requestId: changed.headers['x-request-id'],
        address: '127.0.0.0',
      },
      expect.objectContaining({
        actor: { kind: 'system', id: null, name: 'Regulars' },
        action: 'location.created',
        before: null,
        after: stored(location),
      }),
    ]);
  });

  it('filters by action or its first part, and by subject', async () => {
    const trail = api.app.get(AuditTrail);
    const id = randomUUID();
    for (const action of ['thing.made', 'thing.broken', 'thingamajig.made'])
      await trail.record(system, { action, subject: { type: 'thing', id } });
    await trail.record(system, { action: 'thing.made' });
    expect(pluck((await get('action=thing.made')).body, 'subject')).toEqual([
      null,
      { type: 'thing', id, name: null },
    ]);
    expect(pluck((await get(`action=thing&subject=${id}`)).body, 'action')).toEqual([
      'thing.broken',
      'thing.made',
    ]);
    expect((await get('action=th%25')).body.data).toEqual([]);
    expect((await get(`subject=${randomUUID()}`)).body.data).toEqual([]);
  });

  it('filters by person, by affected member, and by time', async () => {
    const member = await makeMember(api, { firstName: 'Eva', lastName: 'Nová' });
    const other = await makeStaff(api, ['manager']);
    const adjusted = await send(api, 'post', `/members/${member.id}/points/adjustments`, {
      ...other,
      body: { points: 12, reason: 'a canary that nobody has to read' },
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const { body } = await get(`member=${member.id}&actor=${other.accountId}`).expect(200);
    expect(body.data).toEqual([
      expect.objectContaining({
        action: 'points.adjusted',
        actor: { kind: 'account', id: other.accountId, name: 'manager' },
        member: { id: member.id, name: 'Eva Nová' },
        subject: { type: 'points-transaction', id: adjusted.body.transactionId, name: null },
        after: { points: 12 },
        requestId: adjusted.headers['x-request-id'],
      }),
    ]);
    expect(pluck((await get(`member=${member.id}`)).body, 'action')).toEqual([
      'points.adjusted',
      ...pluck((await get(`subject=${member.id}`)).body, 'action'),
    ]);
    const until = '2026-11-22T09:00:00Z';
    expect((await get(`member=${member.id}&until=${until}`)).body.data).toEqual([]);
    expect((await get(`member=${member.id}&from=${until}`)).body.data.length).toBeGreaterThan(0);
  });

  it('finds old entries about a member, and shows stored names of deleted subjects', async () => {
    const id = randomUUID();
    await rowsOf(
      api,
      `insert into audit_entries (at, actor_kind, actor_id, actor_name, action, subject_type, subject_id)
       values ('2026-01-01Z', 'account', '${randomUUID()}', 'Ada', 'member.closed', 'member', '${id}')`,
    );
    expect((await get(`member=${id}`)).body.data).toEqual([
      expect.objectContaining({
        actor: expect.objectContaining({ name: 'Ada' }),
        member: { id, name: null },
        requestId: null,
        address: null,
      }),
    ]);
  });

  it('is listed in pages, newest first', async () => {
    const trail = api.app.get(AuditTrail);
    for (let n = 1; n <= 5; n += 1) await trail.record(system, { action: 'page.turned', after: n });
    const turned: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await get(`action=page.turned&limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      turned.push(...pluck<number>(body, 'after'));
      cursor = body.cursor.next as string | null;
    }
    expect(turned).toEqual([5, 4, 3, 2, 1]);
  });

  it('refuses invalid filters', async () => {
    await expectProblem(get('limit=1000000'), 400, 'invalid-request', '/query/limit');
    await expectProblem(get('actor=Anna'), 400, 'invalid-request', '/query/actor');
    await expectProblem(get('from=yesterday'), 400, 'invalid-request', '/query/from', '/query/from');
    await expectProblem(get(`action=${'a'.repeat(81)}`), 400, 'invalid-request', '/query/action');
    for (const cursor of ['x', forgedCursor('1'), forgedCursor(1.5), forgedCursor(1e300), forgedCursor(1, 2)])
      await expectProblem(get(`cursor=${cursor}`), 400, 'invalid-request', '/query/cursor');
  });

  it('is readable with the right scope, and nobody can change it', async () => {
    const key = await makeKey(api, ['audit:read']);
    await send(api, 'get', '/audit-entries', { key }).expect(200);
    await expectProblem(
      send(api, 'get', '/audit-entries', { key: await makeKey(api, ['club:read']) }),
      403,
      'not-allowed',
    );
    const transactions = api.app.get(Transactions);
    for (const text of [
      'delete from audit_entries',
      `update audit_entries set action = 'x'`,
      'truncate audit_entries',
    ]) {
      await expect(transactions.query({ name: '', text })).rejects.toThrow('permission denied');
      await expect(rowsOf(api, text)).rejects.toThrow('append-only');
    }
  });
});
