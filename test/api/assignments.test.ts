import { randomUUID } from 'node:crypto';
import { assignPurchase } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember, changeStatus } from '../support/makers/members.ts';
import { countBooks, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { send, type Sender } from '../support/requests.ts';

let api: TestApp;
let till: Till;
let manager: SignedIn;
beforeAll(async () => {
  api = await startApp();
  await makeTier(api, { code: 'bronze' });
  await makeTier(api, { code: 'silver', threshold: 50 });
  await makeRule(api);
  till = new Till(api, await makeKey(api), (await makeLocation(api, { name: 'Wien' })).code);
  manager = await makeStaff(api, ['manager']);
});
afterAll(() => api.close());

const assign = (purchaseId: string, memberId: string, sender: Sender = manager, key: string = randomUUID()) =>
  send(api, 'post', `/purchases/${purchaseId}/assign`, { ...sender, body: { memberId } }).set(
    'idempotency-key',
    key,
  );

/** The refusal, after which nothing has changed. */
const refusalOf = async (purchaseId: string, memberId: string, sender: Sender = manager) => {
  const before = await countBooks(api);
  const { status, body } = await assign(purchaseId, memberId, sender);
  expect(await countBooks(api)).toEqual(before);
  return { status, code: body.code, errors: body.errors };
};

describe('a purchase without a member', () => {
  it('is assigned to a member once, with points, tier, explanation and the name of the manager', async () => {
    const { member, cookie } = await makeSignedInMember(api);
    const { id } = await till.sell(null, 6000);
    const { body } = await assign(id, member.id, manager, 'mine').expect(201);
    expect(body).toMatchObject({
      id,
      member: { id: member.id },
      points: { earned: 60, balance: { available: 60 } },
      explanation: [{ points: 60 }],
      tier: { code: 'silver', status: 60 },
    });
    expect((await assign(id, member.id, manager, 'mine').expect(201)).body).toEqual(body);
    const { body: own } = await send(api, 'get', `/purchases/${id}`, { cookie }).expect(200);
    expect(own).toMatchObject({ earned: 60, claimedAt: expect.any(String) });
    const { body: activity } = await send(api, 'get', '/me/activity', { cookie }).expect(200);
    expect(activity.data).toMatchObject([{ kind: 'claim', points: 60, location: 'Wien' }]);
    const { body: audit } = await send(api, 'get', '/audit-entries?action=purchase.assigned', manager);
    const { data: entries } = audit as { data: { subject: { id: string } }[] };
    expect(entries.filter(({ subject }) => subject.id === id)).toMatchObject([
      {
        action: 'purchase.assigned',
        actor: { id: manager.accountId },
        subject: { type: 'purchase', id },
        after: { points: 60 },
      },
    ]);
    const { member: other } = await makeSignedInMember(api);
    expect(await refusalOf(id, other.id)).toMatchObject({ status: 409, code: 'already-claimed' });
    expect(await refusalOf(id, member.id)).toMatchObject({ status: 409, code: 'already-claimed' });
  });

  it('gives points for the goods that were kept', async () => {
    const { id: memberId } = await makeMember(api);
    const { id } = await till.sell(null, { lines: [{ quantity: 10, unitPrice: 1000 }] });
    await till.takeBack(id, [{ line: 0, quantity: 4 }]);
    const { body } = await assign(id, memberId).expect(201);
    expect(body.points).toMatchObject({ earned: 60 });
    const back = await till.takeBack(id, [{ line: 0, quantity: 6 }]);
    expect(back.points).toMatchObject({ takenBack: 60, balance: { available: 0, debt: 0 } });
  });

  it('is assigned within 30 days, by a key too', async () => {
    const { id: memberId } = await makeMember(api);
    const [first, second] = [await till.sell(null, 1000), await till.sell(null, 1000)];
    const key = await makeKey(api, ['purchases:write']);
    api.clock.advance({ days: 30 });
    await assign(first.id, memberId, { key }).expect(201);
    api.clock.advance({ days: 1 });
    expect(await refusalOf(second.id, memberId, { key })).toMatchObject({
      status: 422,
      code: 'purchase-too-old',
    });
    api.clock.advance({ days: -31 });
  });

  it('is never assigned to the membership of the person who assigns it, and the attempt is recorded', async () => {
    const own = await makeSignedInMember(api, { roles: ['manager'] });
    const { id } = await till.sell(null, 1000);
    expect(await refusalOf(id, own.member.id, own)).toMatchObject({
      status: 403,
      code: 'self-earning-refused',
    });
    const { body } = await send(api, 'get', '/audit-entries?action=self-earning.refused', manager);
    expect(body.data).toMatchObject([{ actor: { id: own.accountId } }]);
  });

  it('is refused for an unknown or blocked member', async () => {
    const { id } = await till.sell(null, 1000);
    expect(await refusalOf(id, randomUUID())).toMatchObject({
      status: 404,
      code: 'not-found',
      errors: [{ pointer: '/memberId' }],
    });
    const { id: memberId } = await makeMember(api);
    await changeStatus(api, memberId, 'blocked');
    expect(await refusalOf(id, memberId)).toMatchObject({ status: 422, code: 'member-not-active' });
    expect(await refusalOf(randomUUID(), memberId)).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('goes to one member if ten people assign it at once', async () => {
    const { id } = await till.sell(null, 1000);
    const members = await Promise.all(Array.from({ length: 10 }, () => makeMember(api)));
    const statuses = await Promise.all(members.map(async (one) => (await assign(id, one.id)).status));
    expect(statuses.sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    const { body } = await send(api, 'get', `/purchases/${id}`, manager).expect(200);
    expect(body).toMatchObject({ earned: 10 });
  });

  it('is assigned by the typed client', async () => {
    const { id: memberId } = await makeMember(api);
    const { id } = await till.sell(null, 1000);
    const reply = await api.client(manager).call(assignPurchase, { params: { id }, body: { memberId } });
    expect(reply.member).toMatchObject({ id: memberId });
  });
});
