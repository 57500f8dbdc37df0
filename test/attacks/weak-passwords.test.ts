import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { cookiesOf, expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let club: MailedApp;
let mailbox: MailedApp['mailbox'];
let api: TestApp;
beforeAll(async () => {
  club = await startMailedApp();
  ({ mailbox, api } = club);
});
afterAll(() => club.close());

const post = (path: string, body?: object, cookie?: string) => send(api, 'post', path, { body, cookie });
const join = (email: string, password: string) =>
  post('/registrations', {
    email,
    password,
    firstName: 'Anna',
    lastName: 'Krause',
    language: 'en',
    consents: [{ purpose: 'terms', granted: true }],
  });
const guessable = 'Regulars 2026';

describe('a common password', () => {
  it('is refused at joining, and nothing is created', async () => {
    const email = `anna.krause-${randomUUID().slice(0, 8)}@weak.example`;
    const common = ['12345678', 'Password', 'Baseball2026!', 'qwertyuiop', 'P@ssw0rd', 'dragonDRAGON'];
    const disguised = [
      '  password  ',
      'p a s s w o r d',
      'ｐａｓｓｗｏｒｄ',
      'Pässwörd',
      '2026 Baseball',
      'aaaaaaaaaaaa',
      '            ',
    ];
    for (const password of [...common, ...disguised, email, `${email.split('@')[0]}!`, guessable])
      await expectProblem(join(email, password), 422, 'password-guessable', '/password');
    expect(await rowsOf(api, 'select id from members where email = $1', [email])).toEqual([]);
    await join(email, 'ein kurzer Satz').expect(201);
  });

  it('is refused wherever one is chosen, and the link still works', async () => {
    const member = await makeSignedInMember(api);
    await expectProblem(
      post('/me/password', { current: member.password, next: guessable }, member.cookie),
      422,
      'password-guessable',
      '/next',
    );
    await post('/password-resets', { email: member.email }).expect(202);
    const reset = await mailbox.link(member.email, '/reset-password');
    await expectProblem(
      post(`/password-resets/${reset}`, { password: guessable }),
      422,
      'password-guessable',
      '/password',
    );
    await post(`/password-resets/${reset}`, { password: 'ein kurzer Satz' }).expect(204);

    const enrolled = (await makeMember(api)).email ?? '';
    await post('/password-resets', { email: enrolled }).expect(202);
    const opening = await mailbox.link(enrolled, '/open-account');
    const consents = [{ purpose: 'terms', granted: true }];
    await expectProblem(
      post(`/account-openings/${opening}`, { password: guessable, consents }),
      422,
      'password-guessable',
      '/password',
    );
    await post(`/account-openings/${opening}`, { password: 'ein kurzer Satz', consents }).expect(201);

    const typed = `${randomUUID()}@weak.example`;
    await join(typed, 'ein kurzer Satz').expect(201);
    const confirmation = await mailbox.link(typed, '/confirm-email');
    await expectProblem(
      post(`/email-confirmations/${confirmation}`, { password: guessable }),
      422,
      'password-guessable',
      '/password',
    );
    await post(`/email-confirmations/${confirmation}`, { password: 'ein anderer Satz' }).expect(204);
  });
});

describe('the password of staff', () => {
  const elevenLong = 'elf Zeichen';

  it('needs twelve characters, by invitation, reset or change', async () => {
    const admin = await makeStaff(api, ['admin']);
    const email = `${randomUUID()}@staff.example`;
    const body = { email, displayName: 'Jan', role: 'cashier', language: 'en' };
    await send(api, 'post', '/staff', { ...admin, body }).expect(201);
    const invitation = await mailbox.link(email, '/invitation');
    await expectProblem(
      post(`/invitations/${invitation}`, { password: elevenLong }),
      400,
      'invalid-request',
      '/password',
    );
    await post(`/invitations/${invitation}`, { password: 'zwölf Zeichen' }).expect(204);
    await expectProblem(
      post('/me/password', { current: admin.password, next: elevenLong }, admin.cookie),
      422,
      'password-too-short',
      '/next',
    );
    await post('/password-resets', { email }).expect(202);
    const reset = await mailbox.link(email, '/reset-password');
    await expectProblem(
      post(`/password-resets/${reset}`, { password: elevenLong }),
      422,
      'password-too-short',
      '/password',
    );
    await post('/sessions', { email, password: 'zwölf Zeichen' }).expect(201);
  });

  it('is replaced at the invitation only if the member password is too short', async () => {
    const admin = await makeStaff(api, ['admin']);
    for (const [password, needed] of [
      ['acht Zei', true],
      ['zwölf Zeichen', false],
    ] as const) {
      const email = `${randomUUID()}@weak.example`;
      const joined = await join(email, password).expect(201);
      const cookie = cookiesOf(joined);
      const body = { email, displayName: 'Jan', role: 'cashier', language: 'en' };
      await send(api, 'post', '/staff', { ...admin, body }).expect(201);
      const link = `/invitations/${await mailbox.link(email, '/invitation')}`;
      expect((await send(api, 'get', link, { cookie })).body).toMatchObject({ needsPassword: needed });
      if (needed) await expectProblem(post(link, {}, cookie), 422, 'password-needed', '/password');
      await post(link, needed ? { password: 'zwölf Zeichen' } : {}, cookie).expect(204);
      expect((await send(api, 'get', '/sessions/current', { cookie })).body.roles).toEqual([
        'member',
        'cashier',
      ]);
      await post('/sessions', { email, password: 'zwölf Zeichen' }).expect(201);
    }
  });

  it('needs them while deactivated too, because it still works after the return', async () => {
    const admin = await makeStaff(api, ['admin']);
    const { accountId, email, password } = await makeSignedInMember(api, { roles: ['cashier'] });
    const { body } = await send(api, 'get', '/staff?limit=200', admin);
    const team: { id: string; version: number }[] = body.data;
    const version = team.find(({ id }) => id === accountId)?.version;
    await send(api, 'patch', `/staff/${accountId}`, { ...admin, version, body: { active: false } }).expect(
      200,
    );
    const signedIn = await post('/sessions', { email, password }).expect(201);
    expect(signedIn.body.roles).toEqual(['member']);
    await expectProblem(
      post('/me/password', { current: password, next: elevenLong }, cookiesOf(signedIn)),
      422,
      'password-too-short',
      '/next',
    );
  });

  it('is longer than that of a member, who needs eight characters', async () => {
    await join(`${randomUUID()}@weak.example`, 'acht Zei').expect(201);
  });
});
