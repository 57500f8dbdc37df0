import { randomUUID } from 'node:crypto';
import type { MemberBulk } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunMemberBulksJob } from '../../apps/api/src/features/bulk/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeApprovals } from '../support/makers/purchases.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { BulkCalls } from '../support/member-bulks.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let bulks: BulkCalls;
let anna: SignedIn;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  bulks = new BulkCalls(api);
  anna = await makeStaff(api, ['manager']);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const make = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) ids.push((await makeMember(api)).id);
  return ids;
};
const closed = async (): Promise<string> => {
  const [id = ''] = await make(1);
  await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
  return id;
};
const did = async (action: object, members: readonly string[]): Promise<MemberBulk> =>
  bulks.ended(anna, (await bulks.start(anna, action, members)).id);
const tried = async (action: object, members: readonly string[]): Promise<MemberBulk> =>
  bulks.ended(anna, (await bulks.start(anna, action, members, { dryRun: true })).id);
const vouchersOf = async (id: string): Promise<{ state: string }[]> =>
  (await send(api, 'get', `/members/${id}/vouchers`, { key })).body.data as { state: string }[];
const stockOf = async (id: string): Promise<number | null> =>
  (await send(api, 'get', `/rewards/${id}`, { key })).body.stock as number | null;
/** What an effect would leave behind. */
const traces = () =>
  rowsOf(
    api,
    `select (select count(*) from points_transactions) as postings, (select count(*) from vouchers) as vouchers,
       (select count(*) from coupon_codes) as codes, (select count(*) from approvals) as approvals,
       (select count(*) from member_tags) as tags, (select count(*) from outbox) + (select count(*) from event_log) as events`,
  );

describe('the dry run of a bulk change', () => {
  it('says what each member would get, and leaves nothing behind', async () => {
    const [rich = '', poor = '', other = ''] = await make(3);
    const former = await closed();
    await did({ kind: 'points', points: 50, reason: 'Start' }, [rich]);
    const reward = await makeReward(api, { stock: 2 });
    const coupon = await makeUniqueCoupon(api);
    await expect.poll(async () => (await rowsOf(api, 'select id from outbox')).length).toBe(0);
    const before = await traces();
    const points = await tried({ kind: 'points', points: -30, reason: 'Off' }, [rich, poor, former]);
    expect(points).toMatchObject({
      dryRun: true,
      runnable: true,
      undoable: 0,
      counts: { changed: 1, refused: 2 },
      reasons: [
        { code: 'insufficient-points', members: 1 },
        { code: 'member-not-active', members: 1 },
      ],
    });
    const given = await tried({ kind: 'reward', rewardId: reward.id }, [rich, poor, other, former]);
    expect(given.counts).toMatchObject({ changed: 2, refused: 2 });
    expect(new Set(given.reasons.map(({ code }) => code))).toEqual(
      new Set(['out-of-stock', 'member-not-active']),
    );
    for (const action of [
      { kind: 'coupon', couponId: coupon.id, days: null },
      { kind: 'add-tag', tag: 'choir' },
    ])
      expect((await tried(action, [rich, poor])).counts).toMatchObject({ changed: 2, refused: 0 });
    expect(await traces()).toEqual(before);
    expect(await stockOf(reward.id)).toBe(2);
  });

  it('becomes real once, for the same members, with the approval that it needs', async () => {
    const members = await make(3);
    await changeApprovals(api, { points: 20 });
    const dry = await tried({ kind: 'points', points: 10, reason: 'Hello' }, members);
    expect(dry).toMatchObject({ state: 'done', approvalId: null, counts: { changed: 3 } });
    const replies = await Promise.all([1, 2, 3].map(() => bulks.run(anna, dry.id)));
    expect(replies.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const asked = replies.find(({ status }) => status === 202)?.body as MemberBulk;
    expect(asked).toMatchObject({ state: 'waiting', dryRun: false, progress: { done: 0, total: 3 } });
    await expectProblem(bulks.run(anna, asked.id), 409, 'bulk-not-runnable');
    await changeApprovals(api, { points: null });
    const bela = await makeStaff(api, ['manager']);
    await send(api, 'post', `/approvals/${asked.approvalId}/approve`, { ...bela, body: {} }).expect(200);
    expect((await bulks.ended(anna, asked.id)).counts).toMatchObject({ changed: 3, refused: 0 });
    expect((await bulks.look(anna, dry.id)).runnable).toBe(false);
  });

  it('forgets its words after a day', async () => {
    const dry = await tried({ kind: 'add-tag', tag: 'late' }, await make(1));
    await jobsEnd(api);
    api.clock.advance({ hours: 25 });
    await api.app.get(RunMemberBulksJob).run();
    // Sessions of the team end earlier than that.
    api.clock.reset();
    expect((await bulks.look(anna, dry.id)).runnable).toBe(false);
    await expectProblem(bulks.run(anna, dry.id), 409, 'bulk-not-runnable');
  });
});

describe('a reward for many', () => {
  it('gives vouchers until the stock is empty, whatever runs at the same time, and takes unused ones back', async () => {
    const members = await make(6);
    const reward = await makeReward(api, { stock: 4, perMember: 1 });
    const { id } = await bulks.start(anna, { kind: 'reward', rewardId: reward.id }, members);
    const job = api.app.get(RunMemberBulksJob);
    await Promise.all([job.run(), job.run()]);
    const done = await bulks.ended(anna, id);
    expect(done).toMatchObject({
      counts: { changed: 4, refused: 2 },
      reasons: [{ code: 'out-of-stock', members: 2 }],
      undoable: 4,
    });
    expect(await stockOf(reward.id)).toBe(0);
    const results = await send(api, 'get', `/member-bulks/${id}/results?state=changed`, anna);
    const given = pluck<string>(results.body, 'memberId');
    const [used = ''] = given;
    const own = (
      await rowsOf<{ code: string }>(api, 'select code from vouchers where member_id = $1', [used])
    )[0];
    await send(api, 'post', `/vouchers/${own?.code}/use`, { key, body: {} })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const undo = (await bulks.undo(anna, id).expect(202)).body.id as string;
    expect(await bulks.ended(anna, undo)).toMatchObject({
      counts: { changed: 3, refused: 1 },
      reasons: [{ code: 'voucher-used', members: 1 }],
    });
    expect(await stockOf(reward.id)).toBe(3);
    expect((await vouchersOf(given[1] ?? '')).map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('is refused for a reward that is not live, and without the right', async () => {
    const members = await make(1);
    const draft = await makeReward(api, { state: 'draft' });
    const body = { action: { kind: 'reward', rewardId: draft.id }, members, expected: 1 };
    const post = (sender: object) =>
      send(api, 'post', '/member-bulks', { ...sender, body }).set('idempotency-key', randomUUID());
    await expectProblem(post(anna), 400, 'invalid-request', '/action/rewardId');
    await expectProblem(post({ key: await makeKey(api, ['members:write']) }), 403, 'not-allowed');
    expect(await vouchersOf(members[0] ?? '')).toEqual([]);
  });
});
