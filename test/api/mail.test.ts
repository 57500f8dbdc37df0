import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ExpiryNoticesJob } from '../../apps/api/src/features/mailing/index.ts';
import { Members } from '../../apps/api/src/features/members/index.ts';
import { emailChangedMail } from '../../apps/api/src/features/members/mails/index.ts';
import { Mailer } from '../../apps/api/src/platform/mail/index.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { rowsOf } from '../support/rows.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeStaff } from '../support/makers.ts';
import { drawPng } from '../support/pictures.ts';
import { changeStatus, makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { expectProblem, send } from '../support/requests.ts';

let mailbox: Mailbox;
let api: TestApp;
beforeAll(async () => {
  mailbox = await Mailbox.open();
  api = await startApp(undefined, { SMTP_URL: mailbox.url, MAIL_FROM: 'hello@morgenrot.example' });
});
afterAll(async () => {
  await api.close();
  await mailbox.away();
});

const rows = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  rowsOf<Row>(api, text, values);
const anyAddress = (): string => `${randomUUID()}@member.example`;
const post = (path: string, body?: object, cookie?: string) => send(api, 'post', path, { body, cookie });

/** Joins in the browser's way, and returns the cookie of the session. */
const join = async (email: string, more: object = {}): Promise<{ cookie: string; memberId: string }> => {
  const reply = await post('/registrations', {
    email,
    password: 'ein kurzer Satz',
    firstName: 'Anna <b>',
    lastName: 'Krause',
    language: 'de',
    consents: [{ purpose: 'terms', granted: true }],
    ...more,
  }).expect(201);
  const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
  return { cookie, memberId: reply.body.member.id };
};
const isConfirmed = async (cookie: string): Promise<boolean> =>
  (await send(api, 'get', '/me', { cookie }).expect(200)).body.member.emailConfirmed;

describe('a mail', () => {
  it('is sent from the club in the language of the reader, as HTML and plain text, with everything escaped', async () => {
    const email = anyAddress();
    await join(email);
    const mail = await mailbox.received(email);
    expect(mail.subject).toBe('Bitte bestätige deine E-Mail-Adresse');
    expect(mail.from).toMatchObject({ name: 'Regulars', address: 'hello@morgenrot.example' });
    expect(mail.html).toContain('Hallo Anna &lt;b&gt;');
    expect(mail.html).not.toContain('Anna <b>');
    expect(mail.html).toContain('#B93A26');
    expect(mail.html).not.toContain('googleapis');
    expect(mail.text).toContain('Hallo Anna <b>');
  });

  it.each([
    ['en', 'Please confirm your e-mail address', 'Confirm e-mail address'],
    ['cs', 'Potvrďte prosím svou e-mailovou adresu', 'Potvrdit e-mailovou adresu'],
  ])('is written in %s', async (language, subject, label) => {
    const email = anyAddress();
    await join(email, { language });
    const mail = await mailbox.received(email);
    expect(mail.subject).toBe(subject);
    expect(mail.html).toContain(label);
  });

  it('shows the logo if there is one, and the name if pictures are blocked', async () => {
    const { cookie } = await makeStaff(api, ['manager']);
    await api.http
      .put('/api/v1/club/logo')
      .set({ origin: api.url, cookie, 'content-type': 'image/png' })
      .send(drawPng({ width: 200, height: 100 }))
      .expect(200);
    const email = anyAddress();
    await join(email);
    const { html = '' } = await mailbox.received(email);
    const [tag = ''] = /<img[^>]+>/u.exec(html) ?? [];
    expect(tag).toContain('alt="Regulars"');
    const src = /src="(http[^"]+)"/u.exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { pathname, search } = new URL(src);
    await api.http
      .get(pathname + search)
      .expect(200)
      .expect('content-type', 'image/png');
    await send(api, 'delete', '/club/logo', { cookie }).expect(200);
    const later = anyAddress();
    await join(later);
    expect((await mailbox.received(later)).html).not.toContain('<img');
  });

  it('is stored with its cause, and once per key', async () => {
    const mailer = api.app.get(Mailer);
    const mail = {
      to: anyAddress(),
      language: 'en' as const,
      template: emailChangedMail,
      data: { name: 'Anna', newEmail: 'new@member.example' },
      dedupeKey: randomUUID(),
    };
    const transactions = api.app.get(Transactions);
    const undone = transactions.run(async () => {
      await mailer.send(mail);
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await mailer.sendMany([mail])).toBe(1);
    expect(await mailer.sendMany([mail])).toBe(0);
    await mailbox.received(mail.to);
    const [row] = await rows<{ state: string; data: object }>(
      'select state, data from mails where recipient = $1',
      [mail.to],
    );
    await vi.waitFor(
      async () =>
        expect(await rows('select state, data from mails where recipient = $1', [mail.to])).toEqual([
          { state: 'sent', data: {} },
        ]),
      20_000,
    );
    expect(row).toBeDefined();
    expect(mailbox.to(mail.to)).toHaveLength(1);
  });

  it('waits while the server is away, blocks nothing, and arrives once', async () => {
    const email = anyAddress();
    await mailbox.away();
    const { cookie } = await join(email);
    expect(await isConfirmed(cookie)).toBe(false);
    await vi.waitFor(
      async () =>
        expect(
          await rows('select state, attempts > 0 as tried from mails where recipient = $1', [email]),
        ).toEqual([{ state: 'queued', tried: true }]),
      { timeout: 15_000 },
    );
    await mailbox.back();
    await mailbox.received(email);
    await vi.waitFor(
      async () =>
        expect(await rows('select state from mails where recipient = $1', [email])).toEqual([
          { state: 'sent' },
        ]),
      20_000,
    );
    expect(mailbox.to(email)).toHaveLength(1);
  }, 60_000);

  it('is not tried again after a permanent refusal', async () => {
    const email = anyAddress();
    mailbox.refused.add(email);
    await join(email);
    await vi.waitFor(
      async () =>
        expect(await rows('select state, attempts from mails where recipient = $1', [email])).toEqual([
          { state: 'failed', attempts: 1 },
        ]),
      { timeout: 15_000 },
    );
  });
});

describe('the confirmation of an e-mail', () => {
  it('works once, by the link', async () => {
    const email = anyAddress();
    const { cookie } = await join(email);
    const token = await mailbox.link(email, '/confirm-email');
    expect(await isConfirmed(cookie)).toBe(false);
    await post(`/email-confirmations/${token}`, undefined, cookie).expect(204);
    expect(await isConfirmed(cookie)).toBe(true);
    await expectProblem(post(`/email-confirmations/${token}`), 409, 'link-used');
  });

  it('ends after 48 hours or with a newer link; unknown links are refused', async () => {
    const email = anyAddress();
    const { cookie } = await join(email);
    const first = await mailbox.link(email, '/confirm-email');
    await post('/me/email-confirmations', undefined, cookie).expect(202);
    const second = await mailbox.link(email, '/confirm-email', 2);
    await expectProblem(post(`/email-confirmations/${first}`), 410, 'link-expired');
    api.clock.advance({ hours: 48 });
    await expectProblem(post(`/email-confirmations/${second}`), 410, 'link-expired');
    await expectProblem(post(`/email-confirmations/${'x'.repeat(43)}`), 404, 'not-found');
    await expectProblem(
      post(`/password-resets/${second}`, { password: 'a long password' }),
      404,
      'not-found',
    );
    expect(await isConfirmed(cookie)).toBe(false);
  });

  it('can be sent again five times an hour', async () => {
    const { cookie } = await join(anyAddress());
    for (let sent = 0; sent < 5; sent += 1)
      await post('/me/email-confirmations', undefined, cookie).expect(202);
    await expectProblem(post('/me/email-confirmations', undefined, cookie), 429, 'too-many-requests');
  });

  it('is sent when staff record consent to the newsletter, and ends when they change the address', async () => {
    const email = anyAddress();
    const staff = await makeStaff(api, ['manager']);
    const body = { email, language: 'cs', consents: [{ purpose: 'newsletter', granted: true }] };
    const { body: member } = await post('/members', body, staff.cookie).expect(201);
    const token = await mailbox.link(email, '/confirm-email');
    await send(api, 'patch', `/members/${member.id}`, {
      ...staff,
      version: member.version,
      body: { email: anyAddress() },
    }).expect(200);
    await expectProblem(post(`/email-confirmations/${token}`), 410, 'link-expired');
  });
});

describe('a change of the e-mail', () => {
  it('is confirmed at the new address and announced to the old one', async () => {
    const [before, after] = [anyAddress(), anyAddress()];
    const { cookie } = await join(before);
    await post('/me/email-changes', { email: after, password: 'ein kurzer Satz' }, cookie).expect(202);
    const token = await mailbox.link(after, '/confirm-email/change');
    expect((await send(api, 'get', '/me', { cookie })).body.member.email).toBe(before);
    await post(`/email-changes/${token}`, undefined, cookie).expect(204);
    const { body } = await send(api, 'get', '/me', { cookie });
    expect(body.member).toMatchObject({ email: after, emailConfirmed: true });
    expect((await mailbox.saying(before, after)).subject).toContain('E-Mail');
    await post('/sessions', { email: after, password: 'ein kurzer Satz' }).expect(201);
    await expectProblem(
      post('/sessions', { email: before, password: 'ein kurzer Satz' }),
      401,
      'wrong-credentials',
    );
    await expectProblem(post(`/email-changes/${token}`), 409, 'link-used');
  });

  it('needs the password and a free address, also at the confirmation', async () => {
    const [mine, wanted] = [anyAddress(), anyAddress()];
    const { cookie } = await join(mine);
    const ask = (email: string, password = 'ein kurzer Satz') =>
      post('/me/email-changes', { email, password }, cookie);
    await expectProblem(ask(wanted, 'wrong'), 401, 'wrong-credentials', '/password');
    await ask(wanted).expect(202);
    const token = await mailbox.link(wanted, '/confirm-email/change');
    await makeMember(api, { email: wanted, emailConfirmedAt: new Date() });
    await expectProblem(post(`/email-changes/${token}`, undefined, cookie), 409, 'already-taken', '/email');
    expect((await send(api, 'get', '/me', { cookie })).body.member.email).toBe(mine);
  });

  it('is open to staff too', async () => {
    const staff = await makeStaff(api, ['cashier']);
    const after = anyAddress();
    await post('/me/email-changes', { email: after, password: staff.password }, staff.cookie).expect(202);
    const token = await mailbox.link(after, '/confirm-email/change');
    await post(`/email-changes/${token}`, undefined, staff.cookie).expect(204);
    await mailbox.received(staff.email);
    await post('/sessions', { email: after, password: staff.password }).expect(201);
  });
});

describe('the notice of expiring points', () => {
  const notify = () => api.app.get(ExpiryNoticesJob).notify();
  const confirmed = async (language: 'de' | 'en' | 'cs' = 'en'): Promise<{ id: string; email: string }> => {
    const email = anyAddress();
    const { id } = await makeMember(api, { email, language, emailConfirmedAt: api.clock.date() });
    return { id, email };
  };
  const until = (days: number): string => {
    const day = Temporal.Instant.fromEpochMilliseconds(api.clock.now()).toZonedDateTimeISO('Europe/Vienna');
    return day
      .startOfDay()
      .add({ days: days + 1 })
      .toInstant()
      .toString();
  };

  it('is sent 30 and 7 days before, once each, with the points and the day', async () => {
    api.clock.set('2027-02-01T09:00:00+01:00');
    const member = await confirmed('de');
    await makeAwards(api, member.id, [
      { points: 1000, expiresAt: until(31) },
      { points: 284, expiresAt: until(31) },
      { points: 5, expiresAt: null },
    ]);
    expect(await notify()).toBe(0);
    api.clock.advance({ days: 1 });
    expect([await notify(), await notify()]).toEqual([1, 0]);
    const told = await rows(`select kind, params from notices where member_id = '${member.id}'`);
    expect(told).toEqual([
      { kind: 'points', params: { what: 'expiring', points: '1284', date: '2027-03-04' } },
    ]);
    const first = await mailbox.received(member.email);
    expect(first.subject).toBe('1.284 Punkte verfallen am 4. März 2027');
    expect(first.text).toContain('4. März 2027: 1.284 Punkte');
    api.clock.advance({ days: 22 });
    expect(await notify()).toBe(0);
    api.clock.advance({ days: 1 });
    expect([await notify(), await notify()]).toEqual([1, 0]);
    await mailbox.received(member.email, 2);
    api.clock.advance({ days: 8 });
    expect(await notify()).toBe(0);
    expect(mailbox.to(member.email)).toHaveLength(2);
  });

  it('is sent only to active members with a confirmed address, and never to demo members', async () => {
    const awards = [{ points: 10, expiresAt: until(5) }];
    const unconfirmed = await makeMember(api, { email: anyAddress() });
    const blocked = await confirmed();
    const [demo = ''] = await api.app
      .get(Members)
      .createMany([{ email: anyAddress(), language: 'en', emailConfirmedAt: api.clock.date() }], 'demo');
    const active = await confirmed();
    for (const id of [unconfirmed.id, blocked.id, demo, active.id]) await makeAwards(api, id, awards);
    await changeStatus(api, blocked.id, 'blocked');
    expect(await notify()).toBe(1);
    expect((await mailbox.received(active.email)).subject).toMatch(/^10 points will expire on /u);
  });
});
