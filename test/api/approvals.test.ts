import { randomUUID } from 'node:crypto';
import type { Approval, ApprovalSettings } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { Listener } from '../support/listener.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeApprovals } from '../support/makers/purchases.ts';
import { fingerprintOf, type Fingerprint } from '../support/nonsense/fingerprint.ts';
import { expectProblem, pluck, send, type Sender } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let mailbox: Mailbox;
let api: TestApp;
let key: string;
let anna: SignedIn;
let bela: SignedIn;
let fingerprint: Fingerprint;
beforeAll(async () => {
  mailbox = await Mailbox.open();
  api = await startApp(undefined, { SMTP_URL: mailbox.url });
  key = await makeKey(api);
  anna = await makeStaff(api, ['manager']);
  bela = await makeStaff(api, ['manager']);
  fingerprint = await fingerprintOf(api);
});
beforeEach(() => changeApprovals(api, { points: 100 }));
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
  await mailbox.away();
});

const adjust = (sender: Sender, memberId: string, points: number, idempotencyKey = randomUUID()) =>
  send(api, 'post', `/members/${memberId}/points/adjustments`, {
    cookie: sender.cookie,
    key: sender.key,
    body: { points, reason: 'Goodwill' },
  }).set('idempotency-key', idempotencyKey);
const ask = async (sender: Sender, memberId: string, points = 500): Promise<Approval> =>
  (await adjust(sender, memberId, points).expect(202)).body as Approval;
const decide = (sender: Sender, id: string, action: string, body: object | undefined = {}) =>
  send(api, 'post', `/approvals/${id}/${action}`, {
    cookie: sender.cookie,
    key: sender.key,
    ...(action === 'withdraw' ? {} : { body }),
  });
const available = async (memberId: string): Promise<number> =>
  (await send(api, 'get', `/members/${memberId}/points`, { key })).body.available as number;
const stateOf = async (id: string): Promise<unknown> =>
  (await send(api, 'get', `/approvals/${id}`, { key }).expect(200)).body.state;

describe('an adjustment', () => {
  it('needs no approval without a limit, or up to the limit', async () => {
    const { id } = await makeMember(api);
    await adjust(anna, id, 100).expect(201);
    await changeApprovals(api, { points: null });
    await adjust(anna, id, 100_000).expect(201);
    expect(await available(id)).toBe(100_100);
  });

  it('waits above the limit, moves nothing, and appears in events, list and audit log', async () => {
    const { id: memberId } = await makeMember(api, { firstName: 'Anna', lastName: 'Krause' });
    const listener = await Listener.openWithKey(api, '/events', key);
    const idempotencyKey = randomUUID();
    const first = await adjust(anna, memberId, 101, idempotencyKey).expect(202);
    const again = await adjust(anna, memberId, 101, idempotencyKey).expect(202);
    expect([again.body, again.headers['idempotent-replayed']]).toEqual([first.body, 'true']);
    expect(first.body).toMatchObject({
      state: 'waiting',
      own: true,
      action: { kind: 'points-adjustment', memberId, memberName: 'Anna Krause', points: 101, limit: 100 },
      askedBy: { kind: 'account', id: anna.accountId },
      decidedBy: null,
    });
    expect(await available(memberId)).toBe(0);
    const waiting = await send(api, 'get', `/approvals?state=waiting&member=${memberId}&include=total`, bela);
    expect([pluck(waiting.body, 'id'), waiting.body.total]).toEqual([[first.body.id], 1]);
    const audit = await send(api, 'get', `/audit-entries?subject=${first.body.id}`, bela);
    expect(pluck(audit.body, 'action')).toEqual(['approval.asked']);
    const told = `select 1 as told from audit_entries where action = 'points.adjusted' and after->>'points' = '101'`;
    expect(await rowsOf(api, told)).toEqual([]);
    await vi.waitFor(() => expect(listener.text).toContain(first.body.id), 8000);
    expect(listener.text).toContain('approval.asked');
    listener.close();
  });

  it('is refused at once if it cannot be done', async () => {
    const { id } = await makeMember(api);
    const before = await fingerprint();
    await expectProblem(adjust(anna, id, -101), 422, 'insufficient-points');
    await expectProblem(adjust(anna, randomUUID(), 500), 404, 'not-found');
    expect(await fingerprint()).toBe(before);
  });
});

describe('an approval', () => {
  it('makes the change once, in the name of the person who requested it', async () => {
    const { id: memberId } = await makeMember(api);
    const { id } = await ask(anna, memberId);
    const { body } = await decide(bela, id, 'approve').expect(200);
    expect(body).toMatchObject({
      state: 'approved',
      decidedBy: { id: bela.accountId },
      withCode: false,
      transactionId: expect.any(String),
    });
    await expectProblem(decide(bela, id, 'approve'), 409, 'approval-settled');
    await expectProblem(decide(bela, id, 'refuse', { reason: 'late' }), 409, 'approval-settled');
    expect(await available(memberId)).toBe(500);
    const [posting] = await rowsOf(
      api,
      `select actor_id, reason, cause->>'approvalId' as approval from points_transactions where member_id = '${memberId}'`,
    );
    expect(posting).toEqual({ actor_id: anna.accountId, reason: 'Goodwill', approval: id });
    const audit = await send(api, 'get', `/audit-entries?subject=${id}`, bela);
    expect(pluck(audit.body, 'action')).toEqual(['approval.approved', 'approval.asked']);
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });

  it('does not count an approved request towards later slices', async () => {
    const { id: memberId } = await makeMember(api);
    await decide(bela, (await ask(anna, memberId)).id, 'approve').expect(200);
    await adjust(anna, memberId, 100).expect(201);
    expect(await available(memberId)).toBe(600);
  });

  it('moves nothing when it is refused with a reason or withdrawn', async () => {
    const { id: memberId } = await makeMember(api);
    const refused = await ask(anna, memberId);
    expect((await decide(bela, refused.id, 'refuse', { reason: 'Too much' }).expect(200)).body).toMatchObject(
      {
        state: 'refused',
        reason: 'Too much',
      },
    );
    const withdrawn = await ask(anna, memberId);
    await expectProblem(decide(bela, withdrawn.id, 'withdraw'), 404, 'not-found');
    expect((await decide(anna, withdrawn.id, 'withdraw').expect(200)).body).toMatchObject({
      state: 'withdrawn',
    });
    for (const { id } of [refused, withdrawn])
      await expectProblem(decide(bela, id, 'approve'), 409, 'approval-settled');
    expect(await available(memberId)).toBe(0);
  });

  it('keeps waiting if the change cannot be made now, and succeeds when it can', async () => {
    const { id: memberId } = await makeMember(api);
    await adjust(bela, memberId, 100).expect(201);
    await changeApprovals(api, { points: 50 });
    const { id } = await ask(anna, memberId, -100);
    await send(api, 'post', `/members/${memberId}/points/redemptions`, {
      key,
      body: { points: 60, reason: 'spent' },
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const before = await fingerprint();
    await expectProblem(decide(bela, id, 'approve'), 422, 'insufficient-points');
    expect(await fingerprint()).toBe(before);
    expect(await stateOf(id)).toBe('waiting');
    const taken = await ask(bela, memberId, 60);
    await decide(anna, taken.id, 'approve').expect(200);
    await decide(bela, id, 'approve').expect(200);
    expect(await available(memberId)).toBe(0);
  });

  it('is refused and keeps waiting if the member left in the meantime', async () => {
    const { id: memberId } = await makeMember(api);
    const { id } = await ask(anna, memberId);
    await send(api, 'post', `/members/${memberId}/close`, { key, body: { reason: 'moved' } }).expect(200);
    await expectProblem(decide(bela, id, 'approve'), 422, 'member-not-active');
    expect([await stateOf(id), await available(memberId)]).toEqual(['waiting', 0]);
    await decide(bela, id, 'refuse', { reason: 'has left' }).expect(200);
  });

  it('happens once, however many people approve, refuse and withdraw at once', async () => {
    const { id: memberId } = await makeMember(api);
    const others = await Promise.all([1, 2, 3].map(() => makeStaff(api, ['manager'])));
    const { id } = await ask(anna, memberId);
    const replies = await Promise.all([
      ...others.flatMap((each) => [decide(each, id, 'approve'), decide(each, id, 'approve')]),
      decide(bela, id, 'refuse', { reason: 'no' }),
      decide(anna, id, 'withdraw'),
    ]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(7);
    const state = await stateOf(id);
    expect(await available(memberId)).toBe(state === 'approved' ? 500 : 0);
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });

  it('is visible to keys that read points, and to staff of a location only for their own requests', async () => {
    const location = await makeLocation(api);
    const bound = await makeStaff(api, ['manager'], { locationIds: [location.id] });
    const { id: memberId } = await makeMember(api, { joinedLocation: location.code });
    const foreign = await ask(anna, memberId);
    const own = await ask(bound, memberId);
    expect(pluck((await send(api, 'get', '/approvals', bound).expect(200)).body, 'id')).toEqual([own.id]);
    await expectProblem(send(api, 'get', `/approvals/${foreign.id}`, bound), 404, 'not-found');
    await expectProblem(decide(bound, foreign.id, 'approve'), 403, 'not-allowed');
    await expectProblem(decide(bound, foreign.id, 'withdraw'), 404, 'not-found');
    const reading = { key: await makeKey(api, ['points:read']) };
    await send(api, 'get', `/approvals/${foreign.id}`, reading).expect(200);
    const blind = { key: await makeKey(api, ['club:read']) };
    await expectProblem(send(api, 'get', `/approvals/${foreign.id}`, blind), 404, 'not-found');
    const { data } = (await send(api, 'get', '/approvals', blind).expect(200)).body as { data: Approval[] };
    expect(data.filter(({ action }) => action.kind === 'points-adjustment')).toEqual([]);
  });
});

describe('the approval limit', () => {
  const setLimit = (sender: Sender, points: number | null) =>
    send(api, 'put', '/approval-settings/limits', { cookie: sender.cookie, body: { points } });
  const settings = async (sender: Sender): Promise<ApprovalSettings> =>
    (await send(api, 'get', '/approval-settings', { cookie: sender.cookie }).expect(200))
      .body as ApprovalSettings;

  it('is set and lowered by one person; raising or removing it needs two', async () => {
    await changeApprovals(api, { points: null });
    await setLimit(anna, 200).expect(200);
    await setLimit(anna, 150).expect(200);
    expect((await settings(anna)).limits).toEqual({ points: 150, cost: null });
    for (const points of [151, null]) {
      const asked = (await setLimit(anna, points).expect(202)).body as Approval;
      expect(asked.action).toEqual({
        kind: 'approval-limits',
        before: { points: 150, cost: null },
        after: { points, cost: null },
        currency: 'EUR',
      });
      await expectProblem(decide(anna, asked.id, 'approve'), 403, 'own-approval-refused');
      expect((await settings(bela)).limits).toEqual({ points: 150, cost: null });
      await decide(bela, asked.id, 'approve').expect(200);
      expect((await settings(bela)).limits).toEqual({ points, cost: null });
      await changeApprovals(api, { points: 150 });
    }
  });

  it('is not raised if it changed since it was read', async () => {
    await changeApprovals(api, { points: 100 });
    const asked = (await setLimit(anna, 10_000).expect(202)).body as Approval;
    await setLimit(bela, 50).expect(200);
    await expectProblem(decide(bela, asked.id, 'approve'), 412, 'version-changed');
    expect((await settings(bela)).limits).toEqual({ points: 50, cost: null });
    await decide(bela, asked.id, 'refuse', { reason: 'The limit is another one now' }).expect(200);
  });

  it('is not part of the public club settings', async () => {
    expect((await send(api, 'get', '/club').expect(200)).body).not.toHaveProperty('approvals');
    expect((await settings(anna)).others).toBeGreaterThan(0);
  });
});
