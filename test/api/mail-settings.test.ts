import type { MailDomain } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { NameServer } from '../support/name-server.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let mailbox: Mailbox;
let names: NameServer;
let api: TestApp;
beforeAll(async () => {
  [mailbox, names] = await Promise.all([Mailbox.open(), NameServer.open()]);
  api = await startApp(undefined, {
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'hello@news.morgenrot.example',
    ORIGIN: 'http://club.morgenrot.example',
    DNS_SERVERS: names.address,
  });
});
afterAll(async () => {
  await api.close();
  await mailbox.away();
  await names.close();
});

const origin = 'http://club.morgenrot.example';
const test = ({ cookie }: SignedIn) => send(api, 'post', '/mail-tests', { cookie }).set({ origin });
const check = async (at: TestApp, { cookie }: SignedIn): Promise<MailDomain> =>
  (await send(at, 'get', '/mail-domain', { cookie }).expect(200)).body as MailDomain;
const manager = () => makeStaff(api, ['manager']);

describe('the settings of mails', () => {
  it('say where mails go, without the password of the mail server', async () => {
    const one = await manager();
    const { body } = await send(api, 'get', '/mail-settings', { cookie: one.cookie }).expect(200);
    expect(body).toEqual({
      delivery: 'server',
      server: new URL(mailbox.url).host,
      sender: 'hello@news.morgenrot.example',
      links: 'http://club.morgenrot.example/',
    });
  });
});

describe('a test mail', () => {
  it('goes to the person who asks, and is in the audit log', async () => {
    const one = await manager();
    const { body } = await test(one).expect(200);
    expect(body).toEqual({ to: one.email, outcome: 'accepted', answer: null });
    const mail = await mailbox.received(one.email);
    expect(mail.subject).toBe('Test e-mail from Regulars');
    expect(mail.from).toMatchObject({ address: 'hello@news.morgenrot.example' });
    expect(mail.text).toContain('http://club.morgenrot.example/console/settings/mail');
    expect(
      await rowsOf(api, 'select action, after from audit_entries where actor_id = $1', [one.accountId]),
    ).toEqual([{ action: 'mail.tested', after: { state: 'accepted' } }]);
  });

  it('tells what the server said when it refuses', async () => {
    const one = await manager();
    mailbox.refused.add(one.email);
    expect((await test(one).expect(200)).body).toEqual({
      to: one.email,
      outcome: 'recipient-refused',
      answer: '550 No such mailbox',
    });
    expect(mailbox.to(one.email)).toEqual([]);
  });

  it('says that the server cannot be reached', async () => {
    const one = await manager();
    await mailbox.away();
    try {
      expect((await test(one).expect(200)).body).toMatchObject({ outcome: 'not-reached' });
    } finally {
      await mailbox.back();
    }
  });

  it('is sent five times an hour at most, and never for a key', async () => {
    const one = await manager();
    for (let sent = 0; sent < 5; sent += 1) await test(one).expect(200);
    await expectProblem(test(one), 429, 'too-many-requests');
    expect(mailbox.to(one.email)).toHaveLength(5);
    const key = await makeKey(api);
    await expectProblem(send(api, 'post', '/mail-tests', { key }), 403, 'not-allowed');
  });
});

describe('the check of the domain', () => {
  it('reads what name servers publish, also from the domain above', async () => {
    names.zone = {
      'news.morgenrot.example': {
        mx: [
          [20, 'mx2.mail.example'],
          [10, 'mx1.mail.example'],
        ],
        txt: [`v=spf1 include:_spf.mail.example ${'a:other.example '.repeat(30)}-all`, 'verification=1'],
      },
      '_dmarc.morgenrot.example': { txt: ['v=DMARC1; p=none; sp=quarantine'] },
      'mail._domainkey.news.morgenrot.example': { txt: ['v=DKIM1; k=rsa; p=MIIBIjANBg'] },
      's1._domainkey.news.morgenrot.example': { txt: ['v=DKIM1; p='] },
    };
    const found = await check(api, await manager());
    expect(found).toMatchObject({ domain: 'news.morgenrot.example', state: 'checked' });
    expect(found.findings).toEqual([
      { code: 'mx-found', state: 'good', value: 'mx1.mail.example, mx2.mail.example' },
      { code: 'spf-found', state: 'good', value: expect.stringMatching(/^v=spf1 .* -all$/) },
      { code: 'dmarc-found', state: 'good', value: 'v=DMARC1; p=none; sp=quarantine' },
      { code: 'dkim-found', state: 'good', value: 'mail' },
    ]);
  });

  it('says what to correct', async () => {
    names.zone = {
      'news.morgenrot.example': { mx: [[0, '']], txt: ['v=spf1 +all'] },
      '_dmarc.news.morgenrot.example': { txt: ['v=DMARC1; p=nothing'] },
    };
    const { findings } = await check(api, await manager());
    expect(findings.map(({ code, state }) => [code, state])).toEqual([
      ['mx-refuses', 'bad'],
      ['spf-open', 'bad'],
      ['dmarc-invalid', 'bad'],
      ['dkim-unseen', 'unknown'],
    ]);
  });

  it('sees that a domain does not exist', async () => {
    names.zone = { 'other.example': { txt: ['v=spf1 -all'] } };
    expect(await check(api, await manager())).toEqual({
      domain: 'news.morgenrot.example',
      state: 'unknown',
      findings: [],
    });
  });

  it('says that it cannot check when nobody answers', async () => {
    names.silent = true;
    try {
      const begun = performance.now();
      expect(await check(api, await manager())).toMatchObject({ state: 'unreachable', findings: [] });
      expect(performance.now() - begun).toBeLessThan(10_000);
    } finally {
      names.silent = false;
    }
  });
});

describe('a club without a mail server and without a domain', () => {
  let plain: TestApp;
  beforeAll(async () => {
    plain = await startApp();
  });
  afterAll(() => plain.close());

  it('says so, and sends no test', async () => {
    const { cookie, email } = await makeStaff(plain, ['admin']);
    const { body } = await send(plain, 'get', '/mail-settings', { cookie }).expect(200);
    expect(body).toMatchObject({ delivery: 'files', server: null, sender: 'club@regulars.localhost' });
    const { body: tested } = await send(plain, 'post', '/mail-tests', { cookie }).expect(200);
    expect(tested).toEqual({ to: email, outcome: 'no-server', answer: null });
    const { body: domain } = await send(plain, 'get', '/mail-domain', { cookie }).expect(200);
    expect(domain).toEqual({ domain: 'regulars.localhost', state: 'none', findings: [] });
  });
});
