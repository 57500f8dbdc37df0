import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { Mail } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { linkIn } from '../support/mailbox.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { expectProblem, forgedCursor, pluck, send } from '../support/requests.ts';

let folder: string;
let api: TestApp;
let admin: SignedIn;
let manager: SignedIn;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-mail-'));
  api = await startApp(undefined, { DATA_DIR: folder });
  admin = await makeStaff(api, ['admin']);
  manager = await makeStaff(api, ['manager']);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const invite = (email: string, role: string) =>
  send(api, 'post', '/staff', { ...admin, body: { email, displayName: 'Jan', role, language: 'en' } }).expect(
    201,
  );
const mailTo = async (email: string): Promise<Mail> =>
  vi.waitFor(
    async () => {
      const { body } = await send(api, 'get', '/mails?limit=200', admin).expect(200);
      const mails: Mail[] = body.data;
      const mail = mails.find(({ to }) => to === email);
      if (!mail) throw new Error(`no mail to ${email}`);
      return mail;
    },
    { timeout: 20_000, interval: 100 },
  );

describe('without a mail server', () => {
  it('mails are kept in files that any mail program opens', async () => {
    await invite('kept@staff.example', 'cashier');
    const { id } = await mailTo('kept@staff.example');
    const mail = await PostalMime.parse(await readFile(join(folder, 'mail', `${id}.eml`)));
    expect(mail).toMatchObject({
      subject: 'Invitation to the team of Regulars',
      to: [{ address: 'kept@staff.example' }],
    });
    const { token } = linkIn(mail, '/invitation');
    await send(api, 'post', `/invitations/${token}`, { body: { password: 'ein kurzer Satz' } }).expect(204);
  });

  it('so are text messages, which only admins read', async () => {
    const consents = [{ purpose: 'marketing', channel: 'sms', granted: true }] as const;
    const { cookie } = await makeSignedInMember(api, { phone: '+436602227777', consents });
    await send(api, 'post', '/me/phone-codes', { cookie }).expect(202);
    const { id } = await mailTo('+436602227777');
    const text = await readFile(join(folder, 'mail', `${id}.eml`), 'utf8');
    const code = /\b\d{6}\b/u.exec(text)?.[0];
    await send(api, 'post', '/me/phone-confirmations', { cookie, body: { code } }).expect(204);
    await expectProblem(send(api, 'get', `/mails/${id}`, manager), 404, 'not-found');
  });

  it('managers and admins read mails in the console, without the links of others', async () => {
    await invite('read@staff.example', 'cashier');
    const { id } = await mailTo('read@staff.example');
    const file = await PostalMime.parse(await readFile(join(folder, 'mail', `${id}.eml`)));
    for (const reader of [manager, admin]) {
      const { body } = await send(api, 'get', `/mails/${id}`, reader).expect(200);
      expect(body).toMatchObject({ id, to: 'read@staff.example', template: 'invitation', linksHidden: true });
      expect(body.text).toContain('/invitation/…');
      expect(JSON.stringify(body)).not.toContain(linkIn(file, '/invitation').token);
    }
  });

  it('every kind of link is hidden, except to the owner of the mailbox', async () => {
    const member = await makeSignedInMember(api);
    const post = (path: string, body: object, cookie?: string) => send(api, 'post', path, { body, cookie });
    const joined = {
      email: 'joins@kept.example',
      password: 'ein kurzer Satz',
      firstName: 'Anna',
      lastName: 'Krause',
      language: 'en',
      consents: [{ purpose: 'terms', granted: true }],
    };
    await post('/registrations', joined).expect(201);
    const change = { email: 'new@kept.example', password: member.password };
    await post('/me/email-changes', change, member.cookie).expect(202);
    const enrolled = (await makeMember(api)).email ?? '';
    for (const email of [enrolled, member.email, admin.email])
      await post('/password-resets', { email }).expect(202);
    await mailTo(admin.email);
    const kinds = new Set<string>();
    for (const to of ['joins@kept.example', 'new@kept.example', enrolled, member.email]) {
      const { body } = await send(api, 'get', `/mails/${(await mailTo(to)).id}`, admin).expect(200);
      kinds.add(body.template);
      expect(body.linksHidden).toBe(true);
      expect(JSON.stringify(body)).not.toMatch(/\/[\w-]{43}(?![\w-])/);
    }
    expect(kinds.size).toBe(4);
    const reset = await mailTo(admin.email);
    const own = (await send(api, 'get', `/mails/${reset.id}`, admin).expect(200)).body;
    expect(own.linksHidden).toBe(false);
    expect(linkIn(own, '/reset-password').token).toHaveLength(43);
    const typed = await makeStaff(api, ['manager'], { email: 'joins@kept.example', emailConfirmed: false });
    const { id } = await mailTo('joins@kept.example');
    expect((await send(api, 'get', `/mails/${id}`, typed).expect(200)).body.linksHidden).toBe(true);
  });

  it('managers cannot see links that would make them an admin', async () => {
    await invite('boss@staff.example', 'admin');
    const { id } = await mailTo('boss@staff.example');
    await expectProblem(send(api, 'get', `/mails/${id}`, manager), 404, 'not-found');
    const { body } = await send(api, 'get', '/mails?limit=200', manager).expect(200);
    expect(pluck(body, 'to')).not.toContain('boss@staff.example');
    await send(api, 'get', `/mails/${id}`, admin).expect(200);
  });

  it('mails are listed in pages, newest first', async () => {
    for (const name of ['one', 'two', 'three']) {
      await invite(`${name}@pages.example`, 'cashier');
      await mailTo(`${name}@pages.example`);
      api.clock.advance({ minutes: 1 });
    }
    const first = (await send(api, 'get', '/mails?limit=2', admin).expect(200)).body;
    expect(first).toMatchObject({ delivery: 'files', waiting: 0, failed: 0 });
    const second = (await send(api, 'get', `/mails?limit=2&cursor=${first.cursor.next}`, admin).expect(200))
      .body;
    expect([...pluck(first, 'to'), ...pluck(second, 'to')].slice(0, 3)).toEqual(
      ['three', 'two', 'one'].map((name) => `${name}@pages.example`),
    );
    const forged = forgedCursor('yesterday', 'x');
    await expectProblem(
      send(api, 'get', `/mails?cursor=${forged}`, admin),
      400,
      'invalid-request',
      '/query/cursor',
    );
  });

  it('nobody else can read mails', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    await expectProblem(send(api, 'get', '/mails', cashier), 403, 'not-allowed');
    await expectProblem(send(api, 'get', '/mails'), 401, 'not-signed-in');
  });
});
