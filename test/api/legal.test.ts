import { randomUUID } from 'node:crypto';
import { legalKinds, type LegalTemplate } from '@regulars/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { Importing, type Settings } from '../support/makers/imports.ts';
import { makeLegalText } from '../support/makers/legal.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { cookiesOf, expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let manager: SignedIn;
let key: string;
// A published text stays, so each test has a club of its own.
beforeEach(async () => {
  api = await startApp();
  manager = await makeStaff(api, ['manager']);
  key = await makeKey(api);
});
afterEach(() => api.close());

const get = (path: string) => send(api, 'get', path, { key });
const draftOf = async (kind: string) => (await get(`/legal-texts/${kind}/draft`).expect(200)).body;
const save = async (kind: string, content: object) => {
  const { version } = await draftOf(kind);
  return send(api, 'put', `/legal-texts/${kind}/draft`, { ...manager, version, body: { content } });
};
const publish = async (kind: string, body: object = {}) => {
  const { version } = await draftOf(kind);
  return send(api, 'post', `/legal-texts/${kind}/versions`, { ...manager, version, body });
};
const joining = (more: object = {}) => ({
  email: `${randomUUID()}@example.org`,
  password: 'correct horse',
  firstName: 'Anna',
  lastName: 'Krause',
  language: 'cs',
  ...more,
});
const register = (more: object = {}) =>
  api.http.post('/api/v1/registrations').set('origin', api.url).send(joining(more));
const acceptancesOf = (memberId: string) =>
  rowsOf(
    api,
    'select version, language, way, accepted_at from terms_acceptances where member_id = $1 order by version',
    [memberId],
  );

describe('while no terms are published', () => {
  it('people join without accepting anything, and a consent to them is not stored', async () => {
    for (const consents of [undefined, [{ purpose: 'terms', granted: true }]]) {
      const { body } = await register({ consents }).expect(201);
      const { consents: stored } = (await get(`/members/${body.member.id}`)).body;
      expect(stored).toEqual([]);
      expect(await acceptancesOf(body.member.id)).toEqual([]);
    }
  });

  it('staff and keys add members without a consent to them; other consents are stored', async () => {
    const given = [
      { purpose: 'terms', granted: true },
      { purpose: 'newsletter', granted: true },
    ];
    for (const caller of [manager, await makeStaff(api, ['cashier']), { key }])
      for (const [consents, stored] of [
        [given.slice(0, 1), []],
        [
          given,
          [
            { purpose: 'marketing', channel: 'email', granted: true, state: 'pending', version: null },
            { purpose: 'newsletter', channel: null, granted: true, state: 'pending', version: null },
          ],
        ],
      ]) {
        const body = { email: `${randomUUID()}@example.org`, language: 'de', consents };
        const added = await send(api, 'post', '/members', { ...caller, body }).expect(201);
        expect(added.body.consents).toMatchObject(stored ?? []);
        expect(added.body.consents).toHaveLength((stored ?? []).length);
      }
  });

  it('nobody can accept a version of them', async () => {
    await expectProblem(
      register({ acceptedTerms: { version: 1 } }),
      422,
      'legal-text-missing',
      '/acceptedTerms/version',
    );
    const me = await makeSignedInMember(api);
    const body = { consents: [{ purpose: 'terms', granted: true }] };
    await expectProblem(
      send(api, 'patch', '/me', { ...me, version: 1, body }),
      422,
      'legal-text-missing',
      '/consents/0',
    );
    await expectProblem(
      send(api, 'post', '/me/terms-acceptances', { ...me, body: { version: 1 } }),
      422,
      'legal-text-missing',
      '/version',
    );
    expect((await send(api, 'get', '/me/terms', me)).body).toEqual({
      inForce: null,
      coming: null,
      accepted: null,
      mustAccept: false,
    });
    expect((await get(`/members/${me.member.id}`)).body.consents).toEqual([]);
  });

  it('the pages do not exist', async () => {
    expect((await send(api, 'get', '/legal-texts')).body.data).toEqual([]);
    await expectProblem(send(api, 'get', '/legal-texts/terms'), 404, 'not-found');
    await expectProblem(send(api, 'get', '/legal-texts/terms/versions/1'), 404, 'not-found');
    await expectProblem(send(api, 'get', '/legal-texts/secrets'), 404, 'not-found');
  });
});

describe('the templates', () => {
  it('carry the facts of the club, and mark what a manager must write', async () => {
    const facts = {
      operator: 'Morgenrot GmbH',
      address: 'Lindengasse 14\n1070 Wien',
      email: 'hallo@morgenrot.example',
      phone: '+43 1 234',
      register: 'FN 123456 a, Handelsgericht Wien',
      taxId: 'ATU12345678',
      authority: '',
    };
    await send(api, 'put', '/legal-settings', { ...manager, body: facts }).expect(200);
    const { data } = (await get('/legal-templates').expect(200)).body as { data: LegalTemplate[] };
    expect(data.map(({ kind }) => kind)).toEqual([...legalKinds]);
    for (const { kind, country, content } of data) {
      expect(country).toBe('at');
      for (const text of Object.values(content)) {
        expect(text, kind).toContain('hallo@morgenrot.example');
        expect(text, kind).not.toMatch(/undefined|\n{3}/);
      }
    }
    const imprint = data.find(({ kind }) => kind === 'imprint')?.content.de ?? '';
    expect(imprint).toContain('Lindengasse 14, 1070 Wien');
    expect(imprint).toContain('§ 25 MedienG');
    expect(imprint.match(/\[…[^\]]*\]/g)).toEqual(['[… Geschäftsführung]']);
    const german = (await get('/legal-templates?country=de')).body.data as LegalTemplate[];
    expect(german.find(({ kind }) => kind === 'imprint')?.content.de).toContain('§ 5 DDG');
  });

  it('cannot be published with a mark left; the answer names each place', async () => {
    await save('imprint', { de: 'Wir\n\n[… Name]', en: 'We', cs: '[… jméno] a [… adresa]' });
    const { marks } = await draftOf('imprint');
    expect(marks).toEqual([
      { language: 'de', line: 3, text: '[… Name]' },
      { language: 'cs', line: 1, text: '[… jméno]' },
      { language: 'cs', line: 1, text: '[… adresa]' },
    ]);
    const refused = await publish('imprint');
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'legal-text-unfinished',
      errors: [
        { pointer: '/content/de', message: 'line 3: [… Name]' },
        { pointer: '/content/cs', message: 'line 1: [… jméno]' },
        { pointer: '/content/cs', message: 'line 1: [… adresa]' },
      ],
    });
    expect(pluck((await get('/legal-texts')).body, 'kind')).not.toContain('imprint');
  });
});

describe('a text', () => {
  it('is published once and never changes; earlier versions stay readable', async () => {
    await save('contact', { de: 'Ruf an', en: 'Call us' });
    const first = (await publish('contact')).body;
    expect(first).toMatchObject({ version: 1, languages: ['de', 'en'], state: 'in-force' });
    await save('contact', { de: 'Schreib uns' });
    expect((await send(api, 'get', '/legal-texts/contact?language=de')).body.content).toBe('Ruf an');
    await publish('contact');
    expect((await send(api, 'get', '/legal-texts/contact?language=de')).body).toMatchObject({
      version: 2,
      content: 'Schreib uns',
      language: 'de',
    });
    const { data } = (await send(api, 'get', '/legal-texts/contact/versions')).body;
    expect(data).toMatchObject([
      { version: 2, state: 'in-force' },
      { version: 1, state: 'past' },
    ]);
    const page = (query: string) => send(api, 'get', `/legal-texts/contact/versions?${query}`);
    const newest = (await page('limit=1')).body;
    expect(pluck(newest, 'version')).toEqual([2]);
    const older = (await page(`limit=1&cursor=${newest.cursor.next}`)).body;
    expect([pluck(older, 'version'), older.cursor.next]).toEqual([[1], null]);
    await expectProblem(page('cursor=nonsense'), 400, 'invalid-request', '/query/cursor');
    expect((await send(api, 'get', '/legal-texts/contact/versions/1')).body.content).toEqual({
      de: 'Ruf an',
      en: 'Call us',
    });
    await expect(rowsOf(api, `update legal_versions set content = '{"de": "x"}'`)).rejects.toThrow(
      'append-only',
    );
    const audit = (await get('/audit-entries?limit=5')).body.data;
    expect(audit[0]).toMatchObject({ action: 'legal-text.published', after: { version: 2 } });
  });

  it('is read in the language of the reader, or says which language it is in', async () => {
    await save('privacy', { de: 'Deine Daten', en: 'Your data' });
    await publish('privacy');
    const english = await send(api, 'get', '/legal-texts/privacy').set('accept-language', 'en');
    expect(english.body).toMatchObject({ language: 'en', content: 'Your data' });
    const czech = await send(api, 'get', '/legal-texts/privacy').set('accept-language', 'cs');
    expect(czech.body).toMatchObject({ language: 'de', content: 'Deine Daten', languages: ['de', 'en'] });
  });

  it('is saved by one person at a time, and an empty one cannot be published', async () => {
    const { version } = await draftOf('accessibility');
    const path = '/legal-texts/accessibility/draft';
    const body = { content: { en: 'For all' } };
    await send(api, 'put', path, { ...manager, version, body }).expect(200);
    await expectProblem(send(api, 'put', path, { ...manager, version, body }), 412, 'version-changed');
    await expectProblem(
      send(api, 'post', '/legal-texts/accessibility/versions', { ...manager, version, body: {} }),
      412,
      'version-changed',
    );
    await save('accessibility', {});
    const refused = await publish('accessibility');
    expect(refused.body).toMatchObject({ code: 'legal-text-missing', errors: [{ pointer: '/content' }] });
  });
});

describe('accepting the terms', () => {
  const version = 1;
  beforeEach(() => makeLegalText(api, 'terms', { content: { de: 'Regeln', en: 'Rules' } }));

  it('is stored with version, language and time when joining, also from earlier clients', async () => {
    await expectProblem(register({ consents: [] }), 400, 'invalid-request', '/consents');
    await expectProblem(
      register({ consents: [{ purpose: 'terms', granted: false }] }),
      400,
      'invalid-request',
      '/consents',
    );
    await expectProblem(
      register({ acceptedTerms: { version: 2 } }),
      422,
      'legal-text-missing',
      '/acceptedTerms/version',
    );
    // Czech is missing: what was shown is German.
    for (const said of [
      { acceptedTerms: { version } },
      { consents: [{ purpose: 'terms', granted: true }] },
    ]) {
      const { body } = await register(said).expect(201);
      expect(await acceptancesOf(body.member.id)).toEqual([
        { version: 1, language: 'de', way: 'joining', accepted_at: new Date('2026-11-22T09:00:00Z') },
      ]);
      expect((await get(`/members/${body.member.id}`)).body.consents).toMatchObject([
        { purpose: 'terms', granted: true, version: 1 },
      ]);
    }
  });

  it('that staff, tills and keys note names the version in force, and accepts nothing for the member', async () => {
    const consents = [{ purpose: 'terms', granted: true }];
    for (const caller of [manager, await makeStaff(api, ['cashier']), { key }]) {
      const body = { email: `${randomUUID()}@example.org`, language: 'de', consents };
      const { body: added } = await send(api, 'post', '/members', { ...caller, body }).expect(201);
      expect(added.consents).toMatchObject([{ purpose: 'terms', granted: true, version: 1 }]);
      expect(await acceptancesOf(added.id)).toEqual([]);
    }
  });

  it('in the profile names the version in force', async () => {
    const me = await makeSignedInMember(api);
    const body = { consents: [{ purpose: 'terms', granted: true }] };
    const changed = await send(api, 'patch', '/me', { ...me, version: 1, body }).expect(200);
    expect(changed.body.consents).toMatchObject([{ purpose: 'terms', granted: true, version: 1 }]);
    expect(await acceptancesOf(me.member.id)).toMatchObject([{ version: 1, way: 'asked' }]);
  });

  it('cannot be imported', async () => {
    const email = 'imported@old.example';
    const settings: Settings = { kind: 'members', mapping: { columns: { email: 'mail', terms: 'terms' } } };
    await new Importing(api, key).run(settings, `mail,terms\n${email},true\n`);
    const { data } = (await get(`/members?query=${email}`)).body;
    expect((await get(`/members/${data[0].id}`)).body.consents).toEqual([]);
  });

  it('waits for the first sign-in of members that others added', async () => {
    const me = await makeSignedInMember(api);
    const before = (await send(api, 'get', '/me/terms', me)).body;
    expect(before).toMatchObject({ inForce: { version: 1 }, accepted: null, mustAccept: true });
    const accepted = await send(api, 'post', '/me/terms-acceptances', {
      ...me,
      body: { version: 1, language: 'en' },
    }).expect(201);
    expect(accepted.body).toMatchObject({ accepted: { version: 1, language: 'en' }, mustAccept: false });
    await send(api, 'post', '/me/terms-acceptances', { ...me, body: { version: 1, language: 'de' } }).expect(
      201,
    );
    expect(await acceptancesOf(me.member.id)).toMatchObject([{ version: 1, language: 'en', way: 'asked' }]);
  });

  it('of a change is asked for once it takes effect, after the notice period', async () => {
    const joined = await register({ acceptedTerms: { version: 1 } }).expect(201);
    const cookie = cookiesOf(joined);
    await send(api, 'put', '/legal-settings', { ...manager, body: { noticeDays: 45 } }).expect(200);
    await save('terms', { de: 'Neue Regeln' });
    await expectProblem(
      send(api, 'post', '/legal-texts/terms/versions', {
        ...manager,
        version: (await draftOf('terms')).version,
        body: { effectiveFrom: '2027-01-06T08:59:00Z' },
      }),
      422,
      'notice-too-short',
      '/effectiveFrom',
    );
    expect((await publish('terms')).body).toMatchObject({
      version: 2,
      effectiveFrom: '2027-01-06T09:00:00.000Z',
      state: 'coming',
    });
    const mine = async () => (await send(api, 'get', '/me/terms', { cookie })).body;
    expect(await mine()).toMatchObject({
      inForce: { version: 1 },
      coming: { version: 2 },
      accepted: { version: 1 },
      mustAccept: false,
    });
    expect((await send(api, 'get', '/legal-texts/terms')).body.content).toBe('Regeln');
    expect((await send(api, 'get', '/legal-texts/terms?version=2')).body.content).toBe('Neue Regeln');
    api.clock.set('2027-01-06T09:00:00Z');
    expect(await mine()).toMatchObject({ inForce: { version: 2 }, coming: null, mustAccept: true });
    await expectProblem(
      send(api, 'post', '/me/terms-acceptances', { cookie, body: { version: 1 } }),
      422,
      'legal-text-missing',
      '/version',
    );
    await send(api, 'post', '/me/terms-acceptances', { cookie, body: { version: 2 } }).expect(201);
    expect(await mine()).toMatchObject({ accepted: { version: 2 }, mustAccept: false });
  });

  it('is counted by version, without members who left', async () => {
    const accept = async ({ cookie }: SignedIn, accepted: number): Promise<void> => {
      const body = { version: accepted };
      await send(api, 'post', '/me/terms-acceptances', { cookie, body }).expect(201);
    };
    const [both, old, left] = [
      await makeSignedInMember(api),
      await makeSignedInMember(api),
      await makeSignedInMember(api),
    ];
    for (const member of [both, old, left]) await accept(member, 1);
    const { effectiveFrom } = await makeLegalText(api);
    api.clock.set(effectiveFrom);
    for (const member of [both, left]) await accept(member, 2);
    const close = { key, body: { reason: 'moved' } };
    await send(api, 'post', `/members/${left.member.id}/close`, close).expect(200);
    const { data } = (await get('/terms-acceptance')).body;
    expect(data).toEqual([
      { version: 2, accepted: 1, members: 2 },
      { version: 1, accepted: 2, members: 2 },
    ]);
  });
});
