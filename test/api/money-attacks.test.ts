import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SettleWalletsJob } from '../../apps/api/src/features/points/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards, makeMemberWithPoints } from '../support/makers/points.ts';
import { makeRule, offer, Till } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { pluck, send } from '../support/requests.ts';

const location = 'vienna';
let api: TestApp;
let key: string;
let till: Till;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  await makeRule(api);
  await makeLocation(api, { code: location });
  till = new Till(api, key, location);
});
afterEach(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
});
afterAll(() => api.close());

const post = async (path: string, body: object = {}, idempotencyKey: string = randomUUID()) => {
  const reply = await send(api, 'post', path, { key, body }).set('idempotency-key', idempotencyKey);
  return { status: reply.status, body: reply.body };
};
const codeOf = async (posted: ReturnType<typeof post>): Promise<string> => {
  const { status, body } = await posted;
  return status < 300 ? 'done' : body.code;
};
const balanceOf = async (id: string) => {
  const { body } = await send(api, 'get', `/members/${id}/points`, { key }).expect(200);
  const { available, pending, held, debt } = body;
  return { available, pending, held, debt };
};
const none = { available: 0, pending: 0, held: 0, debt: 0 };

describe('one idempotency key', () => {
  it('works for one path: not for another member or action', async () => {
    const [one, other] = [await makeMemberWithPoints(api, 100), await makeMemberWithPoints(api, 100)];
    const again = randomUUID();
    const body = { points: 10, reason: 'test' };
    expect(await codeOf(post(`/members/${one}/points/redemptions`, body, again))).toBe('done');
    for (const path of [`/members/${other}/points/redemptions`, `/members/${one}/points/holds`])
      expect(await codeOf(post(path, body, again))).toBe('idempotency-key-reused');
    expect(await balanceOf(one)).toMatchObject({ available: 90, held: 0 });
    expect(await balanceOf(other)).toMatchObject({ available: 100 });
  });
});

describe('one receipt number', () => {
  const sell = (memberId: string, number: string) =>
    post('/purchases', offer(api, location, { member: { id: memberId }, receipt: { location, number } }));

  it('counts once, whatever its spaces and signs', async () => {
    const { id } = await makeMember(api);
    expect(await codeOf(sell(id, 'Café 12'))).toBe('done');
    const same = [
      ' Café 12 ',
      'Cafe\u0301 12',
      'Café  12',
      'Café\t12',
      'Café\u00a012',
      'Ca\u200bfé 12',
      'Café １２',
    ];
    for (const number of same)
      expect({ number, code: await codeOf(sell(id, number)) }).toEqual({
        number,
        code: 'receipt-already-counted',
      });
    expect(await balanceOf(id)).toMatchObject({ available: 47 });
    const found = await send(api, 'get', `/purchases?receipt=${encodeURIComponent('Cafe\u0301  12')}`, {
      key,
    });
    expect(pluck(found.body, 'receipt')).toMatchObject([{ number: 'Café 12' }]);
  });

  it('differs from one with other letters, also in case', async () => {
    const { id } = await makeMember(api);
    for (const number of ['r-a1', 'R-A1', 'R-A 1']) expect(await codeOf(sell(id, number))).toBe('done');
  });

  it('is refused if it has only spaces', async () => {
    const { id } = await makeMember(api);
    for (const number of ['', ' ', '\u200b', '\u00a0\t'])
      expect(await sell(id, number)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/receipt/number' }] },
      });
  });
});

describe('a return', () => {
  it('cannot be reversed by hand, nor can its purchase, and nothing comes back twice', async () => {
    const { id } = await makeMember(api);
    const bought = await till.sell(id, { lines: [{ quantity: 2, amount: 2000 }] });
    await till.takeBack(bought.id, [{ line: 0, quantity: 2 }]);
    expect(await balanceOf(id)).toEqual(none);
    const { body } = await send(api, 'get', `/members/${id}/points/entries`, { key });
    for (const transaction of new Set(pluck(body, 'transactionId')))
      expect(await codeOf(post(`/points/transactions/${transaction}/reverse`, { reason: 'test' }))).toBe(
        'cannot-reverse',
      );
    const again = post(`/purchases/${bought.id}/returns`, { lines: [{ line: 0, quantity: 1 }] });
    expect(await codeOf(again)).toBe('returned-more-than-bought');
    expect(await balanceOf(id)).toEqual(none);
  });

  it('of a claimed purchase takes back the claimed points, also at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const saver = await makeSaver(api, 100);
      const number = randomUUID();
      const bought = await till.sell(null, {
        receipt: { location, number },
        lines: [{ quantity: 2, amount: 3000 }],
      });
      const claim = { location, number, date: '2026-11-22', total: 3000 };
      const claimed = send(api, 'post', '/purchases/claims', { ...saver, body: claim })
        .set('idempotency-key', randomUUID())
        .then(({ status }) => status);
      const returned = codeOf(post(`/purchases/${bought.id}/returns`, { lines: [{ line: 0, quantity: 1 }] }));
      expect(await Promise.all([claimed, returned])).toEqual([expect.any(Number), 'done']);
      const kept = (await claimed) === 201 ? 15 : 0;
      expect(await balanceOf(saver.member.id)).toMatchObject({ available: 100 + kept, debt: 0 });
      await till.takeBack(bought.id, [{ line: 0, quantity: 1 }]);
      expect(await balanceOf(saver.member.id)).toMatchObject({ available: 100, debt: 0 });
    }
  });
});

describe('at the same moment', () => {
  it('points expire or are redeemed, never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await makeMemberWithPoints(api, 0);
      const due = new Date(api.clock.now() + 60_000).toISOString();
      await makeAwards(api, id, [{ points: 100, expiresAt: due }]);
      const redeem = () => codeOf(post(`/members/${id}/points/redemptions`, { points: 60, reason: 'test' }));
      const early = redeem();
      api.clock.set(due);
      const late = redeem();
      const [first, second] = await Promise.all([early, late, api.app.get(SettleWalletsJob).settleDue()]);
      expect(second === 'done' ? first : second).toBe('insufficient-points');
      expect(await balanceOf(id)).toEqual(none);
      expect(await redeem()).toBe('insufficient-points');
    }
  });

  it('an import is undone while the till returns its purchase', async () => {
    const importing = new Importing(api, key);
    const { id } = await makeMember(api, { externalId: 'I-1' });
    const columns = { receipt: 'bon', location: 'shop', purchasedAt: 'at', externalId: 'id', amount: 'sum' };
    const settings = { kind: 'purchases', mapping: { columns }, options: { currency: 'EUR' } } as const;
    const lines = Array.from({ length: 30 }, (_, at) => `I-${at},${location},2026-11-05 12:00:00,I-1,10.00`);
    const done = await importing.run(settings, ['bon,shop,at,id,sum', ...lines].join('\n'));
    expect(await balanceOf(id)).toMatchObject({ available: 300 });
    const list = await send(api, 'get', `/purchases?member=${id}&limit=200`, { key });
    const returns = pluck(list.body, 'id').map((purchase) =>
      codeOf(post(`/purchases/${purchase}/returns`, { lines: [{ line: 0, quantity: 1 }] })),
    );
    const undone = importing.undo(done.id);
    expect(
      new Set(await Promise.all(returns)).difference(
        new Set(['done', 'not-found', 'returned-more-than-bought']),
      ),
    ).toEqual(new Set());
    expect(await undone).toMatchObject({ state: 'undone' });
    expect(await balanceOf(id)).toEqual(none);
  });
});

describe('a closed membership', () => {
  it('earns and spends nothing; earlier holds and redemptions end without a loss', async () => {
    const { member } = await makeSaver(api, 1000);
    const { id } = member;
    const reward = await makeReward(api, { points: 100 });
    const [kept, returned] = [
      await post(`/rewards/${reward.id}/redemptions`, { memberId: id }),
      await post(`/rewards/${reward.id}/redemptions`, { memberId: id }),
    ];
    const hold = async () =>
      (await post(`/members/${id}/points/holds`, { points: 50, reason: 'test' })).body.id;
    const holds = [await hold(), await hold(), await hold()];
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'test' } }).expect(200);
    const body = { points: 1, reason: 'test' };
    const refused = [
      post(`/members/${id}/points/redemptions`, body),
      post(`/members/${id}/points/holds`, body),
      post(`/rewards/${reward.id}/redemptions`, { memberId: id }),
      post('/purchases', offer(api, location, { member: { id } })),
    ];
    for (const call of refused) expect(await codeOf(call)).toBe('member-not-active');
    expect(await balanceOf(id)).toEqual({ available: 650, pending: 0, held: 150, debt: 0 });
    expect(await codeOf(post(`/points/holds/${holds[0]}/release`))).toBe('done');
    expect(await codeOf(post(`/points/holds/${holds[1]}/capture`))).toBe('done');
    expect(await codeOf(post(`/redemptions/${returned.body.id}/cancel`))).toBe('done');
    expect(await codeOf(post(`/vouchers/${kept.body.voucher.id}/use`))).toBe('done');
    api.clock.advance({ hours: 1 });
    await api.app.get(SettleWalletsJob).settleDue();
    expect(await balanceOf(id)).toEqual({ available: 850, pending: 0, held: 0, debt: 0 });
    expect(await codeOf(post(`/points/holds/${holds[2]}/release`))).toBe('hold-not-active');
  });
});

describe('a clock that goes backwards', () => {
  it('loses and doubles nothing, and does not undo settling', async () => {
    const id = await makeMemberWithPoints(api, 100);
    const now = api.clock.now();
    const at = (minutes: number) => api.clock.set(new Date(now + minutes * 60_000).toISOString());
    const held = await post(`/members/${id}/points/holds`, { points: 10, reason: 'test', minutes: 20 });
    await makeAwards(api, id, [{ points: 40, expiresAt: new Date(now + 30 * 60_000).toISOString() }]);
    at(60);
    expect(await codeOf(post(`/members/${id}/points/redemptions`, { points: 10, reason: 'test' }))).toBe(
      'done',
    );
    expect(await balanceOf(id)).toMatchObject({ available: 90, held: 0 });
    at(-60);
    expect(await balanceOf(id)).toMatchObject({ available: 90, held: 0 });
    expect(await codeOf(post(`/points/holds/${held.body.id}/capture`))).toBe('hold-not-active');
    expect(await codeOf(post(`/members/${id}/points/redemptions`, { points: 90, reason: 'test' }))).toBe(
      'done',
    );
    expect(await codeOf(post(`/members/${id}/points/redemptions`, { points: 1, reason: 'test' }))).toBe(
      'insufficient-points',
    );
    at(61);
    await api.app.get(SettleWalletsJob).settleDue();
    expect(await balanceOf(id)).toEqual(none);
  });
});
