import { randomUUID } from 'node:crypto';
import type { OwnVoucher, PartnerCodes, redeemReward, ReplyOf, Reward, Task } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeMember, type SignedInMember } from '../support/makers/members.ts';
import { addPartnerCodes, makePartnerReward } from '../support/makers/partner-codes.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { BulkCalls } from '../support/member-bulks.ts';
import { expectProblem, send, type Sender } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

type Redemption = ReplyOf<typeof redeemReward>;

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
});
beforeEach(() => api.clock.reset());
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const some = (count: number): string[] => Array.from({ length: count }, () => `Spa-${randomUUID()}`);
const post = (path: string, as: Sender, body: object = {}) =>
  send(api, 'post', path, { ...as, body }).set('idempotency-key', randomUUID());
const redeem = ({ id }: Reward, as: Sender) => post(`/rewards/${id}/redemptions`, as);
const redeemed = async (reward: Reward, as: Sender): Promise<Redemption> =>
  (await redeem(reward, as).expect(201)).body;
const cancel = ({ id }: Redemption, as: Sender) => post(`/redemptions/${id}/cancel`, as);
const show = (voucherId: string, as: Sender) =>
  send(api, 'post', `/me/vouchers/${voucherId}/partner-code`, as);
const own = async (as: Sender): Promise<OwnVoucher[]> =>
  (await send(api, 'get', '/me/vouchers', as).expect(200)).body.data;
const poolOf = async ({ id }: Reward): Promise<PartnerCodes> =>
  (await send(api, 'get', `/rewards/${id}/partner-codes`, { key }).expect(200)).body;
const stockOf = async ({ id }: Reward): Promise<number | null> =>
  (await send(api, 'get', `/rewards/${id}`, { key }).expect(200)).body.stock;
/** Its stock is what is left of its pool, whatever happened. */
const expectPool = async (reward: Reward, pool: Partial<PartnerCodes>): Promise<void> => {
  expect(await poolOf(reward)).toMatchObject(pool);
  const [row] = await rowsOf<{ free: number }>(
    api,
    `select count(*)::int as free from partner_codes where reward_id = '${reward.id}' and redemption_id is null`,
  );
  expect([row?.free, await stockOf(reward)]).toEqual([pool.left, pool.left]);
};
const savers = async (count: number): Promise<SignedInMember[]> => {
  const made: SignedInMember[] = [];
  for (let each = 0; each < count; each += 1) made.push(await makeSaver(api, 100));
  return made;
};

describe('a code of a partner', () => {
  it('is read by its member alone; from then on the redemption stays', async () => {
    const codes = some(2);
    const { reward } = await makePartnerReward(api, key, codes);
    const [anna, bela] = (await savers(2)) as [SignedInMember, SignedInMember];
    const bought = await redeemed(reward, anna);
    expect(bought.voucher).toMatchObject({ kind: 'partner-code', state: 'issued' });
    expect(await own(anna)).toMatchObject([{ partnerCode: null }]);
    await expectProblem(show(bought.voucher.id, bela), 404, 'unknown-voucher');
    await expectPool(reward, { left: 1, given: 1, shown: 0 });

    const { code } = (await show(bought.voucher.id, anna).expect(200)).body as { code: string };
    expect(code).toBe(codes[0]);
    expect((await show(bought.voucher.id, anna).expect(200)).body.code).toBe(code);
    expect(await own(anna)).toMatchObject([{ state: 'used', partnerCode: code }]);
    await expectProblem(cancel(bought, anna), 409, 'voucher-used');
    await expectPool(reward, { left: 1, given: 1, shown: 1 });

    const staff = await makeStaff(api, ['manager']);
    const seen = await Promise.all([
      send(api, 'get', `/members/${anna.member.id}/vouchers`, staff).expect(200),
      send(api, 'get', `/vouchers/${bought.voucher.id}`, staff).expect(200),
      send(api, 'get', `/rewards/${reward.id}/partner-code-files`, staff).expect(200),
      send(api, 'get', '/audit-log', { key }),
    ]);
    expect(seen.map(({ text }) => text).join()).not.toContain(code.slice(4, 12));
    for (const table of ['partner_codes', 'vouchers', 'idempotency_keys', 'event_log', 'audit_entries'])
      expect(
        await rowsOf(api, `select 1 from ${table} t where strpos(to_jsonb(t)::text, '${code}') > 0`),
      ).toEqual([]);
  });

  it('goes back to the pool with a cancelled redemption, if nobody has read it', async () => {
    const [code] = some(1);
    const { reward } = await makePartnerReward(api, key, [code ?? '']);
    const [anna, bela] = (await savers(2)) as [SignedInMember, SignedInMember];
    const bought = await redeemed(reward, anna);
    await expectProblem(redeem(reward, bela), 422, 'out-of-stock');
    expect((await cancel(bought, anna).expect(201)).body.balance.available).toBe(100);
    await expectProblem(show(bought.voucher.id, anna), 422, 'voucher-cancelled');
    await expectPool(reward, { left: 1, given: 0 });
    const next = await redeemed(reward, bela);
    expect((await show(next.voucher.id, bela).expect(200)).body.code).toBe(code);
    await expectPool(reward, { left: 0, given: 1, shown: 1 });
  });

  it('is not for the till, and gone with its time', async () => {
    const { reward } = await makePartnerReward(api, key, some(1), { voucherDays: 1 });
    const [anna] = (await savers(1)) as [SignedInMember];
    const { voucher } = await redeemed(reward, anna);
    await expectProblem(post(`/vouchers/${voucher.id}/use`, { key }), 422, 'used-at-partner');
    api.clock.advance({ days: 3 });
    await expectProblem(show(voucher.id, anna), 422, 'voucher-expired');
    await expectPool(reward, { left: 0, given: 1, shown: 0 });
  });

  it('is given to one member each: 20 redemptions at once of 5 codes, and a code is read or cancelled', async () => {
    const codes = some(5);
    const { reward } = await makePartnerReward(api, key, codes);
    const members = await savers(20);
    const replies = await Promise.all(members.map((member) => redeem(reward, member)));
    const done = replies.flatMap(({ status, body }, index) => {
      const member = members[index];
      return status === 201 && member ? [{ member, body: body as Redemption }] : [];
    });
    expect(done).toHaveLength(5);
    expect(replies.filter(({ body }) => body.code === 'out-of-stock')).toHaveLength(15);
    await expectPool(reward, { left: 0, given: 5, shown: 0 });

    const outcomes = await Promise.all(
      done.map(async ({ member, body }) => {
        const [shown, cancelled] = await Promise.all([show(body.voucher.id, member), cancel(body, member)]);
        expect([shown.status, cancelled.status]).toEqual(shown.status === 200 ? [200, 409] : [422, 201]);
        return shown.status === 200 ? [shown.body.code as string] : [];
      }),
    );
    const read = outcomes.flat();
    expect(new Set(read).size).toBe(read.length);
    expect(codes).toEqual(expect.arrayContaining(read));
    await expectPool(reward, { left: 5 - read.length, given: read.length, shown: read.length });
  });

  it('is in the copy of the data once it was read, and nobody reads it after an erasure', async () => {
    const { reward } = await makePartnerReward(api, key, some(2));
    const [anna] = (await savers(1)) as [SignedInMember];
    const { voucher } = await redeemed(reward, anna);
    const { code } = (await show(voucher.id, anna).expect(200)).body as { code: string };
    await redeemed(reward, anna);
    const { body: copy } = await send(api, 'get', '/me/data', anna).expect(200);
    expect(JSON.stringify(copy).split(code)).toHaveLength(2);
    const { id } = anna.member;
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
    api.clock.advance({ days: 31 });
    await api.app.get(EraseMembersJob).eraseDue();
    const rows = await rowsOf(
      api,
      `select distinct sealed is null as gone from partner_codes where reward_id = '${reward.id}'`,
    );
    expect(rows).toEqual([{ gone: true }]);
  });

  it('is given by managers to many while there are some, and what nobody read is taken back', async () => {
    const { reward } = await makePartnerReward(api, key, some(2));
    const anna = await makeStaff(api, ['manager']);
    const bulks = new BulkCalls(api);
    const [reader] = (await savers(1)) as [SignedInMember];
    const members = [reader.member.id, (await makeMember(api)).id, (await makeMember(api)).id];
    const action = { kind: 'reward', rewardId: reward.id };
    const started = await bulks.start(anna, action, members);
    const done = await bulks.ended(anna, started.id);
    expect(done).toMatchObject({
      counts: { changed: 2, refused: 1 },
      reasons: [{ code: 'out-of-stock', members: 1 }],
    });
    await expectPool(reward, { left: 0, given: 2 });
    const [given] = await own(reader);
    if (given) await show(given.id, reader).expect(200);
    const kept = given ? 1 : 0;
    const undone = await bulks.ended(anna, (await bulks.undo(anna, started.id).expect(202)).body.id);
    expect(undone.counts).toMatchObject({ changed: 2 - kept, refused: kept });
    await expectPool(reward, { left: 2 - kept, given: kept, shown: kept });
  });
});

describe('a pool of codes', () => {
  it('takes a file and says which lines it refuses, and why', async () => {
    const [first = '', second = '', third = ''] = some(3);
    const { reward } = await makePartnerReward(api, key, []);
    expect(reward.stock).toBe(0);
    await expectPool(reward, { left: 0, given: 0, addedAt: null });
    const lines = [
      'Code;Value',
      `${first};20`,
      'abc',
      `"${second}"`,
      '',
      first,
      'x'.repeat(101),
      'A\u200BBCD',
    ];
    const { body: file } = await addPartnerCodes(api, key, reward.id, lines.join('\r\n')).expect(201);
    expect(file).toMatchObject({ rewardId: reward.id, taken: 2, refused: 4 });
    const errors = await send(api, 'get', `/partner-code-files/${file.id}/errors?limit=2`, { key }).expect(
      200,
    );
    expect(errors.body.data).toEqual([
      { line: 3, reason: 'too-short' },
      { line: 6, reason: 'twice' },
    ]);
    const rest = `/partner-code-files/${file.id}/errors?cursor=${errors.body.cursor.next}`;
    expect((await send(api, 'get', rest, { key }).expect(200)).body.data).toEqual([
      { line: 7, reason: 'too-long' },
      { line: 8, reason: 'bad-characters' },
    ]);
    // Another reward, and the same file again.
    const { reward: other } = await makePartnerReward(api, key, []);
    const again = await Promise.all(
      [reward, other].map(({ id }) => addPartnerCodes(api, key, id, `${first}\n${third}`).expect(201)),
    );
    expect(again.map(({ body }) => body.taken + body.refused)).toEqual([2, 2]);
    expect(again.reduce((sum, { body }) => sum + body.taken, 0)).toBe(1);
    const pools = [await poolOf(reward), await poolOf(other)];
    expect(pools.reduce((sum, { left }) => sum + left, 0)).toBe(3);
    const { body: files } = await send(api, 'get', `/rewards/${reward.id}/partner-code-files`, { key });
    expect(files.data).toHaveLength(2);
    expect(files.data[1]).toEqual(file);
  });

  it('refuses other files, and what belongs to other kinds of rewards, and changes nothing', async () => {
    const { reward } = await makePartnerReward(api, key, some(1));
    const mug = await makeReward(api, { stock: 3 });
    const add = (file: string | Buffer, id = reward.id) => addPartnerCodes(api, key, id, file);
    await expectProblem(add(''), 422, 'unreadable-file', '/file');
    await expectProblem(add('Code\n'), 422, 'unreadable-file', '/file');
    await expectProblem(add(Buffer.from([0x50, 0x4b, 0, 0, 0x0a])), 422, 'unreadable-file', '/file');
    await expectProblem(add(some(1)[0] ?? '', mug.id), 400, 'invalid-request');
    await expectProblem(add(some(1)[0] ?? '', randomUUID()), 404, 'not-found');
    await expectProblem(add(`A${'\nB'.repeat(20_001)}`), 413, 'too-large');
    const patch = (body: object, { id, version } = reward) =>
      send(api, 'patch', `/rewards/${id}`, { key, version, body });
    await expectProblem(patch({ stock: 9 }), 400, 'invalid-request', '/stock');
    await expectProblem(patch({ kind: 'product' }), 400, 'invalid-request', '/kind');
    await expectProblem(patch({ toPay: [{ amount: 1, currency: 'EUR' }] }), 400, 'invalid-request', '/toPay');
    const toCode = send(api, 'patch', `/rewards/${mug.id}`, {
      key,
      version: 1,
      body: { kind: 'partner-code' },
    });
    await expectProblem(toCode, 400, 'invalid-request', '/kind');
    const stocked = { kind: 'partner-code', name: { en: 'Spa' }, points: 1, stock: 4 };
    await expectProblem(
      send(api, 'post', '/rewards', { key, body: stocked }),
      400,
      'invalid-request',
      '/stock',
    );
    expect((await patch({ points: 20, stock: null }).expect(200)).body).toMatchObject({
      points: 20,
      stock: 1,
    });
    await expectPool(reward, { left: 1, given: 0 });
  });

  it('is promised by no tier and no challenge, because it may be empty', async () => {
    const { reward } = await makePartnerReward(api, key, some(1));
    const tier = await makeTier(api, { code: 'spa', threshold: 77 });
    const bring = send(api, 'patch', `/tiers/${tier.id}`, {
      key,
      version: tier.version,
      body: { rewardId: reward.id },
    });
    await expectProblem(bring, 400, 'invalid-request', '/rewardId');
    const challenge = {
      name: { en: 'Ten visits' },
      goal: 10,
      terms: { kind: 'stamp-card' },
      reward: { kind: 'voucher', rewardId: reward.id },
    };
    await expectProblem(
      send(api, 'post', '/challenges', { key, body: challenge }),
      400,
      'invalid-request',
      '/reward/rewardId',
    );
  });

  it('tells managers when it runs low, and again after more codes came', async () => {
    const { reward } = await makePartnerReward(api, key, some(2), { lowStock: 1 });
    const anna = await makeStaff(api, ['manager']);
    const tasks = async (): Promise<Task[]> => {
      const { body } = await send(api, 'get', '/tasks?kind=reward-stock-low&limit=200', anna).expect(200);
      return (body.data as Task[]).filter((task) => task.reward?.id === reward.id);
    };
    const [saver] = (await savers(1)) as [SignedInMember];
    await redeemed(reward, saver);
    await expect.poll(tasks, { timeout: 10_000 }).toHaveLength(1);
    const [task] = await tasks();
    await send(api, 'post', `/tasks/${task?.id}/done`, { key, body: { note: 'ordered' } }).expect(200);
    api.clock.advance({ minutes: 1 });
    await addPartnerCodes(api, key, reward.id, some(1).join()).expect(201);
    await redeemed(reward, saver);
    await expect
      .poll(async () => (await tasks()).filter(({ state }) => state !== 'done'), { timeout: 10_000 })
      .toHaveLength(1);
  });
});
