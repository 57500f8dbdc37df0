import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberRecord } from '../../apps/api/src/features/members/index.ts';
import { FindDuplicatesJob } from '../../apps/api/src/features/merges/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards, takeBackFrom } from '../support/makers/points.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let till: Till;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api, [
    'members:read',
    'members:write',
    'points:read',
    'points:write',
    'purchases:read',
    'purchases:write',
    'rewards:read',
    'rewards:write',
  ]);
  await makeRule(api);
  till = new Till(api, key, (await makeLocation(api)).code);
});
afterAll(() => api.close());

const get = async (path: string) => (await send(api, 'get', path, { key }).expect(200)).body;
const available = async (id: string): Promise<number> => (await get(`/members/${id}/points`)).available;
const cardOf = async (id: string): Promise<string> => (await get(`/members/${id}/cards`)).data[0].number;
const once = () => ({ 'idempotency-key': randomUUID() });
const merge = (survivor: MemberRecord, duplicate: MemberRecord, body: object = {}, query = '') =>
  send(api, 'post', `/members/${survivor.id}/merges${query}`, {
    key,
    body: { duplicateId: duplicate.id, ...body },
  });
const undo = (id: string, query = '') => send(api, 'post', `/merges/${id}/undo${query}`, { key });
const redeem = (id: string, points: number) =>
  send(api, 'post', `/members/${id}/points/redemptions`, { key, body: { points, reason: 'spent' } }).set(
    once(),
  );

/** All that a merge must leave as it was. */
const stateOf = async ({ id }: MemberRecord) => ({
  points: await get(`/members/${id}/points`),
  cards: await get(`/members/${id}/cards`),
  vouchers: await get(`/members/${id}/vouchers`),
  purchases: await get(`/purchases?member=${id}`),
  consents: await get(`/members/${id}/consents`),
  tags: await get(`/members/${id}/tags`),
  person: { ...(await get(`/members/${id}`)), version: 0 },
});
const pair = async (): Promise<[MemberRecord, MemberRecord]> => [
  await makeMember(api, { firstName: 'Anna' }),
  await makeMember(api, { firstName: 'Anne', externalId: `K-${randomUUID()}` }),
];

describe('a merge', () => {
  it('moves everything, leads from the duplicate to the survivor, and undone leaves all as it was', async () => {
    const [survivor, duplicate] = await pair();
    const reward = await makeReward(api, { points: 20 });
    for (const member of [survivor, duplicate]) {
      await till.sell(member.id, 5000);
      await makeAwards(api, member.id, [{ points: 40, expiresAt: '2031-01-01T00:00:00Z', status: 40 }]);
      await send(api, 'post', `/rewards/${reward.id}/redemptions`, { key, body: { memberId: member.id } })
        .set(once())
        .expect(201);
    }
    const card = await cardOf(duplicate.id);
    const before = [await stateOf(survivor), await stateOf(duplicate)];
    const entries = (await get(`/members/${survivor.id}/points/entries`)).data.length;

    const { body: tried } = await merge(survivor, duplicate, {}, '?dryRun=true').expect(200);
    expect(tried).toMatchObject({ points: { available: 70 } });
    expect([await stateOf(survivor), await stateOf(duplicate)]).toEqual(before);

    const { body: merged } = await merge(survivor, duplicate, { take: ['email'] }).expect(201);
    expect(merged.moved).toEqual(
      expect.arrayContaining([
        { thing: 'cards', count: 1 },
        { thing: 'purchases', count: 1 },
        { thing: 'vouchers', count: 1 },
      ]),
    );
    expect(await available(survivor.id)).toBe(140);
    expect((await get(`/members/${survivor.id}/cards`)).data).toHaveLength(2);
    expect((await get(`/members/${survivor.id}`)).email).toBe(duplicate.email);
    const led = await send(api, 'get', `/members/${duplicate.id}/points`, { key }).expect(308);
    expect(led.headers.location).toBe(`/api/v1/members/${survivor.id}/points`);
    for (const member of [{ id: duplicate.id }, { externalId: duplicate.externalId ?? '' }, { card }]) {
      const sold = await till.sell(null, { member, lines: [{ amount: 100 }] });
      expect(await get(`/purchases/${sold.id}`)).toMatchObject({ member: { id: survivor.id } });
    }
    await redeem(duplicate.id, 1).expect(201);
    expect(await available(survivor.id)).toBe(142);

    // Three euros were bought in between: one with the card of the duplicate.
    const { body: undone } = await undo(merged.id).expect(200);
    expect(undone.undone.points).toBe(71);
    const after = [await stateOf(survivor), await stateOf(duplicate)];
    expect([await available(survivor.id), await available(duplicate.id)]).toEqual([71, 71]);
    for (const place of [0, 1]) {
      const { points: _, purchases, ...rest } = after[place] ?? {};
      const { points: __, purchases: bought, ...was } = before[place] ?? {};
      expect(rest).toEqual(was);
      expect(pluck(purchases, 'id')).toEqual(expect.arrayContaining(pluck(bought, 'id')));
    }
    expect((await get(`/members/${survivor.id}/points/entries`)).data.length).toBeGreaterThan(entries);
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });

  it('lets goods of before come back while it lasts and afterwards', async () => {
    const [survivor, duplicate] = await pair();
    const sold = await till.sell(duplicate.id, { lines: [{ amount: 3000 }, { amount: 2000 }] });
    const { body: merged } = await merge(survivor, duplicate).expect(201);
    await till.takeBack(sold.id, [{ line: 0, quantity: 1 }]);
    expect(await available(survivor.id)).toBe(20);
    await undo(merged.id).expect(200);
    expect([await available(survivor.id), await available(duplicate.id)]).toEqual([0, 20]);
    await till.takeBack(sold.id, [{ line: 1, quantity: 1 }]);
    expect(await available(duplicate.id)).toBe(0);
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });

  it('keeps what was refused refused, until it is undone', async () => {
    const [survivor, duplicate] = await pair();
    const say = (id: string, granted: boolean) =>
      send(api, 'put', `/members/${id}/consents`, {
        key,
        body: { consents: [{ purpose: 'profiling', granted }] },
      });
    await say(survivor.id, true).expect(200);
    await say(duplicate.id, false).expect(200);
    api.clock.advance({ minutes: 1 });
    const before = await get(`/members/${survivor.id}/consents`);
    const { body: merged } = await merge(survivor, duplicate).expect(201);
    expect(await get(`/members/${survivor.id}/consents`)).not.toEqual(before);
    await undo(merged.id).expect(200);
    expect(await get(`/members/${survivor.id}/consents`)).toEqual(before);
  });

  it('comes from a list of likely pairs, found at night, that staff may dismiss', async () => {
    const same = { birthday: '1984-05-06', lastName: 'Zwillinger' };
    const [first, second, other] = [
      await makeMember(api, { ...same, firstName: 'Katharina' }),
      await makeMember(api, { ...same, firstName: 'Katarina' }),
      await makeMember(api, { ...same, firstName: 'Ottokar' }),
    ];
    const listed = async () => {
      await api.app.get(FindDuplicatesJob).run();
      const { data } = await get('/members/duplicates?limit=100');
      return (
        data as { id: string; reasons: string[]; member: { id: string }; other: { id: string } }[]
      ).filter((pair) => [first.id, second.id, other.id].includes(pair.member.id));
    };
    const [pair, ...more] = await listed();
    expect(more).toEqual([]);
    expect(pair).toMatchObject({ reasons: ['birthday'] });
    expect([pair?.member.id, pair?.other.id].sort()).toEqual([first.id, second.id].sort());
    await send(api, 'post', `/members/duplicates/${pair?.id ?? ''}/dismiss`, { key }).expect(204);
    expect(await listed()).toEqual([]);
    await expectProblem(
      send(api, 'post', `/members/duplicates/${randomUUID()}/dismiss`, { key }),
      404,
      'not-found',
    );
  });

  it('is refused with itself, with who is merged or gone, and while points are held', async () => {
    const [survivor, duplicate] = await pair();
    const third = await makeMember(api);
    await expectProblem(merge(survivor, survivor), 400, 'invalid-request', '/duplicateId');
    await expectProblem(
      send(api, 'post', `/members/${survivor.id}/merges`, { key, body: { duplicateId: randomUUID() } }),
      404,
      'not-found',
    );
    await makeAwards(api, duplicate.id, [{ points: 10 }]);
    const held = { points: 5, reason: 'held', minutes: 5 };
    const { body: hold } = await send(api, 'post', `/members/${duplicate.id}/points/holds`, {
      key,
      body: held,
    })
      .set(once())
      .expect(201);
    await expectProblem(merge(survivor, duplicate), 409, 'merge-waits');
    await send(api, 'post', `/points/holds/${hold.id}/release`, { key }).set(once()).expect(201);
    const { body: first } = await merge(survivor, duplicate).expect(201);
    expect((await merge(survivor, duplicate).expect(201)).body.id).toBe(first.id);
    await expectProblem(merge(third, duplicate), 409, 'already-merged');
    const { body: second } = await merge(third, survivor).expect(201);
    expect(await get(`/members/${third.id}/points`)).toMatchObject({ available: 10 });
    await expectProblem(undo(first.id), 409, 'merge-over');
    await undo(second.id).expect(200);
    await undo(first.id).expect(200);
    expect(await available(duplicate.id)).toBe(10);
  });

  it('loses and doubles nothing by chance, also with sales at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [survivor, duplicate] = await pair();
      const card = await cardOf(duplicate.id);
      for (const { id } of [survivor, duplicate]) {
        const sold = await till.sell(id, 1000 + round * 700);
        await redeem(id, 1 + round).expect(201);
        if (round % 2 === 0) await till.takeBack(sold.id, [{ line: 0, quantity: 1 }]);
        if (round % 3 === 0) await takeBackFrom(api, id, 5);
      }
      const sell = () => till.sell(null, { member: { card }, lines: [{ amount: 200 }] });
      const done = await Promise.allSettled([sell(), merge(survivor, duplicate).expect(201), sell()]);
      const merged = done[1].status === 'fulfilled' ? done[1].value.body : undefined;
      expect(merged?.id).toBeTypeOf('string');
      const kept = done.filter(({ status }) => status === 'fulfilled').length - 1;
      await sell();
      await undo(merged.id).expect(200);
      const bought = await get(`/purchases?member=${duplicate.id}`);
      expect(bought.data).toHaveLength(kept + 2);
    }
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });
});
