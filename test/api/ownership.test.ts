import { randomUUID } from 'node:crypto';
import type { Location } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { system } from '../../apps/api/src/platform/actor.ts';
import { ApiKeysService } from '../../apps/api/src/features/identity/index.ts';
import { startWithFixtures, type Fixtures } from '../support/access-fixtures.ts';
import type { TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { fingerprintOf, type Fingerprint } from '../support/nonsense/fingerprint.ts';
import { Listener } from '../support/listener.ts';
import { pluck, send, type Sender } from '../support/requests.ts';

let api: TestApp;
let fixtures: Fixtures;
let fingerprint: Fingerprint;
let stranger: SignedInMember;
let vienna: Location;
let berlin: Location;
let till: Till;
let memberKey: string;
beforeAll(async () => {
  ({ api, fixtures } = await startWithFixtures());
  fingerprint = await fingerprintOf(api);
  stranger = await makeSignedInMember(api);
  vienna = await makeLocation(api, { code: 'vienna' });
  berlin = await makeLocation(api, { code: 'berlin' });
  memberKey = await makeKey(api);
  till = new Till(api, memberKey, berlin.code);
});
afterAll(() => api.close());

type Method = 'get' | 'post' | 'patch' | 'delete';
interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

const ask = async (sender: Sender, method: Method, path: string, body?: object): Promise<Answer> => {
  const request = send(api, method, path, { ...sender, body });
  const reply = await (method === 'post' ? request.set('idempotency-key', randomUUID()) : request);
  const { instance: _, requestId: __, ...said } = reply.body as Record<string, unknown>;
  return { status: reply.status, body: said };
};

/** The file of a caller's export. */
const exportedBy = async (sender: Sender, kind: string): Promise<string> => {
  const { id } = (await send(api, 'post', '/exports', { ...sender, body: { kind } }).expect(202)).body as {
    id: string;
  };
  await expect
    .poll(async () => (await ask(sender, 'get', `/exports/${id}`)).body['state'], { timeout: 20_000 })
    .toBe('done');
  return (await send(api, 'get', `/exports/${id}/file`, sender).buffer(true).expect(200)).text;
};

/** An object of another member gets exactly the reply of an unknown one, and nothing changes. */
const findsNothing = async (
  sender: Sender,
  method: Method,
  path: (id: string) => string,
  id: string,
  body?: (id: string) => object,
): Promise<void> => {
  const before = await fingerprint();
  const foreign = await ask(sender, method, path(id), body?.(id));
  const unknown = randomUUID();
  expect(foreign).toEqual(await ask(sender, method, path(unknown), body?.(unknown)));
  expect(foreign.status).toBe(404);
  expect(await fingerprint()).toBe(before);
};

describe('a member cannot reach another member’s', () => {
  it('purchase', async () => {
    await findsNothing(stranger, 'get', (id) => `/purchases/${id}`, fixtures.purchaseId);
  });

  it('redemption, to cancel it', async () => {
    await findsNothing(stranger, 'post', (id) => `/redemptions/${id}/cancel`, fixtures.redemptionId);
  });

  it('points, to redeem them', async () => {
    const path = (): string => `/rewards/${fixtures.rewardId}/redemptions`;
    await findsNothing(stranger, 'post', path, fixtures.memberId, (memberId) => ({ memberId }));
  });

  it('session, to end it', async () => {
    const other = await makeSignedInMember(api);
    const { body } = await send(api, 'get', '/me/sessions', other).expect(200);
    const [session] = pluck(body, 'id');
    await findsNothing(stranger, 'delete', (id) => `/me/sessions/${id}`, session ?? '');
    await send(api, 'get', '/me', other).expect(200);
  });

  it('entries in lists', async () => {
    const newcomer = await makeSignedInMember(api);
    for (const path of ['/me/activity', '/me/vouchers']) {
      const { body } = await send(api, 'get', path, newcomer).expect(200);
      expect({ path, data: body.data }).toEqual({ path, data: [] });
    }
    const { body } = await send(api, 'get', '/me/sessions', newcomer).expect(200);
    expect(body.data).toHaveLength(1);
  });
});

describe('at another location', () => {
  it('a cashier cannot post, return or hand out', async () => {
    const cashier = await makeStaff(api, ['cashier'], { locationIds: [vienna.id] });
    const bought = await till.sell(fixtures.memberId, 900);
    const before = await fingerprint();
    const line = { lines: [{ line: 0, quantity: 1 }] };
    const receipt = { location: berlin.code, number: 'B-1' };
    const attempts = [
      ask(cashier, 'post', '/purchases', {
        receipt,
        purchasedAt: '2026-11-22T09:00:00Z',
        currency: 'EUR',
        lines: [{ amount: 100 }],
      }),
      ask(cashier, 'post', `/vouchers/${fixtures.voucherCode}/use`, { location: berlin.code }),
      ask(cashier, 'post', `/purchases/${bought.id}/returns`, { ...line, receipt }),
    ];
    for (const attempt of attempts)
      expect(await attempt).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    for (const own of [undefined, { location: vienna.code, number: 'V-1' }])
      expect(
        await ask(cashier, 'post', `/purchases/${bought.id}/returns`, { ...line, receipt: own }),
      ).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await fingerprint()).toBe(before);
  });

  it('a key cannot read or return a purchase, and exports none of them', async () => {
    const bound = { key: await makeKey(api, ['*'], [vienna.id]) };
    const { id } = await till.sell(fixtures.memberId, 900);
    const lines = [{ line: 0, quantity: 1 }];
    const receipt = { location: vienna.code, number: 'V-1' };
    await findsNothing(bound, 'get', (each) => `/purchases/${each}`, id);
    await findsNothing(
      bound,
      'post',
      (each) => `/purchases/${each}/returns`,
      id,
      () => ({ lines }),
    );
    await findsNothing(
      bound,
      'post',
      (each) => `/purchases/${each}/returns`,
      id,
      () => ({ lines, receipt }),
    );
    for (const kind of ['members', 'purchases']) {
      const file = await exportedBy(bound, kind);
      for (const foreign of [id, fixtures.memberId]) expect(file).not.toContain(foreign);
    }
    expect(await ask(bound, 'post', '/exports', { kind: 'journal' })).toMatchObject({ status: 403 });
    const made = await send(api, 'post', '/exports', { key: memberKey, body: { kind: 'purchases' } });
    for (const path of [(each: string) => `/exports/${each}`, (each: string) => `/exports/${each}/file`])
      await findsNothing(bound, 'get', path, String(made.body.id));
  });

  it('a manager of one location cannot appoint staff', async () => {
    const manager = await makeStaff(api, ['manager'], { locationIds: [vienna.id] });
    const cashier = await makeStaff(api, ['cashier'], { locationIds: [berlin.id] });
    const person = { displayName: 'New', language: 'en', role: 'cashier', email: 'new@club.example' };
    for (const locations of [[], [berlin.id], [vienna.id, berlin.id]])
      expect(await ask(manager, 'post', '/staff', { ...person, locations })).toMatchObject({ status: 403 });
    const change = { ...manager, version: 1, body: { locations: [vienna.id] } };
    await send(api, 'patch', `/staff/${cashier.accountId}`, change).expect(404);
  });
});

describe('nobody extends their own rights:', () => {
  it('a manager cannot create managers, admins or keys', async () => {
    const manager = await makeStaff(api, ['manager']);
    const cashier = await makeStaff(api, ['cashier']);
    const before = await fingerprint();
    for (const role of ['manager', 'admin']) {
      const person = { email: `${role}@club.example`, displayName: 'New', language: 'en', role };
      expect(await ask(manager, 'post', '/staff', person)).toMatchObject({ status: 403 });
      for (const { accountId } of [manager, cashier, { accountId: fixtures.accounts.admin }]) {
        const change = { ...manager, version: 1, body: { role } };
        await send(api, 'patch', `/staff/${accountId}`, change).expect(403);
      }
    }
    const deposed = { ...manager, version: 1, body: { active: false } };
    await send(api, 'patch', `/staff/${fixtures.accounts.admin}`, deposed).expect(403);
    expect(await ask(manager, 'post', '/api-keys', { name: 'k', scopes: ['*'] })).toMatchObject({
      status: 403,
    });
    expect(await fingerprint()).toBe(before);
  });

  it('a key cannot create keys or staff, whatever its scopes', async () => {
    const key = { key: await makeKey(api, ['*']) };
    expect(await ask(key, 'post', '/api-keys', { name: 'k', scopes: ['*'] })).toMatchObject({ status: 403 });
    const person = { email: 'x@club.example', displayName: 'X', language: 'en', role: 'admin' };
    expect(await ask(key, 'post', '/staff', person)).toMatchObject({ status: 403 });
  });

  it('staff cannot claim purchases of others, although they can look up receipts', async () => {
    const cashier = await makeSignedInMember(api, { roles: ['cashier'] });
    const number = `A-${randomUUID()}`;
    await till.sell(null, { receipt: { location: berlin.code, number }, lines: [{ amount: 5000 }] });
    const details = { location: berlin.code, number, date: '2026-11-22', total: 5000 };
    const refused = await ask(cashier, 'post', '/purchases/claims', details);
    expect(refused).toMatchObject({ status: 422, body: { code: 'claim-refused' } });
    expect(await ask(stranger, 'post', '/purchases/claims', details)).toMatchObject({ status: 201 });
  });
});

describe('a stream of events', () => {
  it('shows a member only their own events', async () => {
    const [mine, other] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    const listener = await Listener.open(api, '/me/events', mine.cookie);
    await till.sell(other.member.id, 700);
    await till.sell(null, 700);
    const own = await till.sell(mine.member.id, 700);
    await vi.waitFor(() => expect(listener.text).toContain(own.id), 5000);
    const told = [...listener.text.matchAll(/"memberId":"?([\w-]+)"?/g)].map(([, id]) => id);
    expect(new Set(told)).toEqual(new Set([mine.member.id]));
    listener.close();
  });

  it('ends when the member signs out', async () => {
    const member = await makeSignedInMember(api);
    const listener = await Listener.open(api, '/me/events', member.cookie);
    await send(api, 'delete', '/sessions/current', member).expect(204);
    await vi.waitFor(() => expect(listener.ended).toBe(true), 8000);
  });

  it('ends when staff are deactivated or demoted, and continues for others', async () => {
    const admin = await makeStaff(api, ['admin']);
    const [gone, demoted] = [await makeStaff(api, ['manager']), await makeStaff(api, ['manager'])];
    const listen = (cookie: string) => Listener.open(api, '/events', cookie);
    const streams = [await listen(gone.cookie), await listen(demoted.cookie), await listen(admin.cookie)];
    const change = (body: object) => ({ ...admin, version: 1, body });
    await send(api, 'patch', `/staff/${gone.accountId}`, change({ active: false })).expect(200);
    await send(api, 'patch', `/staff/${demoted.accountId}`, change({ role: 'cashier' })).expect(200);
    await vi.waitFor(() => expect(streams.map(({ ended }) => ended)).toEqual([true, true, false]), 8000);
    streams.forEach((stream) => stream.close());
  });

  it('ends when the key is revoked', async () => {
    const keys = api.app.get(ApiKeysService);
    const { row, secret } = await keys.create(system, { name: 'k', scopes: ['club:read'], locations: [] });
    const listener = await Listener.openWithKey(api, '/events', secret);
    await keys.revoke(system, row.id);
    await vi.waitFor(() => expect(listener.ended).toBe(true), 8000);
  });
});
