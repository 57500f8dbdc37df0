import type { BulkResult, MemberBulk } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { BulksRepository } from '../../apps/api/src/features/bulk/bulks.repository.ts';
import { RunMemberBulksJob } from '../../apps/api/src/features/bulk/index.ts';
import { PersonalCodes } from '../../apps/api/src/features/coupons/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeApprovals } from '../support/makers/purchases.ts';
import { BulkCalls } from '../support/member-bulks.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let bulks: BulkCalls;
let anna: SignedIn;
let bela: SignedIn;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  bulks = new BulkCalls(api);
  anna = await makeStaff(api, ['manager']);
  bela = await makeStaff(api, ['manager']);
});
beforeEach(() => changeApprovals(api, { points: null }));
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const reason = 'A mistake';
const points = (amount: number) => ({ kind: 'points', points: amount, reason: 'Christmas' });
const make = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) ids.push((await makeMember(api)).id);
  return ids;
};
const did = async (action: object, members: readonly string[]): Promise<MemberBulk> =>
  bulks.ended(anna, (await bulks.start(anna, action, members)).id);
const undone = async (id: string, body: object = {}): Promise<MemberBulk> =>
  bulks.ended(anna, (await bulks.undo(anna, id, body).expect(202)).body.id as string);
const available = async (id: string): Promise<number> =>
  (await send(api, 'get', `/members/${id}/points`, { key })).body.available as number;
const spend = (id: string, amount: number) =>
  send(api, 'post', `/members/${id}/points/redemptions`, { key, body: { points: amount, reason: 'Coffee' } })
    .set('idempotency-key', `spend-${id}-${amount}`)
    .expect(201);
const tagsOf = async (id: string): Promise<string[]> =>
  (await send(api, 'get', `/members/${id}/tags`, { key })).body.tags as string[];
const decide = (approval: string | null, how: string, body: object) =>
  send(api, 'post', `/approvals/${approval}/${how}`, { ...bela, body }).expect(200);
/** The request that waits for this member. */
const approvalOf = async (memberId: string): Promise<string> =>
  (await send(api, 'get', `/approvals?state=waiting&member=${memberId}`, anna).expect(200)).body.data[0].id;
/** A cart with the newest code of this member. */
const cartOf = async (till: CheckoutTill, memberId: string): Promise<object> => {
  const [own] = await api.app.get(PersonalCodes).usableOf(memberId);
  return till.cart([own?.code ?? ''], { member: { id: memberId } });
};

describe('the undo of a bulk change', () => {
  it('takes points back as far as they are there, and says how many are missing', async () => {
    const [full = '', part = '', empty = '', mended = ''] = await make(4);
    await did(points(30), [part]);
    const bulk = await did(points(20), [full, part, empty, mended]);
    expect(bulk).toMatchObject({ points: 20, undoable: 4, undoes: null, undoneBy: null });
    await spend(part, 45);
    await spend(empty, 20);
    const given = await rowsOf<{ given: string }>(
      api,
      'select given from member_bulk_items where bulk_id = $1 and member_id = $2',
      [bulk.id, mended],
    );
    await send(api, 'post', `/points/transactions/${given[0]?.given}/reverse`, { key, body: { reason } })
      .set('idempotency-key', `reverse-${mended}`)
      .expect(201);
    await expectProblem(bulks.undo(anna, bulk.id), 400, 'invalid-request', '/reason');

    const undo = await undone(bulk.id, { reason });
    expect(undo).toMatchObject({
      kind: 'points',
      points: -20,
      undoes: bulk.id,
      undoable: 0,
      progress: { done: 4, total: 4 },
      counts: { changed: 2, refused: 2, missing: 15 + 20 },
    });
    expect(await Promise.all([full, part, empty, mended].map(available))).toEqual([0, 0, 0, 0]);
    const { body } = await send(api, 'get', `/member-bulks/${undo.id}/refusals`, anna);
    const codes = Object.fromEntries(
      (body.data as { memberId: string; code: string }[]).map((each) => [each.memberId, each.code]),
    );
    expect(codes).toEqual({ [empty]: 'insufficient-points', [mended]: 'already-reversed' });
    expect(await bulks.look(anna, bulk.id)).toMatchObject({ undoable: 0, undoneBy: undo.id });
    const log = await send(api, 'get', `/audit-entries?subject=${bulk.id}`, { key });
    expect(pluck(log.body, 'action')).toEqual(['member-bulk.undone', 'member-bulk.started']);
    await expectProblem(bulks.undo(anna, undo.id, { reason }), 409, 'bulk-not-undoable');
  });

  it('gives back what was deducted, to the lots that it came from', async () => {
    const members = await make(2);
    await did(points(50), members);
    const { id } = await did(points(-30), members);
    expect((await undone(id, { reason })).counts).toMatchObject({ changed: 2, refused: 0, missing: 0 });
    expect(await Promise.all(members.map(available))).toEqual([50, 50]);
    const { body } = await send(api, 'get', `/members/${members[0]}/points/entries`, { key });
    expect(JSON.stringify(body)).toContain(reason);
  });

  it('happens once when four ask and several runs work at the same time', async () => {
    const members = await make(12);
    const { id } = await did(points(10), members);
    const replies = await Promise.all([1, 2, 3, 4].map(() => bulks.undo(anna, id, { reason })));
    expect(replies.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409]);
    const job = api.app.get(RunMemberBulksJob);
    await Promise.all([job.run(), job.run(), job.run()]);
    await expectProblem(bulks.undo(anna, id, { reason }), 409, 'bulk-undone');
    const undo = (await bulks.look(anna, id)).undoneBy ?? '';
    expect((await bulks.ended(anna, undo)).counts).toMatchObject({ changed: 12, refused: 0, missing: 0 });
    const booked = await rowsOf(
      api,
      `select member_id from points_transactions where kind = 'return' and member_id = any($1)`,
      [members],
    );
    expect(booked).toHaveLength(12);
  });

  it('continues where a killed run has stopped, and takes nothing twice', async () => {
    const members = await make(8);
    await did(points(10), members);
    const { id } = await did(points(10), members);
    const repository = api.app.get(BulksRepository);
    const next = repository.next.bind(repository);
    let begun = false;
    const killed = vi.spyOn(repository, 'next').mockImplementation(async (...asked) => {
      if (begun) throw new Error('killed');
      const found = (await next(...asked)).slice(0, 5);
      begun = found.length > 0;
      return found;
    });
    const undo = (await bulks.undo(anna, id, { reason }).expect(202)).body.id as string;
    await expect.poll(async () => (await bulks.look(anna, undo)).progress.done).toBe(5);
    killed.mockRestore();
    await api.app.get(RunMemberBulksJob).run();
    expect((await bulks.ended(anna, undo)).counts).toMatchObject({ changed: 8, refused: 0 });
    expect(await Promise.all(members.map(available))).toEqual(members.map(() => 10));
  });

  it('ends codes that nobody used, and leaves the others', async () => {
    const members = await make(3);
    const coupon = await makeUniqueCoupon(api);
    const { id } = await did({ kind: 'coupon', couponId: coupon.id, days: 3 }, members);
    const codesOf = async (member: string): Promise<{ id: string; state: string }[]> =>
      (await send(api, 'get', `/members/${member}/coupon-codes`, { key })).body.data;
    const [gone] = await codesOf(members[0] ?? '');
    await send(api, 'delete', `/members/${members[0]}/coupon-codes/${gone?.id}`, { key }).expect(204);
    const undo = await undone(id);
    expect(undo.counts).toMatchObject({ changed: 2, refused: 1 });
    const { body } = await send(api, 'get', `/member-bulks/${undo.id}/refusals`, anna);
    expect(body.data).toMatchObject([{ memberId: members[0], code: 'coupon-expired' }]);
    expect((await codesOf(members[1] ?? '')).map(({ state }) => state)).toEqual(['expired']);
  });

  it('ends codes that checkouts have: a held one when it is let go, the others at once', async () => {
    const members = await make(3);
    const coupon = await makeUniqueCoupon(api);
    const till = new CheckoutTill(api, key, (await makeLocation(api)).code);
    const { id } = await did({ kind: 'coupon', couponId: coupon.id, days: null }, members);
    const carts = await Promise.all(members.map((member) => cartOf(till, member)));
    const quoted = await Promise.all(
      carts.map(async (cart) => (await till.quote(cart).expect(201)).body.id as string),
    );
    const [paid = '', left = '', open = ''] = quoted;
    for (const held of [paid, left]) await till.reserve(held).expect(200);
    const undo = await undone(id);
    expect(undo.counts).toMatchObject({ changed: 3, refused: 0 });
    const results = await send(api, 'get', `/member-bulks/${undo.id}/results`, anna);
    const told = new Map(
      (results.body.data as BulkResult[]).map(({ memberId, code }) => [memberId, code] as const),
    );
    expect(members.map((member) => told.get(member))).toEqual(['coupon-held', 'coupon-held', null]);
    await till.complete(paid).expect(201);
    await till.cancel(left).expect(200);
    await expectProblem(till.complete(open), 409, 'checkout-changed');
    const again = (await till.quote(carts[1] ?? {}).expect(201)).body;
    expect(JSON.stringify(again)).toContain('coupon-expired');
    const log = await send(api, 'get', `/audit-entries?subject=${members[0]}`, { key });
    expect(pluck(log.body, 'action')).toContain('coupon-code.revoked');
  });

  it('withdraws adjustments that wait for an approval, and takes back what was approved since', async () => {
    const [waits = '', approved = '', refused = '', free = ''] = await make(4);
    await changeApprovals(api, { points: 100 });
    for (const member of [waits, approved, refused]) await did(points(90), [member]);
    const bulk = await did(points(20), [waits, approved, refused, free]);
    expect(bulk).toMatchObject({ counts: { changed: 1, waiting: 3 }, undoable: 4 });
    await decide(await approvalOf(approved), 'approve', {});
    await decide(await approvalOf(refused), 'refuse', { reason: 'No' });
    const asked = await approvalOf(waits);
    const undo = await undone(bulk.id, { reason });
    expect(undo).toMatchObject({
      counts: { changed: 3, refused: 1, missing: 0 },
      reasons: [{ code: 'approval-settled', members: 1 }],
    });
    expect(await Promise.all([waits, approved, refused, free].map(available))).toEqual([90, 90, 90, 0]);
    expect((await send(api, 'get', `/approvals/${asked}`, anna)).body.state).toBe('withdrawn');
    await expectProblem(
      send(api, 'post', `/approvals/${asked}/approve`, { ...bela, body: {} }),
      409,
      'approval-settled',
    );
  });

  it('takes points back once when the approval is given in the same moment', async () => {
    const members = await make(4);
    await changeApprovals(api, { points: 100 });
    for (const member of members) await did(points(90), [member]);
    const { id } = await did(points(20), members);
    const approvals = await Promise.all(members.map(approvalOf));
    const [undo, ...decisions] = await Promise.all([
      undone(id, { reason }),
      ...approvals.map((one) => send(api, 'post', `/approvals/${one}/approve`, { ...bela, body: {} })),
    ]);
    for (const { status } of decisions) expect([200, 409]).toContain(status);
    expect(undo.counts).toMatchObject({ changed: 4, refused: 0, missing: 0 });
    expect(await Promise.all(members.map(available))).toEqual([90, 90, 90, 90]);
  });

  it('restores the tags of those whose tags changed', async () => {
    const [had = '', had2 = '', other = ''] = await make(3);
    await did({ kind: 'add-tag', tag: 'choir' }, [had, had2]);
    const added = await did({ kind: 'add-tag', tag: 'choir' }, [had, had2, other]);
    expect(added).toMatchObject({ counts: { changed: 3 }, undoable: 1 });
    await undone(added.id);
    expect(await Promise.all([had, had2, other].map(tagsOf))).toEqual([['choir'], ['choir'], []]);
    const removed = await did({ kind: 'remove-tag', tag: 'choir' }, [had, other]);
    await undone(removed.id);
    expect(await Promise.all([had, other].map(tagsOf))).toEqual([['choir'], []]);
  });

  it('of points waits for a second person above the limit, and can be asked for again after a refusal', async () => {
    const members = await make(3);
    const { id } = await did(points(40), members);
    await changeApprovals(api, { points: 100 });
    const asked = (await bulks.undo(anna, id, { reason }).expect(202)).body as MemberBulk;
    expect(asked).toMatchObject({ state: 'waiting', points: -40 });
    await expectProblem(bulks.undo(anna, id, { reason }), 409, 'bulk-undone');
    await decide(asked.approvalId, 'refuse', { reason: 'No' });
    expect(await bulks.look(anna, id)).toMatchObject({ undoable: 3, undoneBy: null });
    const again = (await bulks.undo(anna, id, { reason }).expect(202)).body as MemberBulk;
    const approval = await decide(again.approvalId, 'approve', {});
    expect(approval.body.action).toMatchObject({ kind: 'bulk-adjustment', members: 3, points: -40 });
    expect((await bulks.ended(anna, again.id)).counts).toMatchObject({ changed: 3, missing: 0 });
    expect(await Promise.all(members.map(available))).toEqual([0, 0, 0]);
  });

  it('is refused for invitations, without the right, and out of reach', async () => {
    const [member = ''] = await make(1);
    const invited = await did({ kind: 'invite' }, [member]);
    await expectProblem(bulks.undo(anna, invited.id), 409, 'bulk-not-undoable');
    const wide = { key: await makeKey(api) };
    const given = await bulks.start(wide, points(5), [member]);
    await bulks.ended(wide, given.id);
    const here = await makeLocation(api);
    const bound = await makeStaff(api, ['manager'], { locationIds: [here.id] });
    await expectProblem(bulks.undo(bound, given.id, { reason }), 404, 'not-found');
    const cashier = await makeStaff(api, ['cashier']);
    await expectProblem(bulks.undo(cashier, given.id, { reason }), 403, 'not-allowed');
    expect(await available(member)).toBe(5);
  });
});
