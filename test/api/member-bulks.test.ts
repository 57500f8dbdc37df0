import { randomUUID } from 'node:crypto';
import type { MemberBulk } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { BulksRepository } from '../../apps/api/src/features/bulk/bulks.repository.ts';
import { RunMemberBulksJob } from '../../apps/api/src/features/bulk/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeApprovals } from '../support/makers/purchases.ts';
import { expectProblem, pluck, send, type Sender } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let mailbox: Mailbox;
let anna: SignedIn;
let bela: SignedIn;
beforeAll(async () => {
  mailbox = await Mailbox.open();
  api = await startApp(undefined, { SMTP_URL: mailbox.url });
  key = await makeKey(api);
  anna = await makeStaff(api, ['manager']);
  bela = await makeStaff(api, ['manager']);
});
beforeEach(() => changeApprovals(api, { points: null }));
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
  await mailbox.away();
});

const ask = (sender: Sender, body: object, idempotencyKey = randomUUID()) =>
  send(api, 'post', '/member-bulks', { cookie: sender.cookie, key: sender.key, body }).set(
    'idempotency-key',
    idempotencyKey,
  );
const start = async (sender: Sender, action: object, members: string[]): Promise<MemberBulk> =>
  (await ask(sender, { action, members, expected: members.length }).expect(202)).body as MemberBulk;
const look = async (sender: Sender, id: string): Promise<MemberBulk> =>
  (await send(api, 'get', `/member-bulks/${id}`, sender).expect(200)).body as MemberBulk;
const ended = async (sender: Sender, id: string): Promise<MemberBulk> => {
  await expect.poll(async () => (await look(sender, id)).state, { timeout: 20_000 }).toBe('done');
  return look(sender, id);
};
const points = (amount: number) => ({ kind: 'points', points: amount, reason: 'Christmas' });
const make = async (count: number, member: Parameters<typeof makeMember>[1] = {}): Promise<string[]> => {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) ids.push((await makeMember(api, member)).id);
  return ids;
};
const available = async (id: string): Promise<number> =>
  (await send(api, 'get', `/members/${id}/points`, { key })).body.available as number;
const postings = async (ids: readonly string[]): Promise<number> =>
  (
    await rowsOf(api, `select id from points_transactions where kind = 'adjust' and member_id = any($1)`, [
      ids,
    ])
  ).length;

describe('a bulk change', () => {
  it('adjusts the points of each member once, with the name of the asker', async () => {
    const ids = await make(5);
    const key5 = randomUUID();
    const body = { action: points(20), members: ids, expected: 5 };
    const first = await ask(anna, body, key5).expect(202);
    const again = await ask(anna, body, key5).expect(202);
    expect([again.body.id, again.headers['idempotent-replayed']]).toEqual([first.body.id, 'true']);
    expect(await ended(anna, first.body.id)).toMatchObject({
      progress: { done: 5, total: 5 },
      counts: { changed: 5, refused: 0, waiting: 0 },
    });
    for (const id of ids) expect(await available(id)).toBe(20);
    expect(await postings(ids)).toBe(5);
    const { body: log } = await send(api, 'get', `/audit-entries?subject=${first.body.id}`, { key });
    expect(log.data).toMatchObject([{ action: 'member-bulk.started', after: { kind: 'points', rows: 5 } }]);
  });

  it('lists the members it refuses with the reason, and changes nothing for them', async () => {
    const [rich = '', poor = '', closed = ''] = await make(3);
    await ended(anna, (await start(anna, points(50), [rich])).id);
    await send(api, 'post', `/members/${closed}/closing`, { key, body: { reason: 'asked' } });
    const before = await postings([poor, closed]);
    const { id } = await start(anna, points(-30), [rich, poor, closed]);
    expect((await ended(anna, id)).counts).toMatchObject({ changed: 1, refused: 2 });
    expect([await available(rich), await available(poor)]).toEqual([20, 0]);
    expect(await postings([poor, closed])).toBe(before);
    const { body } = await send(api, 'get', `/member-bulks/${id}/refusals`, anna);
    expect(new Set(pluck(body, 'memberId'))).toEqual(new Set([poor, closed]));
    expect(pluck(body, 'code')).toContain('insufficient-points');
    const results = await send(api, 'get', `/member-bulks/${id}/results?state=changed`, anna);
    expect(results.body.data).toMatchObject([{ memberId: rich, state: 'changed', code: null, missing: 0 }]);
  });

  it('does each member once when several runs work at the same time', async () => {
    const ids = await make(30);
    const { id } = await start(anna, points(7), ids);
    const job = api.app.get(RunMemberBulksJob);
    await Promise.all([job.run(), job.run(), job.run()]);
    expect((await ended(anna, id)).counts).toMatchObject({ changed: 30, refused: 0 });
    for (const member of ids) expect(await available(member)).toBe(7);
    expect(await postings(ids)).toBe(30);
  });

  it('continues where a killed run has stopped', async () => {
    const ids = await make(10);
    const bulks = api.app.get(BulksRepository);
    const next = bulks.next.bind(bulks);
    let begun = false;
    const killed = vi.spyOn(bulks, 'next').mockImplementation(async (...asked) => {
      if (begun) throw new Error('killed');
      const members = (await next(...asked)).slice(0, 6);
      begun = members.length > 0;
      return members;
    });
    const { id } = await start(anna, points(3), ids);
    await expect.poll(async () => (await look(anna, id)).progress.done).toBe(6);
    expect((await look(anna, id)).state).toBe('running');
    killed.mockRestore();
    await api.app.get(RunMemberBulksJob).run();
    expect((await ended(anna, id)).counts).toMatchObject({ changed: 10 });
    expect(await postings(ids)).toBe(10);
  });

  it('waits for a second person if all points together exceed the limit', async () => {
    await changeApprovals(api, { points: 100 });
    const ids = await make(6);
    const asked = await start(anna, points(20), ids);
    expect(asked).toMatchObject({ state: 'waiting', approvalId: expect.any(String) as string });
    await api.app.get(RunMemberBulksJob).run();
    expect(await postings(ids)).toBe(0);
    await expectProblem(
      send(api, 'post', `/approvals/${asked.approvalId}/approve`, { ...anna, body: {} }),
      403,
      'own-approval-refused',
    );
    const approval = await send(api, 'post', `/approvals/${asked.approvalId}/approve`, { ...bela, body: {} });
    expect(approval.body).toMatchObject({
      state: 'approved',
      action: { kind: 'bulk-adjustment', members: 6, points: 20 },
    });
    expect((await ended(anna, asked.id)).counts).toMatchObject({ changed: 6, refused: 0 });
    for (const id of ids) expect(await available(id)).toBe(20);
    const small = await start(anna, points(10), await make(6));
    expect(small.state).toBe('running');
    await ended(anna, small.id);
  });

  it.each([
    ['refused', 'refuse', { reason: 'Too much' }],
    ['withdrawn', 'withdraw', undefined],
  ] as const)(
    'ends when its approval is %s: nobody is changed, and its reason is gone',
    async (state, decision, body) => {
      await changeApprovals(api, { points: 100 });
      const ids = await make(6);
      const asked = await start(anna, points(20), ids);
      const by = decision === 'refuse' ? bela : anna;
      await send(api, 'post', `/approvals/${asked.approvalId}/${decision}`, {
        cookie: by.cookie,
        ...(body ? { body } : {}),
      }).expect(200);
      const approval = await send(api, 'get', `/approvals/${asked.approvalId}`, anna);
      expect(approval.body).toMatchObject({ state, action: { points: 20, reason: '' } });
      const log = await send(api, 'get', `/audit-entries?subject=${asked.approvalId}`, { key });
      expect(log.body.data).toHaveLength(2);
      expect(JSON.stringify(log.body.data)).not.toContain('Christmas');
      expect(await look(anna, asked.id)).toMatchObject({
        state,
        decidedBy: approval.body.decidedBy.name as string,
        finishedAt: approval.body.decidedAt as string,
        counts: { changed: 0, refused: 0, waiting: 0 },
      });
      await api.app.get(RunMemberBulksJob).run();
      expect((await look(anna, asked.id)).state).toBe(state);
      expect(await postings(ids)).toBe(0);
      const left = await rowsOf(
        api,
        `select action, (select count(*)::int from member_bulk_items where bulk_id = id) as items
       from member_bulks where id = $1`,
        [asked.id],
      );
      expect(left).toEqual([{ action: null, items: 0 }]);
      await expectProblem(
        send(api, 'post', `/approvals/${asked.approvalId}/approve`, { ...bela, body: {} }),
        409,
        'approval-settled',
      );
    },
  );

  it('is either made or left when it is approved and withdrawn at the same time', async () => {
    await changeApprovals(api, { points: 100 });
    for (let round = 0; round < 4; round += 1) {
      const ids = await make(6);
      const asked = await start(anna, points(20), ids);
      const path = `/approvals/${asked.approvalId}`;
      const replies = await Promise.all([
        send(api, 'post', `${path}/approve`, { ...bela, body: {} }),
        send(api, 'post', `${path}/withdraw`, { cookie: anna.cookie }),
      ]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      const approved = replies[0].status === 200;
      if (approved) await ended(anna, asked.id);
      expect((await look(anna, asked.id)).state).toBe(approved ? 'done' : 'withdrawn');
      expect(await postings(ids)).toBe(approved ? 6 : 0);
    }
  });

  it('takes all who match the filters, but not if they are others than the asker saw', async () => {
    const [one = '', two = ''] = await make(2);
    await ended(anna, (await start(anna, { kind: 'add-tag', tag: 'Stammtisch' }, [one, two])).id);
    const body = { action: points(5), filters: { tag: 'Stammtisch' }, expected: 3 };
    await expectProblem(ask(anna, body), 409, 'selection-changed');
    const { body: done } = await ask(anna, { ...body, expected: 2 }).expect(202);
    await ended(anna, done.id);
    expect([await available(one), await available(two)]).toEqual([5, 5]);
    await ended(anna, (await start(anna, { kind: 'remove-tag', tag: 'Stammtisch' }, [two])).id);
    const listed = await send(api, 'get', '/members?tag=Stammtisch', { key });
    expect(pluck(listed.body, 'id')).toEqual([one]);
  });

  it('invites who can be invited, and says why the others cannot', async () => {
    const reachable = await makeMember(api, { email: `${randomUUID()}@new.example` });
    const mute = await makeMember(api, { email: undefined, phone: undefined });
    const { id } = await start(anna, { kind: 'invite' }, [reachable.id, mute.id]);
    await ended(anna, id);
    const { body } = await send(api, 'get', `/member-bulks/${id}/refusals`, anna);
    expect(body.data).toMatchObject([{ memberId: mute.id, code: 'member-without-email' }]);
    const mail = await mailbox.received(reachable.email ?? '');
    expect(linkIn(mail, '/open-account').token).not.toBe('');
  });

  it('is refused without the right, and seen by managers of the whole club', async () => {
    const [member = ''] = await make(1);
    const narrow = { key: await makeKey(api, ['members:write']) };
    const body = { action: points(5), members: [member], expected: 1 };
    await expectProblem(ask(narrow, body), 403, 'not-allowed');
    const cashier = await makeStaff(api, ['cashier']);
    await expectProblem(ask(cashier, body), 403, 'not-allowed');
    const here = await makeLocation(api);
    const bound = await makeStaff(api, ['manager'], { locationIds: [here.id] });
    await expectProblem(ask(bound, body), 404, 'not-found');
    // One who is not known there refuses all.
    const ours = await make(3, { joinedLocation: here.code });
    const tagging = { kind: 'add-tag', tag: 'ours' } as const;
    await expectProblem(
      ask(bound, { action: tagging, members: [...ours, member], expected: 4 }),
      404,
      'not-found',
    );
    const tagged = await start(bound, tagging, ours);
    expect((await ended(bound, tagged.id)).counts.changed).toBe(3);
    const { id } = await start(anna, points(5), [member]);
    await ended(anna, id);
    expect(await look(bela, id)).toMatchObject({ id, askedBy: expect.any(String) as string });
    for (const part of ['', '/results', '/refusals'])
      await expectProblem(send(api, 'get', `/member-bulks/${id}${part}`, bound), 404, 'not-found');
    const listed = await send(api, 'get', '/member-bulks?limit=200', bound);
    expect(pluck(listed.body, 'id')).toEqual([tagged.id]);
    const found = await send(
      api,
      'get',
      '/member-bulks?kind=add-tag&state=done&sort=members&order=desc',
      bela,
    );
    expect(pluck(found.body, 'kind')).toContain('add-tag');
    expect(new Set(pluck(found.body, 'kind'))).toEqual(new Set(['add-tag']));
    const totals = (found.body.data as MemberBulk[]).map(({ progress }) => progress.total);
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
  });

  it('is refused for a selection or an action that makes no sense', async () => {
    const [member = ''] = await make(1);
    const wrong: [object, ...string[]][] = [
      [{ action: points(0), members: [member], expected: 1 }, '/action/points'],
      [{ action: points(5), expected: 1 }, '/members', '/filters'],
      [{ action: points(5), members: [member], filters: {}, expected: 1 }, '/members', '/filters'],
      [{ action: points(5), filters: { secret: 'x' }, expected: 1 }, '/filters/secret'],
      [{ action: { kind: 'add-tag', tag: 'x'.repeat(41) }, members: [member], expected: 1 }, '/action/tag'],
    ];
    for (const [body, ...pointers] of wrong)
      await expectProblem(ask(anna, body), 400, 'invalid-request', ...pointers);
  });
});

describe('coupon codes for many', () => {
  const codes = async (memberId: string): Promise<{ ending: string; expiresAt: string | null }[]> =>
    (await send(api, 'get', `/members/${memberId}/coupon-codes`, { key }).expect(200)).body.data;

  it('gives each member one code of the coupon, whatever runs at the same time, and says who gets none', async () => {
    const coupon = await makeUniqueCoupon(api);
    const ids = await make(12);
    const [former = ''] = await make(1);
    await send(api, 'post', `/members/${former}/close`, { key, body: { reason: 'moved' } }).expect(200);
    const action = { kind: 'coupon', couponId: coupon.id, days: 3 };
    const { id } = await start(anna, action, [...ids, former]);
    const job = api.app.get(RunMemberBulksJob);
    await Promise.all([job.run(), job.run()]);
    expect((await ended(anna, id)).counts).toMatchObject({ changed: 12, refused: 1 });
    const given = await Promise.all(ids.map(codes));
    expect(given.map(({ length }) => length)).toEqual(ids.map(() => 1));
    expect(given[0]).toMatchObject([{ coupon: { id: coupon.id }, expiresAt: '2026-11-24T23:00:00.000Z' }]);
    const { body } = await send(api, 'get', `/member-bulks/${id}/refusals`, anna);
    expect(body.data).toMatchObject([{ memberId: former, code: 'member-not-active' }]);
    const log = await send(api, 'get', `/audit-entries?subject=${coupon.id}`, { key });
    const issued = (log.body.data as { action: string }[]).filter(
      ({ action: done }) => done === 'coupon-code.issued',
    );
    expect(issued).toHaveLength(12);
  });

  it('is refused at once for a coupon that is not live, or without the right to give it', async () => {
    const [member = ''] = await make(1);
    const draft = await makeUniqueCoupon(api, { state: 'draft' });
    for (const [couponId, days, status, code, pointer] of [
      [draft.id, null, 422, 'coupon-paused', '/action/couponId'],
      [randomUUID(), null, 400, 'invalid-request', '/action/couponId'],
      [draft.id, 0, 400, 'invalid-request', '/action/days'],
    ] as const)
      await expectProblem(
        ask(anna, { action: { kind: 'coupon', couponId, days }, members: [member], expected: 1 }),
        status,
        code,
        pointer,
      );
    const narrow = { key: await makeKey(api, ['members:write']) };
    const action = { kind: 'coupon', couponId: draft.id };
    await expectProblem(ask(narrow, { action, members: [member], expected: 1 }), 403, 'not-allowed');
    expect(await codes(member)).toEqual([]);
  });
});

describe('tags of a member', () => {
  it('are replaced, listed and counted', async () => {
    const { id } = await makeMember(api);
    const set = (tags: string[]) => send(api, 'put', `/members/${id}/tags`, { key, body: { tags } });
    expect((await set(['wine', 'book club', 'wine']).expect(200)).body).toEqual({
      tags: ['book club', 'wine'],
    });
    const used = await send(api, 'get', '/member-tags', { key });
    expect(used.body.data).toContainEqual({ tag: 'wine', members: 1 });
    await set(['wine']).expect(200);
    expect((await send(api, 'get', `/members/${id}/tags`, { key })).body).toEqual({ tags: ['wine'] });
    await expectProblem(set([' ']), 400, 'invalid-request', '/tags/0');
    await expectProblem(
      set(Array.from({ length: 51 }, (_, place) => `tag ${place}`)),
      400,
      'invalid-request',
      '/tags',
    );
    await expectProblem(send(api, 'get', `/members/${randomUUID()}/tags`, { key }), 404, 'not-found');
  });
});
