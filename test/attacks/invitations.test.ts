import { randomUUID } from 'node:crypto';
import type { StaffMember } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { cookiesOf, expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let club: MailedApp;
let mailbox: MailedApp['mailbox'];
let api: TestApp;
let admin: SignedIn;
beforeAll(async () => {
  club = await startMailedApp();
  ({ mailbox, api } = club);
  admin = await makeStaff(api, ['admin']);
});
afterAll(() => club.close());

const strangers = 'a stranger chose this';
const owners = 'the owner of the mailbox chose it';
const anyAddress = (): string => `${randomUUID()}@invited.example`;
const post = (path: string, body?: object, cookie?: string) => send(api, 'post', path, { body, cookie });
const join = async (email: string): Promise<{ id: string; cookie: string }> => {
  const reply = await post('/registrations', {
    email,
    password: strangers,
    firstName: 'Eve',
    lastName: 'First',
    language: 'en',
    consents: [{ purpose: 'terms', granted: true }],
  }).expect(201);
  return { id: reply.body.account.id, cookie: cookiesOf(reply) };
};
const invite = async (email: string): Promise<StaffMember> => {
  const body = { email, displayName: 'Eva', role: 'admin', language: 'en' };
  return (await send(api, 'post', '/staff', { ...admin, body }).expect(201)).body;
};
const change = async ({ id, version }: StaffMember, active: boolean): Promise<StaffMember> =>
  (await send(api, 'patch', `/staff/${id}`, { ...admin, version, body: { active } }).expect(200)).body;
const invitation = (email: string, count = 1): Promise<string> => mailbox.link(email, '/invitation', count);
const accept = (token: string, body: object, cookie?: string) => post(`/invitations/${token}`, body, cookie);
const rolesWith = async (email: string, password: string): Promise<string[]> =>
  (await post('/sessions', { email, password }).expect(201)).body.roles;
const rolesIn = async (cookie: string): Promise<string[]> =>
  (await send(api, 'get', '/sessions/current', { cookie }).expect(200)).body.roles;
const namesOf = async (email: string): Promise<unknown[]> =>
  rowsOf(
    api,
    'select display_name as name, email_confirmed_at is not null as confirmed from accounts where lower(email) = $1 order by 1',
    [email],
  );
/** The state of older versions, which used the account of an unconfirmed address. */
const adopted = async (stranger: string, invited: StaffMember): Promise<void> => {
  await rowsOf(api, 'update staff_roles set account_id = $1 where account_id = $2', [stranger, invited.id]);
  await rowsOf(api, 'update links set subject_id = $1 where subject_id = $2', [stranger, invited.id]);
};
const listed = async (id: string): Promise<StaffMember> => {
  const { body } = await send(api, 'get', '/staff?limit=200', admin).expect(200);
  const team: StaffMember[] = body.data;
  const one = team.find((row) => row.id === id);
  if (!one) throw new Error('not on the list');
  return one;
};

describe('a withdrawn invitation', () => {
  it('is sent again when the person returns: nobody becomes an admin without accepting', async () => {
    const email = anyAddress();
    const eve = await join(email);
    await adopted(eve.id, await invite(email));
    await invitation(email);
    const again = await change(await change(await listed(eve.id), false), true);
    expect(again).toMatchObject({ state: 'invited', email });
    expect(await rolesWith(email, strangers)).toEqual(['member']);
    await accept(await invitation(email, 2), { password: owners }).expect(204);
    const left = await change(await listed(again.id), false);
    expect((await change(left, true)).state).toBe('active');
    expect(await rolesWith(email, owners)).toContain('admin');
  });

  it('stays withdrawn for a member with a confirmed address, until it is accepted', async () => {
    const email = anyAddress();
    const { cookie, id } = await join(email);
    const token = await mailbox.link(email, '/confirm-email');
    await post(`/email-confirmations/${token}`, undefined, cookie).expect(204);
    const invited = await invite(email);
    expect(invited.id).toBe(id);
    expect((await change(await change(invited, false), true)).state).toBe('invited');
    expect(await rolesWith(email, strangers)).toEqual(['member']);
  });
});

describe('an invitation to an address that a stranger typed', () => {
  it('does not change the account, membership or name of the stranger, before or after it is accepted', async () => {
    const email = anyAddress();
    const eve = await join(email);
    const invited = await invite(email);
    expect(invited).toMatchObject({ displayName: 'Eva', isMember: false });
    expect(invited.id).not.toBe(eve.id);
    await accept(await invitation(email), { password: owners }).expect(204);
    expect(await namesOf(email)).toEqual([
      { name: 'Eva', confirmed: true },
      { name: expect.stringContaining('Eve'), confirmed: false },
    ]);
    expect(await rolesIn(eve.cookie)).toEqual(['member']);
    expect(await rolesWith(email, owners)).toEqual(['admin']);
    expect(await rolesWith(email, strangers)).toEqual(['member']);
  });

  it('is sent again to the invited address, whatever the stranger changes', async () => {
    const [email, elsewhere] = [anyAddress(), anyAddress()];
    const eve = await join(email);
    const invited = await invite(email);
    await invitation(email);
    await post('/me/email-changes', { email: elsewhere, password: strangers }, eve.cookie).expect(202);
    const moved = await mailbox.link(elsewhere, '/confirm-email/change');
    await post(`/email-changes/${moved}`, undefined, eve.cookie).expect(204);
    const before = mailbox.to(elsewhere).length;
    await send(api, 'post', `/staff/${invited.id}/invitations`, admin).expect(200);
    await accept(await invitation(email, 2), { password: owners }).expect(204);
    expect(mailbox.to(elsewhere)).toHaveLength(before);
    expect(await rolesIn(eve.cookie)).toEqual(['member']);
  });

  it('ignores an account that adopted it earlier and has another address now', async () => {
    const [email, elsewhere] = [anyAddress(), anyAddress()];
    const eve = await join(email);
    await adopted(eve.id, await invite(email));
    await invitation(email);
    await rowsOf(api, 'update accounts set email = $2, email_confirmed_at = now() where id = $1', [
      eve.id,
      elsewhere,
    ]);
    const reply = await send(api, 'post', `/staff/${eve.id}/invitations`, admin).expect(200);
    expect(reply.body).toMatchObject({ email, state: 'invited', isMember: false });
    await accept(await invitation(email, 2), { password: owners }).expect(204);
    expect(mailbox.to(elsewhere)).toEqual([]);
    expect(await rolesIn(eve.cookie)).toEqual(['member']);
    expect(await rolesWith(email, owners)).toEqual(['admin']);
  });
});

describe('a member who confirms the address after the invitation', () => {
  it('gets the role in their own account, and the invited account is removed', async () => {
    const email = anyAddress();
    const own = await join(email);
    const invited = await invite(email);
    const token = await invitation(email);
    const confirmation = await mailbox.link(email, '/confirm-email');
    await post(`/email-confirmations/${confirmation}`, undefined, own.cookie).expect(204);
    expect((await send(api, 'get', `/invitations/${token}`)).body.needsPassword).toBe(true);
    await expectProblem(accept(token, {}), 422, 'password-needed', '/password');
    await accept(token, {}, own.cookie).expect(204);
    expect(await rolesIn(own.cookie)).toEqual(['member', 'admin']);
    expect(await rowsOf(api, 'select id from accounts where id = $1', [invited.id])).toEqual([]);
    await expectProblem(accept(token, {}, own.cookie), 409, 'link-used');
  });
});
