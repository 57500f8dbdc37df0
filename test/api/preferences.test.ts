import { randomUUID } from 'node:crypto';
import type { ConsentEntry } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mailer, mailTemplate, MailTemplates, text } from '../../apps/api/src/platform/mail/index.ts';
import type { ReceivedMail } from '../support/mailbox.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';
import { openShop } from '../support/shop.ts';

const offer = mailTemplate('test-offer', 'marketing', () => ({
  subject: 'Croissants',
  preview: '',
  title: 'Croissants',
  parts: [text('Two for one')],
  reason: 'You asked for it.',
}));

let club: MailedApp;
let manager: SignedIn;
beforeAll(async () => {
  club = await startMailedApp();
  club.api.app.get(MailTemplates).register([offer]);
  manager = await makeStaff(club.api, ['manager']);
});
afterAll(() => club.close());

const said = { granted: true, source: 'member', version: 2 } as const;
/** A member who gets advertising and surveys, with an advertising mail. */
const written = async (): Promise<{ id: string; email: string; mail: ReceivedMail; token: string }> => {
  const { id, email } = await makeMember(club.api, {
    emailConfirmedAt: new Date(),
    consents: [
      { ...said, purpose: 'marketing', channel: 'email' },
      { ...said, purpose: 'surveys' },
    ],
  });
  const to = email ?? '';
  await club.api.app
    .get(Mailer)
    .send({ to, about: id, language: 'en', template: offer, data: {}, dedupeKey: randomUUID() });
  const mail = await club.mailbox.received(to);
  return { id, email: to, mail, token: await club.mailbox.link(to, '/preferences') };
};
const header = ({ headers }: ReceivedMail, name: string): string | undefined =>
  headers.find(({ key }) => key === name)?.value;
const oneClick = (mail: ReceivedMail): string => {
  const { pathname, search } = new URL((header(mail, 'list-unsubscribe') ?? '').slice(1, -1));
  return `${pathname}${search}`;
};
const states = async (id: string): Promise<Record<string, string>> => {
  const { body } = await send(club.api, 'get', `/members/${id}/consents`, manager).expect(200);
  return Object.fromEntries(
    (body.data as ConsentEntry[])
      .toReversed()
      .map(({ purpose, channel, state, source }) => [
        `${purpose} ${channel ?? ''}`.trim(),
        `${state} ${source}`,
      ]),
  );
};

describe('an advertising mail', () => {
  it('can be unsubscribed with one click, and a GET changes nothing', async () => {
    const { id, mail, token } = await written();
    expect(header(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const path = oneClick(mail);
    const shown = await club.api.http.get(path).expect(303);
    expect(new URL(String(shown.headers.location)).pathname).toBe(`/preferences/${token}`);
    expect((await states(id))['marketing email']).toBe('granted member');
    await club.api.http
      .post(path)
      .set('content-type', 'application/x-www-form-urlencoded')
      .send('List-Unsubscribe=One-Click')
      .expect(204);
    expect(await states(id)).toMatchObject({
      'marketing email': 'refused unsubscribe',
      'surveys email': 'granted member',
    });
    // Again, and in the other form that RFC 8058 names.
    await club.api.http.post(path).field('List-Unsubscribe', 'One-Click').expect(204);
    await club.api.http.post(path).expect(204);
  });

  it('can be unsubscribed too when the member has another address by now', async () => {
    const { id, mail, token } = await written();
    const { version } = (await send(club.api, 'get', `/members/${id}`, manager).expect(200)).body;
    const body = { email: `${randomUUID()}@member.example` };
    await send(club.api, 'patch', `/members/${id}`, { ...manager, version, body }).expect(200);
    await expectProblem(send(club.api, 'get', `/preferences/${token}`), 404, 'not-found');
    await club.api.http.post(oneClick(mail)).expect(204);
    expect(await states(id)).toMatchObject({
      'marketing email': 'refused unsubscribe',
      'surveys email': 'pending address-changed',
    });
  });

  it('is not unsubscribed by a scanner that follows all its links, in every way that changes nothing', async () => {
    const { id, mail } = await written();
    const links = [...(mail.html ?? '').matchAll(/href="([^"]+)"/gu)].map(([, href = '']) => new URL(href));
    const paths = [...links.map(({ pathname, search }) => `${pathname}${search}`), oneClick(mail)];
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      await club.api.http.get(path);
      await club.api.http.head(path);
      await club.api.http.options(path);
    }
    expect(await states(id)).toMatchObject({
      'marketing email': 'granted member',
      'surveys email': 'granted member',
    });
  });

  it('has a way out in its text too; what the contract needs has none', async () => {
    const { mail } = await written();
    expect(mail.html).toContain('Unsubscribe or choose what you get');
    const email = `${randomUUID()}@member.example`;
    await send(club.api, 'post', '/members', {
      ...manager,
      body: { email, language: 'en', consents: [{ purpose: 'newsletter', granted: true }] },
    }).expect(201);
    const service = await club.mailbox.received(email);
    expect(header(service, 'list-unsubscribe')).toBeUndefined();
    expect(service.text).not.toContain('/preferences/');
  });
});

describe('the preferences behind the link', () => {
  it('are told and changed without signing in, and each change says where it came from', async () => {
    const { id, email, token } = await written();
    const { body } = await send(club.api, 'get', `/preferences/${token}`).expect(200);
    expect(body.email).toBe(`${email[0]}…@member.example`);
    expect(body.topics).toMatchObject([
      { purpose: 'marketing', channel: 'email', state: 'granted' },
      { purpose: 'marketing', channel: 'portal', state: null },
      { purpose: 'surveys', channel: 'email', state: 'granted' },
      { purpose: 'surveys', channel: 'portal', state: 'granted' },
      { purpose: 'profiling', channel: null, state: null },
      { purpose: 'tracking', channel: null, state: null },
    ]);
    const change = (consents: object[]) =>
      send(club.api, 'put', `/preferences/${token}`, { body: { consents } });
    const reply = await change([
      { purpose: 'marketing', granted: false },
      { purpose: 'surveys', channel: 'portal', granted: false },
      { purpose: 'profiling', granted: true },
    ]).expect(200);
    expect(reply.body.history[0]).toMatchObject({ source: 'preferences', version: 3, language: 'de' });
    expect(await states(id)).toMatchObject({
      'marketing email': 'refused preferences',
      'surveys email': 'granted member',
      'surveys portal': 'refused preferences',
      profiling: 'granted preferences',
    });
    await expectProblem(
      change([{ purpose: 'terms', granted: false }]),
      400,
      'invalid-request',
      '/consents/0/purpose',
    );
    await expectProblem(
      change([{ purpose: 'marketing', granted: true }]),
      400,
      'invalid-request',
      '/consents/0/channel',
    );
  });

  it('show customers what they get without having been asked, and how to say no', async () => {
    const limits = (existingCustomers: boolean) =>
      send(club.api, 'put', '/permission-settings', {
        ...manager,
        body: { countries: [{ country: 'at', ageOfConsent: null, existingCustomers }] },
      }).expect(200);
    await limits(true);
    const { id, email } = await makeMember(club.api, { emailConfirmedAt: new Date() });
    await (await openShop(club.api)).sell(500, id);
    await club.api.app.get(Mailer).send({
      to: email ?? '',
      about: id,
      language: 'en',
      template: offer,
      data: {},
      dedupeKey: randomUUID(),
    });
    const token = await club.mailbox.link(email ?? '', '/preferences');
    const { body } = await send(club.api, 'get', `/preferences/${token}`).expect(200);
    expect([body.topics[0], body.topics[1]]).toEqual([
      { purpose: 'marketing', channel: 'email', state: null, asCustomer: true },
      { purpose: 'marketing', channel: 'portal', state: null, asCustomer: false },
    ]);
    const no = { consents: [{ purpose: 'marketing', channel: 'email', granted: false }] };
    const said = await send(club.api, 'put', `/preferences/${token}`, { body: no }).expect(200);
    expect(said.body.topics[0]).toMatchObject({ state: 'refused', asCustomer: false });
    await limits(false);
  });

  it('are for this member at this address only', async () => {
    const [one, other] = [await written(), await written()];
    const forged = one.token.slice(0, 22) + other.token.slice(22);
    const changed = `${one.token.slice(0, -2)}${one.token.endsWith('AA') ? 'QQ' : 'AA'}`;
    for (const token of [forged, changed, 'x'.repeat(43)]) {
      await expectProblem(send(club.api, 'get', `/preferences/${token}`), 404, 'not-found');
      await expectProblem(send(club.api, 'post', `/unsubscriptions/${token}`), 404, 'not-found');
    }
    const { version } = (await send(club.api, 'get', `/members/${one.id}`, manager).expect(200)).body;
    const body = { email: `${randomUUID()}@member.example` };
    await send(club.api, 'patch', `/members/${one.id}`, { ...manager, version, body }).expect(200);
    await expectProblem(send(club.api, 'get', `/preferences/${one.token}`), 404, 'not-found');
  });

  it('can be left, and not joined, after the membership has ended', async () => {
    const { id, token, mail } = await written();
    await send(club.api, 'post', `/members/${id}/close`, { ...manager, body: { reason: 'moved' } }).expect(
      200,
    );
    await club.api.http.post(oneClick(mail)).expect(204);
    const body = { consents: [{ purpose: 'profiling', granted: true }] };
    await expectProblem(send(club.api, 'put', `/preferences/${token}`, { body }), 422, 'member-not-active');
  });

  it('send no mailbox that nobody has confirmed more than a few mails', async () => {
    const email = `${randomUUID()}@member.example`;
    const body = { email, password: 'ein kurzer Satz', firstName: 'Ada', language: 'de', consents: [] };
    const joined = await send(club.api, 'post', '/registrations', { body }).expect(201);
    const [cookie = ''] = String(joined.headers['set-cookie']).split(';');
    const { page } = (await send(club.api, 'get', '/me/preferences-link', { cookie }).expect(200)).body;
    const say = (granted: boolean) =>
      send(club.api, 'put', page, { body: { consents: [{ purpose: 'newsletter', granted }] } });
    for (let asked = 0; asked < 5; asked += 1) {
      await say(true).expect(200);
      await say(false).expect(200);
    }
    await expectProblem(say(true), 429, 'too-many-requests');
    // The link of the profile is one of them, and no is always heard.
    await expectProblem(
      send(club.api, 'post', '/me/email-confirmations', { cookie }),
      429,
      'too-many-requests',
    );
    await say(false).expect(200);
    await club.mailbox.received(email, 6);
  });

  it('are linked in the profile of the member', async () => {
    const me = await makeSignedInMember(club.api);
    const { body } = await send(club.api, 'get', '/me/preferences-link', me).expect(200);
    await send(club.api, 'get', body.page).expect(200);
    const nobody = await makeSignedInMember(club.api, { email: undefined as never });
    expect((await send(club.api, 'get', '/me/preferences-link', nobody).expect(200)).body).toEqual({
      page: null,
    });
  });
});
