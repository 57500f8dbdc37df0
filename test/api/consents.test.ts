import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';

let mailbox: Mailbox;
let api: TestApp;
let manager: SignedIn;
let key: string;
beforeAll(async () => {
  mailbox = await Mailbox.open();
  api = await startApp(undefined, { SMTP_URL: mailbox.url });
  manager = await makeStaff(api, ['manager']);
  key = await makeKey(api);
});
afterAll(async () => {
  await api.close();
  await mailbox.away();
});

interface Told {
  readonly purpose: string;
  readonly channel: string | null;
  readonly state: string;
}
const told = (consents: readonly Told[]): string[] =>
  consents.map(({ purpose, channel, state }) => [purpose, channel, state].filter(Boolean).join(' '));
const current = async (id: string): Promise<string[]> =>
  told((await send(api, 'get', `/members/${id}`, { key }).expect(200)).body.consents);
const note = (id: string, ...consents: object[]) =>
  send(api, 'put', `/members/${id}/consents`, { ...manager, body: { consents } });
const historyOf = async (id: string) =>
  (await send(api, 'get', `/members/${id}/consents`, { key }).expect(200)).body.data;

/** Joins on their own, with an address that is not confirmed yet. */
const join = async (consents: object[]) => {
  const email = `${randomUUID()}@member.example`;
  const body = { email, password: 'ein kurzer Satz', firstName: 'Ada', language: 'de', consents };
  const reply = await send(api, 'post', '/registrations', { body }).expect(201);
  const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
  return { email, cookie, id: String(reply.body.member.id) };
};
const confirm = async (token: string, cookie: string): Promise<void> => {
  await send(api, 'post', `/email-confirmations/${token}`, { cookie }).expect(204);
};

const importing = () => new Importing(api, key);
interface Said {
  readonly state: string;
  readonly evidence: { readonly at: string | null } | null;
}

/** A member with a confirmed address, and what a file says of them. */
const makeReader = async () => {
  const externalId = randomUUID();
  const email = `${externalId}@member.example`;
  const { id } = await makeMember(api, { externalId, email, emailConfirmedAt: new Date(api.clock.now()) });
  return { id, line: (news: string, at: string) => `${externalId},${news},${at}` };
};
const importNews = (line: string, source = '') => {
  const columns = { externalId: 'id', newsletter: 'news', consentAt: 'at', consentSource: 'from' };
  const settings = { kind: 'members', mapping: { columns }, options: { timeZone: 'UTC' } } as const;
  return importing().run(settings, `id,news,at,from\n${line},"${source}"\n`);
};

describe('a consent', () => {
  it('may come under an earlier name, and is told under both', async () => {
    const me = await makeSignedInMember(api);
    await send(api, 'patch', '/me', {
      ...me,
      version: 1,
      body: {
        consents: [
          { purpose: 'personalisation', granted: true },
          { purpose: 'surveys', granted: true },
          { purpose: 'newsletter', granted: false },
          { purpose: 'marketing', channel: 'post', granted: true },
        ],
      },
    }).expect(200);
    expect(await current(me.member.id)).toEqual([
      'marketing email refused',
      'marketing post granted',
      'newsletter refused',
      'personalisation granted',
      'profiling granted',
      'surveys pending',
      'surveys email pending',
      'surveys portal granted',
    ]);
    // One refused channel refuses the name that means both.
    const withdrawn = { consents: [{ purpose: 'surveys', channel: 'email', granted: false }] };
    await send(api, 'patch', '/me', { ...me, version: 2, body: withdrawn }).expect(200);
    expect(await current(me.member.id)).toEqual(
      expect.arrayContaining(['surveys refused', 'surveys email refused', 'surveys portal granted']),
    );
  });

  it('by e-mail waits until the owner of the mailbox confirms it, and the mail says so', async () => {
    const { email, id, cookie } = await join([
      { purpose: 'marketing', channel: 'email', granted: true },
      { purpose: 'tracking', granted: true },
    ]);
    expect(await current(id)).toEqual(['marketing email pending', 'newsletter pending', 'tracking granted']);
    expect((await mailbox.received(email)).text).toContain(
      'per E-Mail bekommen möchtest: Neuigkeiten und Angebote.',
    );
    const token = await mailbox.link(email, '/confirm-email');
    const { body } = await send(api, 'get', `/email-confirmations/${token}`).expect(200);
    expect(body.consents).toEqual(['marketing']);
    api.clock.advance({ hours: 1 });
    await confirm(token, cookie);
    expect(await current(id)).toEqual(['marketing email granted', 'newsletter granted', 'tracking granted']);
    const { body: own } = await send(api, 'get', '/me/consents', { cookie }).expect(200);
    expect(own.data).toMatchObject([
      {
        purpose: 'marketing',
        channel: 'email',
        state: 'granted',
        source: 'confirmation',
        version: 3,
        language: 'de',
      },
      {
        purpose: 'marketing',
        channel: 'email',
        state: 'pending',
        source: 'member',
        version: 3,
        language: 'de',
      },
      { purpose: 'tracking', channel: null, state: 'granted', source: 'member', version: 3, language: 'de' },
    ]);
    const { body: story } = await send(api, 'get', `/members/${id}/timeline`, { key });
    expect(
      pluck(story, 'kind')
        .filter((kind) => kind?.startsWith('consent'))
        .toSorted(),
    ).toEqual(['consent.given', 'consent.given', 'consent.pending']);
    // A used link confirms nothing more.
    await expectProblem(send(api, 'post', `/email-confirmations/${token}`), 409, 'link-used');
  });

  it('is confirmed or not while staff change the address: neither waits for the other', async () => {
    const race = async (): Promise<void> => {
      const email = `${randomUUID()}@member.example`;
      const body = { email, language: 'de', consents: [{ purpose: 'newsletter', granted: true }] };
      const { id } = (await send(api, 'post', '/members', { key, body }).expect(201)).body;
      const token = await mailbox.link(email, '/confirm-email');
      const moved = { key, version: 1, body: { email: `${randomUUID()}@member.example` } };
      const [confirmed, changed] = await Promise.all([
        send(api, 'post', `/email-confirmations/${token}`, { body: {} }),
        send(api, 'patch', `/members/${id}`, moved),
      ]);
      expect(['204 412', '410 200']).toContain(`${confirmed.status} ${changed.status}`);
      const waits = changed.status === 200 ? 'pending' : 'granted';
      expect(await current(id)).toEqual([`marketing email ${waits}`, `newsletter ${waits}`]);
    };
    await Promise.all(Array.from({ length: 12 }, race));
  });

  it('that staff record by e-mail waits too, also of a confirmed address, until the member says so', async () => {
    const { email, id, cookie } = await join([]);
    await confirm(await mailbox.link(email, '/confirm-email'), cookie);
    await note(
      id,
      { purpose: 'newsletter', granted: true },
      { purpose: 'marketing', channel: 'post', granted: true },
    ).expect(200);
    expect(await historyOf(id)).toMatchObject([
      {
        purpose: 'marketing',
        channel: 'email',
        state: 'pending',
        source: 'staff',
        version: null,
        language: null,
      },
      { purpose: 'marketing', channel: 'post', state: 'granted', source: 'staff', version: null },
    ]);
    const mail = await mailbox.saying(email, 'Einwilligung bestätigen');
    expect(mail.subject).toBe('Bitte bestätige deine Einwilligung');
    const token = await mailbox.link(email, '/confirm-email', 2);
    // The member's own word is enough, too.
    api.clock.advance({ minutes: 1 });
    const { version } = (await send(api, 'get', '/me', { cookie })).body.member;
    const said = { consents: [{ purpose: 'newsletter', granted: true }] };
    await send(api, 'patch', '/me', { cookie, version, body: said }).expect(200);
    expect(await current(id)).toContain('marketing email granted');
    api.clock.advance({ minutes: 1 });
    await confirm(token, cookie);
    expect(pluck({ data: await historyOf(id) }, 'source')).toEqual(['member', 'staff', 'staff']);
  });

  it('that staff record is not confirmed by a link that is about something else, such as a new password', async () => {
    const { email, id } = await join([{ purpose: 'surveys', channel: 'email', granted: true }]);
    await note(id, { purpose: 'newsletter', granted: true }).expect(200);
    await send(api, 'post', '/password-resets', { body: { email } }).expect(202);
    const token = await mailbox.link(email, '/reset-password');
    api.clock.advance({ minutes: 1 });
    const body = { password: 'ein neuer Satz' };
    await send(api, 'post', `/password-resets/${token}`, { body }).expect(204);
    const { body: member } = await send(api, 'get', `/members/${id}`, { key }).expect(200);
    expect(member.emailConfirmed).toBe(true);
    // The member said this one, and the mailbox is theirs now.
    expect(await current(id)).toEqual(
      expect.arrayContaining(['surveys email granted', 'marketing email pending']),
    );
  });

  it('by e-mail waits again when staff change the address; one that was refused does not', async () => {
    const { email, id, cookie } = await join([
      { purpose: 'marketing', channel: 'email', granted: true },
      { purpose: 'surveys', channel: 'email', granted: false },
    ]);
    await confirm(await mailbox.link(email, '/confirm-email'), cookie);
    api.clock.advance({ minutes: 1 });
    const { version } = (await send(api, 'get', `/members/${id}`, { key })).body;
    const body = { email: `${randomUUID()}@member.example` };
    await send(api, 'patch', `/members/${id}`, { ...manager, version, body }).expect(200);
    expect(await current(id)).toEqual(
      expect.arrayContaining(['marketing email pending', 'surveys email refused']),
    );
    expect((await historyOf(id))[0]).toMatchObject({ state: 'pending', source: 'address-changed' });
  });

  it('refused for all channels is refused for each', async () => {
    const { id } = await makeMember(api);
    await note(id, { purpose: 'marketing', granted: false }).expect(200);
    expect(await current(id)).toEqual([
      ...['email', 'portal', 'post', 'push', 'sms', 'telephone'].map(
        (channel) => `marketing ${channel} refused`,
      ),
      'newsletter refused',
    ]);
    // Recorded once more, nothing changes.
    const before = await historyOf(id);
    api.clock.advance({ minutes: 1 });
    await note(id, { purpose: 'marketing', granted: false }).expect(200);
    expect(await historyOf(id)).toEqual(before);
  });

  it.each([
    [{ purpose: 'marketing', granted: true }, '/consents/0/channel'],
    [{ purpose: 'profiling', channel: 'email', granted: true }, '/consents/0/channel'],
    [{ purpose: 'newsletter', channel: 'email', granted: true }, '/consents/0/channel'],
    [{ purpose: 'surveys', channel: 'fax', granted: true }, '/consents/0/channel'],
    [{ purpose: 'spam', granted: true }, '/consents/0/purpose'],
    [{ purpose: 'terms', granted: true }, '/consents/0/purpose'],
    [{ purpose: 'tracking' }, '/consents/0/granted'],
  ])('%j is refused', async (consent, pointer) => {
    const { id } = await makeMember(api);
    await expectProblem(note(id, consent), 400, 'invalid-request', pointer);
    expect(await historyOf(id)).toEqual([]);
  });

  it('from an import waits for the owner of the mailbox, and says where it came from', async () => {
    const email = `${randomUUID()}@member.example`;
    const columns = { externalId: 'id', email: 'mail', newsletter: 'news' };
    const file = `id,mail,news\n${randomUUID()},${email},yes\n`;
    await new Importing(api, key).run({ kind: 'members', mapping: { columns } }, file);
    const { body } = await send(api, 'get', `/members?query=${email}`, { key }).expect(200);
    expect(await historyOf(body.data[0].id)).toMatchObject([
      { purpose: 'marketing', channel: 'email', state: 'pending', source: 'import', version: null },
    ]);
  });

  it.each([
    ['later than what the member said', '2026-11-10', 'yes', '2026-11-12', 'granted', null],
    ['earlier than a withdrawal', '2026-11-10', 'no', '2026-11-08', 'refused', 'consent-older'],
    ['of the same moment as a withdrawal', '2026-11-10', 'no', '2026-11-10', 'refused', 'consent-older'],
    ['without a time, after a withdrawal', '2026-11-10', 'no', '', 'refused', 'consent-undated'],
  ])('from a file for a member of before: %s', async (_, at, before, then, state, left) => {
    const { id, line } = await makeReader();
    await importNews(line(before, at));
    const done = await importNews(line('yes', then), 'Website, Fußzeile');
    expect(done.counts).toMatchObject({ matched: 1, remarks: left === null ? 0 : 1 });
    if (left !== null) expect(await importing().remarks(done.id)).toEqual([[2, left, 'newsletter']]);
    const [counts] = (await historyOf(id)) as Said[];
    expect(counts?.state).toBe(state);
    const again = await importNews(line('yes', then), 'Website, Fußzeile');
    expect(again.counts).toMatchObject({ matched: 1, conflicts: 0 });
    const history = (await historyOf(id)) as Said[];
    // An older consent is kept as proof of its time.
    expect(history.map(({ evidence }) => evidence?.at?.slice(0, 10))).toEqual(
      [...new Set([at, then])].filter(Boolean).toSorted().toReversed(),
    );
    await importing().undo(done.id);
    expect((await historyOf(id)) as Said[]).toMatchObject([{ evidence: { at: `${at}T00:00:00Z` } }]);
  });

  it('from a file is the stricter of two that are said at the same moment', async () => {
    const { id, line } = await makeReader();
    await importNews(line('yes', '2026-11-10'));
    await importNews(line('no', '2026-11-10'));
    await importNews(line('no', '2026-11-10'));
    expect(((await historyOf(id)) as Said[]).map(({ state }) => state)).toEqual(['refused', 'granted']);
    expect(await current(id)).toContain('marketing email refused');
  });

  it('by SMS cannot be confirmed where the club can only send e-mails', async () => {
    const consents = [{ purpose: 'marketing', channel: 'sms', granted: true }] as const;
    const { cookie } = await makeSignedInMember(api, { phone: '+436602228888', consents });
    await expectProblem(send(api, 'post', '/me/phone-codes', { cookie }), 409, 'sms-not-available');
  });

  it('can be asked for in lists and exports by its name', async () => {
    const { id } = await makeMember(api, {
      consents: [{ purpose: 'marketing', channel: 'telephone', granted: true }],
    });
    const found = async (consent: string): Promise<unknown[]> =>
      pluck((await send(api, 'get', `/members?consent=${consent}`, { key }).expect(200)).body, 'id');
    expect(await found('marketing-telephone')).toEqual([id]);
    expect(await found('newsletter')).not.toContain(id);
    await expectProblem(
      send(api, 'get', '/members?consent=everything', { key }),
      400,
      'invalid-request',
      '/query/consent',
    );
  });
});
