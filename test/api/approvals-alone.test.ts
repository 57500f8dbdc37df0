import { randomUUID } from 'node:crypto';
import type { StaffMember } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { changeApprovals } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

// A club in which one person alone may approve.
let club: MailedApp;
let mailbox: MailedApp['mailbox'];
let api: TestApp;
let boss: SignedIn;
beforeAll(async () => {
  club = await startMailedApp();
  ({ mailbox, api } = club);
  await changeApprovals(api, { points: 100 });
});
// A new boss who is alone, whatever the colleagues and guesses of another test.
beforeEach(async () => {
  boss = await makeStaff(api, ['admin']);
  const { body } = await send(api, 'get', '/staff', boss).expect(200);
  const others = (body.data as StaffMember[]).filter(
    ({ id, state }) => id !== boss.accountId && state === 'active',
  );
  for (const { id, version } of others)
    await send(api, 'patch', `/staff/${id}`, { ...boss, version, body: { active: false } }).expect(200);
});
afterAll(() => club.close());

const codes = async (): Promise<string[]> => {
  const made = await send(api, 'post', '/approval-settings/codes', {
    cookie: boss.cookie,
    body: { password: boss.password },
  }).expect(201);
  return made.body.codes as string[];
};
const request = async (memberId: string): Promise<string> => {
  const asked = await send(api, 'post', `/members/${memberId}/points/adjustments`, {
    cookie: boss.cookie,
    body: { points: 500, reason: 'Goodwill' },
  })
    .set('idempotency-key', randomUUID())
    .expect(202);
  return asked.body.id as string;
};
const approve = (id: string, body: object) =>
  send(api, 'post', `/approvals/${id}/approve`, { cookie: boss.cookie, body });
const left = async (): Promise<number> =>
  (await send(api, 'get', '/approval-settings', { cookie: boss.cookie })).body.codes.left as number;

it('a lone manager approves with a recovery code: ten codes, shown once, each usable once, in any spelling', async () => {
  const { id: memberId } = await makeMember(api);
  await expectProblem(
    send(api, 'post', '/approval-settings/codes', { cookie: boss.cookie, body: { password: 'guess' } }),
    401,
    'wrong-credentials',
    '/password',
  );
  const old = await codes();
  const [first = '', second = ''] = await codes();
  expect([new Set(old).size, await left()]).toEqual([10, 10]);
  const id = await request(memberId);
  await expectProblem(approve(id, {}), 403, 'own-approval-refused');
  for (const code of [old[0], 'AAAA-BBBB-CCCC-DDDD'])
    await expectProblem(approve(id, { code }), 422, 'wrong-approval-code', '/code');
  const { body } = await approve(id, { code: first.toLowerCase().replaceAll('-', ' ') }).expect(200);
  expect(body).toMatchObject({ state: 'approved', withCode: true });
  expect(await left()).toBe(9);
  const next = await request(memberId);
  await expectProblem(approve(next, { code: first }), 422, 'wrong-approval-code', '/code');
  const [entry] = (await send(api, 'get', `/audit-entries?subject=${id}`, { cookie: boss.cookie })).body.data;
  expect(entry).toMatchObject({ action: 'approval.approved', after: { withCode: true } });
  const [mail] = [await mailbox.received(boss.email)].flat();
  expect(mail?.subject).toContain('recovery code');
  const kept = await rowsOf(api, `select encode(code_hash, 'escape') as hash from approval_codes`);
  expect(JSON.stringify(kept)).not.toContain(second.replaceAll('-', ''));
});

it('a manager cannot use a recovery code if someone else can approve now or could at the request', async () => {
  const { id: memberId } = await makeMember(api);
  const [, , code = ''] = await codes();
  const asked = await request(memberId);
  const other = await makeStaff(api, ['manager']);
  await expectProblem(approve(asked, { code }), 403, 'own-approval-refused');
  const askedBeside = await request(memberId);
  const { body } = await send(api, 'get', '/staff', { cookie: boss.cookie });
  const row = (body.data as { id: string; version: number }[]).find(({ id }) => id === other.accountId);
  await send(api, 'patch', `/staff/${other.accountId}`, {
    cookie: boss.cookie,
    version: row?.version ?? 0,
    body: { active: false },
  }).expect(200);
  await expectProblem(approve(askedBeside, { code }), 403, 'own-approval-refused');
  await approve(asked, { code }).expect(200);
});

it('a manager is not alone if only the membership of a colleague is blocked', async () => {
  const { id: memberId } = await makeMember(api);
  const colleague = await makeSignedInMember(api, { roles: ['manager'] });
  const [code = ''] = await codes();
  const blocked = await send(api, 'patch', `/members/${colleague.member.id}`, {
    cookie: boss.cookie,
    version: 1,
    body: { status: 'blocked' },
  });
  expect(blocked.status).toBe(200);
  await expectProblem(approve(await request(memberId), { code }), 403, 'own-approval-refused');
});

it('a lone manager cannot guess a code', async () => {
  const { id: memberId } = await makeMember(api);
  const id = await request(memberId);
  let status = 0;
  for (let tried = 0; tried < 12 && status !== 429; tried += 1)
    status = (await approve(id, { code: `WRNG-${tried}` })).status;
  expect(status).toBe(429);
});
