import { randomUUID } from 'node:crypto';
import type supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { countBooks, makeRule, offer } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { send, type Sender } from '../support/requests.ts';

let api: TestApp;
let here: { id: string; code: string };
let there: { id: string; code: string };
let first: SignedIn;
let second: SignedIn;
let elsewhere: SignedIn;
let manager: SignedIn;
beforeAll(async () => {
  api = await startApp();
  await makeRule(api);
  [here, there] = [await makeLocation(api), await makeLocation(api)];
  first = await makeStaff(api, ['cashier'], { locationIds: [here.id] });
  second = await makeStaff(api, ['cashier'], { locationIds: [here.id] });
  elsewhere = await makeStaff(api, ['cashier'], { locationIds: [there.id] });
  manager = await makeStaff(api, ['manager']);
});
afterAll(() => api.close());

const post = (who: Sender, path: string, key: string, body: object = {}): supertest.Test =>
  send(api, 'post', path, { ...who, body }).set('idempotency-key', key);
const sale = async () => offer(api, here.code, { member: { id: (await makeMember(api)).id } });
const withoutEffect = async (ask: () => Promise<unknown>): Promise<void> => {
  const before = await countBooks(api);
  await ask();
  expect(await countBooks(api)).toEqual(before);
};

describe('a request that one cashier left unanswered', () => {
  it('can be repeated by a colleague, who gets the same reply', async () => {
    const [key, body] = [randomUUID(), await sale()];
    const done = await post(first, '/purchases', key, body).expect(201);
    await withoutEffect(async () => {
      const again = await post(second, '/purchases', key, body).expect(201);
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect(again.body).toEqual(done.body);
    });
  });

  it('is booked once if all repeat it at the same moment', async () => {
    const [key, body] = [randomUUID(), await sale()];
    const colleagues = [first, second, manager, first, second, manager];
    const replies = await Promise.all(colleagues.map((one) => post(one, '/purchases', key, body)));
    expect(replies.filter(({ status }) => status !== 409).map(({ status }) => status)).toContain(201);
    for (const { status, body: reply } of replies)
      expect([201, 'in-flight']).toContain(status === 201 ? 201 : reply.code);
    expect(new Set(replies.flatMap(({ status, body: { id } }) => (status === 201 ? [id] : []))).size).toBe(1);
  });

  it('cannot be turned into another action', async () => {
    const [key, body] = [randomUUID(), await sale()];
    await post(first, '/purchases', key, body).expect(201);
    const others = [
      { path: '/purchases', sent: { ...body, lines: [{ name: 'Machine', amount: 99_900 }] } },
      { path: '/purchases', sent: { ...body, member: { id: (await makeMember(api)).id } } },
      { path: `/purchases/${randomUUID()}/returns`, sent: { lines: [{ line: 0, quantity: 1 }] } },
    ];
    await withoutEffect(async () => {
      for (const { path, sent } of others) {
        const { status, body: reply } = await post(second, path, key, sent);
        expect([status, reply.code]).toEqual([422, 'idempotency-key-reused']);
      }
    });
  });
});

describe('a stored reply', () => {
  const refused = async (who: Sender, path: string, key: string, body?: object): Promise<void> =>
    withoutEffect(async () => {
      const { status, body: reply } = await post(who, path, key, body);
      expect([status, reply.code]).toEqual([403, 'not-allowed']);
      expect(JSON.stringify(reply)).not.toContain('Anna');
    });

  it('cannot be read by a cashier of another location: purchase, return, voucher', async () => {
    const keys = [randomUUID(), randomUUID(), randomUUID()] as const;
    const body = await sale();
    const { body: bought } = await post(first, '/purchases', keys[0], body).expect(201);
    await refused(elsewhere, '/purchases', keys[0], body);

    const back = { lines: [{ line: 0, quantity: 1 }] };
    await post(first, `/purchases/${bought.id}/returns`, keys[1], back).expect(201);
    await refused(elsewhere, `/purchases/${bought.id}/returns`, keys[1], back);
    await post(second, `/purchases/${bought.id}/returns`, keys[1], back).expect(201);

    const saver = await makeSaver(api, 100);
    const reward = await makeReward(api);
    const redeemed = await post(saver, `/rewards/${reward.id}/redemptions`, randomUUID()).expect(201);
    const use = `/vouchers/${redeemed.body.voucher.code}/use`;
    await post(first, use, keys[2], { location: here.code }).expect(201);
    await refused(elsewhere, use, keys[2], { location: here.code });
    await post(second, use, keys[2], { location: here.code }).expect(201);
  });

  it('cannot be read by callers that the endpoint refuses', async () => {
    const { id } = await makeMember(api);
    const key = randomUUID();
    const [path, gift] = [`/members/${id}/points/adjustments`, { points: 5, reason: 'sorry' }];
    await post(manager, path, key, gift).expect(201);
    await refused(first, path, key, gift);
    const member = await makeSignedInMember(api);
    await refused(member, path, key, gift);
    const [saleKey, body] = [randomUUID(), await sale()];
    await post(first, '/purchases', saleKey, body).expect(201);
    await refused(member, '/purchases', saleKey, body);
  });

  it('of one API key cannot be read with another, or by staff', async () => {
    const [key, body] = [randomUUID(), await sale()];
    const done = await post(first, '/purchases', key, body).expect(201);
    const integrations = [{ key: await makeKey(api) }, { key: await makeKey(api) }] as const;
    await withoutEffect(async () => {
      const { status, body: reply } = await post(integrations[0], '/purchases', key, body);
      expect([status, reply.code, reply.purchaseId]).toEqual([409, 'receipt-already-counted', done.body.id]);
    });
    const own = await sale();
    await post(integrations[0], '/purchases', key, own).expect(201);
    for (const who of [integrations[1], first]) {
      const { body: reply } = await post(who, '/purchases', key, own);
      expect(reply.code).toBe(who === first ? 'idempotency-key-reused' : 'receipt-already-counted');
    }
  });

  it('to a call of staff for themselves stays private', async () => {
    const reward = await makeReward(api);
    const [one, other] = [
      await makeSignedInMember(api, { roles: ['cashier'] }),
      await makeSignedInMember(api, { roles: ['cashier'] }),
    ];
    for (const { member } of [one, other])
      await makeAwards(api, member.id, [{ points: 100, expiresAt: null }]);
    const key = randomUUID();
    const [a, b] = [
      await post(one, `/rewards/${reward.id}/redemptions`, key).expect(201),
      await post(other, `/rewards/${reward.id}/redemptions`, key).expect(201),
    ];
    expect(a.body.voucher.memberId).toBe(one.member.id);
    expect(b.body.voucher.memberId).toBe(other.member.id);
  });
});
