import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { linkIn } from '../support/mailbox.ts';
import { makeStaff } from '../support/makers.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeLegalText } from '../support/makers/legal.ts';
import { changeStatus, makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { expectProblem, send } from '../support/requests.ts';

let club: MailedApp;
let mailbox: MailedApp['mailbox'];
let api: TestApp;
let key: string;
beforeAll(async () => {
  club = await startMailedApp();
  ({ mailbox, api, key } = club);
  await makeLegalText(api);
});
afterAll(() => club.close());

const rows = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  api.app.get(Transactions).query(madeStatement<Row>(text), values);
const post = (path: string, body?: object, cookie?: string) => send(api, 'post', path, { body, cookie });
const terms = [{ purpose: 'terms', granted: true }];
const password = 'ein kurzer Satz';
const open = (token: string, body: object = { password, consents: terms }) =>
  post(`/account-openings/${token}`, body);
const tokenFor = async (email: string, count = 1): Promise<string> =>
  mailbox.link(email, '/open-account', count);
const askFor = async (email: string, count = 1): Promise<string> => {
  await post('/password-resets', { email }).expect(202);
  return tokenFor(email.toLowerCase(), count);
};
const enrolled = async (more: object = {}): Promise<{ id: string; email: string; version: number }> => {
  const { id, email, version } = await makeMember(api, more);
  return { id, email: email ?? '', version };
};
const memberWith = async (email: string): Promise<{ id: string }> => {
  const { body } = await send(api, 'get', `/members?query=${encodeURIComponent(email)}`, { key }).expect(200);
  return (body as { data: [{ id: string }] }).data[0];
};
const accountsOf = (memberId: string) =>
  rows<{ email: string }>('select email from accounts where member_id = $1', [memberId]);
const allAnswered = () =>
  vi.waitFor(
    async () =>
      expect(
        await rows(
          `select state from pgboss.job where name = 'send-password-reset' and state <> 'completed'`,
        ),
      ).toEqual([]),
    { timeout: 15_000 },
  );

describe('a member who was registered by staff', () => {
  it('requests a link, chooses a password, and is signed in with the old points and a confirmed e-mail', async () => {
    const now = api.clock.now();
    const { id, email } = await enrolled();
    await makeAwards(api, id, [{ points: 240, expiresAt: null }]);
    const token = await askFor(email.toUpperCase());
    expect((await send(api, 'get', `/account-openings/${token}`)).body).toMatchObject({
      email,
      displayName: 'Anna Krause',
      expiresAt: new Date(now + 7 * 86_400_000).toISOString(),
      termsAccepted: false,
    });
    const reply = await open(token).expect(201);
    expect(reply.body).toMatchObject({ account: { email }, roles: ['member'], member: { id } });
    const [cookie] = String(reply.headers['set-cookie']).split(';');
    const { body: me } = await send(api, 'get', '/me', { cookie }).expect(200);
    expect(me).toMatchObject({
      member: {
        id,
        emailConfirmed: true,
        hasAccount: true,
        consents: [{ purpose: 'terms', granted: true, changedAt: new Date(now).toISOString(), version: 1 }],
      },
      balance: { available: 240 },
    });
    await post('/sessions', { email, password }).expect(201);
    await expectProblem(open(token), 409, 'link-used');
    await expectProblem(send(api, 'get', `/account-openings/${token}`), 409, 'link-used');
    await post('/password-resets', { email }).expect(202);
    await mailbox.link(email, '/reset-password');
  });

  it.each([
    ['de', 'Öffne dein Konto bei Regulars', 'Konto öffnen'],
    ['en', 'Open your account at Regulars', 'Open my account'],
    ['cs', 'Otevřete si účet v klubu Regulars', 'Otevřít účet'],
  ] as const)('gets the mail in %s', async (language, subject, label) => {
    const { email } = await enrolled({ language, firstName: 'Eva <i>' });
    await askFor(email);
    const mail = await mailbox.received(email);
    expect(mail.subject).toBe(subject);
    expect(mail.html).toContain(label);
    expect(mail.html).toContain('Eva &lt;i&gt;');
    expect(mail.text).toContain(label);
  });

  it('must accept the terms unless they accepted them before; a refusal leaves the link usable', async () => {
    const { id, email } = await enrolled();
    const token = await askFor(email);
    await expectProblem(open(token, { password }), 400, 'invalid-request', '/consents');
    await expectProblem(
      open(token, { password: 'short', consents: terms }),
      400,
      'invalid-request',
      '/password',
    );
    expect(await accountsOf(id)).toEqual([]);
    expect((await send(api, 'get', `/members/${id}`, { key })).body.emailConfirmed).toBe(false);
    await open(token).expect(201);

    // What staff noted for a member is not the member's own acceptance.
    const noted = await enrolled({ consents: terms });
    const second = await askFor(noted.email);
    expect((await send(api, 'get', `/account-openings/${second}`)).body.termsAccepted).toBe(false);
    await expectProblem(open(second, { password }), 400, 'invalid-request', '/consents');
    await open(second, { password, acceptedTerms: { version: 1 } }).expect(201);
  });

  it('gets a link that works for seven days; only the newest one works', async () => {
    const { id, email } = await enrolled();
    const first = await askFor(email);
    const second = await askFor(email, 2);
    await expectProblem(open(first), 410, 'link-expired');
    api.clock.advance({ days: 7 });
    await expectProblem(open(second), 410, 'link-expired');
    await expectProblem(open('x'.repeat(43)), 404, 'not-found');
    await expectProblem(post(`/password-resets/${second}`, { password }), 404, 'not-found');
    expect(await accountsOf(id)).toEqual([]);
  });

  it('gets one account if two requests arrive at once', async () => {
    const { id, email } = await enrolled();
    const token = await askFor(email);
    const replies = await Promise.all([open(token), open(token), open(token)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(await accountsOf(id)).toEqual([{ email }]);
  });

  it('cannot use the link after the membership is closed or blocked, the address changes, or an account exists', async () => {
    const asked = async () => {
      const member = await enrolled();
      return { ...member, token: await askFor(member.email) };
    };
    const [closed, moved, blocked, known] = await Promise.all([asked(), asked(), asked(), asked()]);
    // The undo of an import removes its members completely.
    const importing = new Importing(api, key);
    const email = `${randomUUID()}@member.example`;
    const settings = { kind: 'members' as const, mapping: { columns: { email: 'mail' } } };
    const imported = await importing.run(settings, `mail\n${email}`);
    const gone = { ...(await memberWith(email)), token: await askFor(email) };
    const change = (member: { id: string; version: number }, body: object) =>
      send(api, 'patch', `/members/${member.id}`, { key, version: member.version, body }).expect(200);
    await send(api, 'post', `/members/${closed.id}/close`, { key, body: { reason: 'moved' } }).expect(200);
    await change(moved, { email: `${randomUUID()}@member.example` });
    await change(blocked, { status: 'blocked' });
    await makeStaff(api, [], { memberId: known.id });
    expect(await importing.undo(imported.id)).toMatchObject({ state: 'undone' });
    for (const { token } of [closed, moved, blocked]) await expectProblem(open(token), 410, 'link-expired');
    await expectProblem(open(known.token), 409, 'already-taken');
    await expectProblem(open(gone.token), 404, 'not-found');
    for (const { id } of [closed, moved, blocked, gone]) expect(await accountsOf(id)).toEqual([]);
  });

  it('gets no mail while closed or blocked, and everyone gets the same answer', async () => {
    const [closed, blocked, active] = [await enrolled(), await enrolled(), await enrolled()];
    await send(api, 'post', `/members/${closed.id}/close`, { key, body: { reason: 'moved' } }).expect(200);
    await changeStatus(api, blocked.id, 'blocked');
    const emails = [closed.email, blocked.email, active.email, `${randomUUID()}@nobody.example`];
    const replies = [];
    for (const email of emails) replies.push(await post('/password-resets', { email }));
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['202 ']));
    await mailbox.received(active.email);
    await allAnswered();
    expect(emails.map((email) => mailbox.to(email).length)).toEqual([0, 0, 1, 0]);
  });

  it('keeps the staff account with the same address, which becomes the member account too', async () => {
    const staff = await makeStaff(api, ['cashier']);
    const { id } = await enrolled({ email: staff.email });
    const token = await askFor(staff.email);
    const { body } = await open(token).expect(201);
    expect(body).toMatchObject({
      account: { id: staff.accountId },
      roles: ['member', 'cashier'],
      member: { id },
    });
    await expectProblem(send(api, 'get', '/sessions/current', staff), 401, 'not-signed-in');
    await expectProblem(
      post('/sessions', { email: staff.email, password: staff.password }),
      401,
      'wrong-credentials',
    );
    await post('/sessions', { email: staff.email, password }).expect(201);
  });
});

describe('a manager', () => {
  const invite = (id: string, cookie: string) =>
    post(`/members/${id}/account-invitations`, undefined, cookie);

  it('invites to the portal up to five times an hour, with an audit entry', async () => {
    const manager = await makeStaff(api, ['manager']);
    const { id, email } = await enrolled({ language: 'en' });
    await invite(id, manager.cookie).expect(202);
    expect((await mailbox.received(email)).text).toContain('because you are a member of Regulars');
    const { body } = await send(api, 'get', `/audit-entries?action=member.invited&subject=${id}`, { key });
    expect(body.data).toMatchObject([
      { actor: { kind: 'account', id: manager.accountId }, subject: { type: 'member', id } },
    ]);
    for (let sent = 1; sent < 5; sent += 1) await invite(id, manager.cookie).expect(202);
    await expectProblem(invite(id, manager.cookie), 429, 'too-many-requests');
    await mailbox.received(email, 5);
    const statuses: number[] = [];
    for (const mail of mailbox.to(email))
      statuses.push((await open(linkIn(mail, '/open-account').token)).status);
    expect(statuses.toSorted()).toEqual([201, 410, 410, 410, 410]);
  });

  it('is told who cannot be invited, and no mail is sent', async () => {
    const { cookie } = await makeStaff(api, ['manager']);
    const { id: nameless } = await makeMember(api, { email: undefined });
    await expectProblem(invite(nameless, cookie), 422, 'member-without-email');
    const { member, email } = await makeSignedInMember(api);
    await expectProblem(invite(member.id, cookie), 409, 'already-taken');
    const taken = await enrolled({ email });
    await expectProblem(invite(taken.id, cookie), 409, 'already-taken');
    const blocked = await enrolled();
    await changeStatus(api, blocked.id, 'blocked');
    await expectProblem(invite(blocked.id, cookie), 422, 'member-not-active');
    await expectProblem(invite(randomUUID(), cookie), 404, 'not-found');
    expect(await rows('select id from mails where recipient = any($1)', [[email, blocked.email]])).toEqual(
      [],
    );
  });
});
