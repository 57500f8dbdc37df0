import { randomUUID } from 'node:crypto';
import type { Approval } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SessionsService } from '../../apps/api/src/features/identity/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { changeApprovals } from '../support/makers/purchases.ts';
import { expectProblem, send, type Sender } from '../support/requests.ts';

let api: TestApp;
let admin: SignedIn;
let other: SignedIn;
beforeAll(async () => {
  api = await startApp();
  await changeApprovals(api, { points: 100 });
});
// A test moves the clock by a day, which ends sessions, and the small adjustments of a person add up.
beforeEach(async () => {
  admin = await makeStaff(api, ['admin']);
  other = await makeStaff(api, ['manager']);
});
afterAll(() => api.close());

const post = (path: string, { cookie, key }: Sender, body?: object) =>
  send(api, 'post', path, { cookie, key, body }).set('idempotency-key', randomUUID());
const adjust = (sender: Sender, memberId: string, points: number) =>
  post(`/members/${memberId}/points/adjustments`, sender, { points, reason: 'x' });
const ownKey = async ({ cookie }: Sender, scopes: string[] = ['*']): Promise<Sender> => {
  const made = await post('/api-keys', { cookie }, { name: 'mine', scopes }).expect(201);
  return { key: made.body.secret as string };
};
const available = async (memberId: string): Promise<unknown> =>
  (await send(api, 'get', `/members/${memberId}/points`, { cookie: admin.cookie })).body.available;

describe('a requester cannot approve their own request', () => {
  it('in another session, with a key or under another role', async () => {
    const { id: memberId } = await makeMember(api);
    const key = await ownKey(admin);
    const second = {
      cookie: `regulars=${(await api.app.get(SessionsService).open(admin.accountId, 'two')).token}`,
    };
    for (const asker of [admin, key, second]) {
      const { id } = (await adjust(asker, memberId, 500).expect(202)).body as Approval;
      for (const approver of [admin, second])
        await expectProblem(post(`/approvals/${id}/approve`, approver, {}), 403, 'own-approval-refused');
      for (const machine of [key, await ownKey(other).catch(() => key), { key: await makeKey(api) }])
        await expectProblem(post(`/approvals/${id}/approve`, machine, {}), 403, 'not-allowed');
      await expectProblem(
        post(`/approvals/${id}/refuse`, admin, { reason: 'x' }),
        403,
        'own-approval-refused',
      );
    }
    expect(await available(memberId)).toBe(0);
  });

  it('by becoming cashier and manager again', async () => {
    const person = await makeStaff(api, ['manager']);
    const { id: memberId } = await makeMember(api);
    const { id } = (await adjust(person, memberId, 500).expect(202)).body as Approval;
    for (const role of ['cashier', 'admin']) {
      const { body } = await send(api, 'get', '/staff', { cookie: admin.cookie });
      const row = (body.data as { id: string; version: number }[]).find(
        (each) => each.id === person.accountId,
      );
      await send(api, 'patch', `/staff/${person.accountId}`, {
        cookie: admin.cookie,
        version: row?.version ?? 0,
        body: { role },
      }).expect(200);
    }
    await expectProblem(post(`/approvals/${id}/approve`, person, {}), 403, 'own-approval-refused');
  });

  it('and nobody can approve one for their own card', async () => {
    const approver = await makeSignedInMember(api, { roles: ['manager'] });
    const { id } = (await adjust(admin, approver.member.id, 500).expect(202)).body as Approval;
    await expectProblem(post(`/approvals/${id}/approve`, approver, {}), 403, 'self-earning-refused');
    expect(await available(approver.member.id)).toBe(0);
    await post(`/approvals/${id}/approve`, other, {}).expect(200);
  });

  it('by removing the limit for a moment', async () => {
    const asked = await send(api, 'put', '/approval-settings/limits', {
      cookie: admin.cookie,
      body: { points: null },
    }).expect(202);
    await expectProblem(post(`/approvals/${asked.body.id}/approve`, admin, {}), 403, 'own-approval-refused');
    const { id: memberId } = await makeMember(api);
    await adjust(admin, memberId, 500).expect(202);
    const key = await ownKey(admin);
    await expectProblem(
      send(api, 'put', '/approval-settings/limits', { ...key, body: { points: null } }),
      403,
      'not-allowed',
    );
    await expectProblem(
      send(api, 'patch', '/club', {
        cookie: admin.cookie,
        version: 1,
        body: { approvals: { points: null } },
      }),
      400,
      'invalid-request',
      '/approvals',
    );
  });
});

describe('small adjustments', () => {
  it('of one person add up within a day: with any key, given or taken', async () => {
    const { id: memberId } = await makeMember(api);
    const keys = [await ownKey(admin), await ownKey(admin)];
    await adjust(admin, memberId, 40).expect(201);
    await adjust(keys[0] ?? {}, memberId, 30).expect(201);
    await adjust(keys[1] ?? {}, memberId, -30).expect(201);
    for (const sender of [admin, ...keys]) await adjust(sender, memberId, 1).expect(202);
    expect(await available(memberId)).toBe(40);
    // Another person has a separate sum. A day later the sum starts again.
    await adjust(other, memberId, 100).expect(201);
    api.clock.advance({ hours: 25 });
    await adjust(keys[0] ?? {}, memberId, 100).expect(201);
  });

  it('add up if they are sent all at once', async () => {
    const { id: memberId } = await makeMember(api);
    const person = await makeStaff(api, ['manager']);
    const replies = await Promise.all(Array.from({ length: 12 }, () => adjust(person, memberId, 25)));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(4);
    expect(statuses.filter((status) => status === 202)).toHaveLength(8);
    const { body } = await send(api, 'get', `/members/${memberId}/points`, { cookie: person.cookie });
    expect(body.available).toBe(100);
  });
});
