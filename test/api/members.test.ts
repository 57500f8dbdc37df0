import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { displayNameOf, Members, type NewMember } from '../../apps/api/src/features/members/index.ts';
import { rowsOf } from '../support/rows.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { expectProblem, pluck, send, type Sent } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
beforeEach(() => api.clock.reset());
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});
const get = (path: string) => send(api, 'get', path, { key });
const post = (body: object) => send(api, 'post', '/members', { key, body });
const patch = (path: string, body: object, more: Sent = {}) =>
  send(api, 'patch', path, { key, body, ...more });
const rows = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  rowsOf<Row>(api, text, values);
const countMembers = async (): Promise<number> =>
  (await rows<{ n: number }>('select count(*) as n from members'))[0]?.n ?? -1;

describe('a new member', () => {
  it('gets a card and a timeline with one entry', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    const { body } = await send(api, 'post', '/members', {
      ...cashier,
      body: {
        email: 'Eva.Novák@Example.org'.replace('á', 'a'),
        phone: '0043 (660) 123-45 67',
        firstName: '  Eva ',
        lastName: 'Nováková',
        language: 'cs',
        birthday: '1990-02-28',
        attributes: { shoe_size: 38, vegan: true, note: 'likes tea' },
        externalId: 'old-17',
        consents: [
          { purpose: 'terms', granted: true },
          { purpose: 'newsletter', granted: false },
        ],
      },
    }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      version: 1,
      displayName: 'Eva Nováková',
      firstName: 'Eva',
      lastName: 'Nováková',
      email: 'eva.novak@example.org',
      emailConfirmed: false,
      phone: '+436601234567',
      ...{ secondPhone: null, address: null, company: null },
      language: 'cs',
      birthday: '1990-02-28',
      externalId: 'old-17',
      attributes: { shoe_size: 38, vegan: true, note: 'likes tea' },
      status: 'active',
      joinedAt: '2026-11-22T09:00:00.000Z',
      hasAccount: false,
      consents: [
        { purpose: 'marketing', channel: 'email' },
        { purpose: 'newsletter', channel: null },
      ].map((named) => ({
        ...named,
        granted: false,
        state: 'refused',
        changedAt: '2026-11-22T09:00:00.000Z',
        version: null,
      })),
    });
    expect((await get(`/members/${body.id}`).expect(200).expect('etag', '"1"')).body).toEqual(body);
    const { body: cards } = await get(`/members/${body.id}/cards`).expect(200);
    expect(cards.data).toMatchObject([{ number: expect.stringMatching(/^4021\d{12}$/), status: 'active' }]);
    const { body: timeline } = await get(`/members/${body.id}/timeline`).expect(200);
    const kinds = pluck(timeline, 'kind');
    expect(kinds.sort()).toEqual(['card.issued', 'consent.withdrawn', 'member.joined']);
    const events = await rows('select name, origin from events where member_id = $1', [body.id]);
    expect(events).toEqual(
      expect.arrayContaining([
        { name: 'member.joined', origin: 'live' },
        { name: 'card.issued', origin: 'live' },
      ]),
    );
    expect(
      await rows('select action, actor_name, before, after from audit_entries where subject_id = $1', [
        body.id,
      ]),
    ).toMatchObject([{ action: 'member.created', actor_name: 'cashier' }]);
  });

  it.each([
    ['ربيع', 'الأول'],
    ['👩🏽‍🚀', '🚀🚀'],
    ["O'Brien", '"; drop table members; --'],
    ['Ña\u0301', 'İstanbul'],
  ])('keeps the name %s %s', async (firstName, lastName) => {
    const { body } = await post({ firstName, lastName, language: 'en' }).expect(201);
    expect(body).toMatchObject({ firstName, lastName, displayName: `${firstName} ${lastName}` });
  });

  it.each([
    ['without a language', {}, 400, 'invalid-request', ['/language']],
    ['with an unknown language', { language: 'tlh' }, 400, 'invalid-request', ['/language']],
    [
      'with a name of 300 characters',
      { language: 'de', firstName: 'n'.repeat(300) },
      400,
      'invalid-request',
      ['/firstName'],
    ],
    ['with a blank name', { language: 'de', lastName: '  ' }, 400, 'invalid-request', ['/lastName']],
    ['with a number for a name', { language: 'de', lastName: 5 }, 400, 'invalid-request', ['/lastName']],
    ['with half an e-mail', { language: 'de', email: 'anna@' }, 400, 'invalid-request', ['/email']],
    ['with a phone that is none', { language: 'de', phone: 'call me' }, 400, 'invalid-request', ['/phone']],
    ['born on no day', { language: 'de', birthday: '1990-02-30' }, 400, 'invalid-request', ['/birthday']],
    [
      'born on a day of no year',
      { language: 'de', birthday: '--02-30' },
      400,
      'invalid-request',
      ['/birthday'],
    ],
    ['born tomorrow', { language: 'de', birthday: '2026-11-23' }, 400, 'invalid-request', ['/birthday']],
    ['born too long ago', { language: 'de', birthday: '1899-12-31' }, 400, 'invalid-request', ['/birthday']],
    [
      'with a consent to nothing',
      { language: 'de', consents: [{ purpose: 'spam', granted: true }] },
      400,
      'invalid-request',
      ['/consents/0/purpose'],
    ],
    [
      'with a nested attribute',
      { language: 'de', attributes: { a: { b: 1 } } },
      400,
      'invalid-request',
      ['/attributes/a'],
    ],
    [
      'with a strange attribute',
      { language: 'de', attributes: { 'A b': 1 } },
      400,
      'invalid-request',
      ['/attributes/A b'],
    ],
    ['with a NUL in the name', { language: 'de', firstName: 'a\0' }, 422, 'unreadable-text', ['/firstName']],
    [
      'with a lone surrogate',
      { language: 'de', firstName: 'a\ud800' },
      422,
      'unreadable-text',
      ['/firstName'],
    ],
  ])('is refused: %s', async (_, body, status, code, pointers) => {
    const before = await countMembers();
    await expectProblem(post(body), status, code, ...pointers);
    expect(await countMembers()).toBe(before);
  });

  it.each([
    ['email', { email: 'twin@example.org' }, { email: 'TWIN@example.org' }],
    ['phone', { phone: '+43660999888' }, { phone: '0043 660 999888' }],
    ['externalId', { externalId: 'twin-1' }, { externalId: 'twin-1' }],
  ])('cannot take the %s of another member', async (field, first, second) => {
    await post({ language: 'de', ...first }).expect(201);
    const before = await countMembers();
    await expectProblem(post({ language: 'de', ...second }), 409, 'already-taken', `/${field}`);
    expect(await countMembers()).toBe(before);
  });
});

describe('a batch of new members', () => {
  it('is created with its history or not at all', async () => {
    const members = api.app.get(Members);
    const newcomers: NewMember[] = Array.from({ length: 600 }, (_, index) => ({
      email: `bulk-${index}@example.org`,
      firstName: 'Bulk',
      lastName: `Number ${index}`,
      language: 'en',
      joinedAt: new Date('2025-05-01T10:00:00Z'),
      consents: [{ purpose: 'terms', granted: true }],
    }));
    const ids = await members.createMany(newcomers, 'import');
    expect(new Set(ids).size).toBe(600);
    expect(await members.byId(ids[17] ?? '')).toMatchObject({ email: 'bulk-17@example.org' });
    const [found] = await rows(
      `select count(distinct c.number) as cards, count(distinct e.id) filter (where e.origin <> 'import') as live, min(c.issued_at) as issued
       from cards c join events e on e.member_id = c.member_id where c.member_id = any($1)`,
      [ids],
    );
    expect(found).toEqual({ cards: 600, live: 0, issued: new Date('2025-05-01T10:00:00Z') });
    const before = await countMembers();
    const again = [{ language: 'en' as const, firstName: 'New' }, newcomers[3] ?? newcomers[0]].filter(
      (one) => one !== undefined,
    );
    await expect(members.createMany(again, 'import')).rejects.toMatchObject({ code: 'already-taken' });
    expect(await countMembers()).toBe(before);
  });
});

describe('an edit of a member', () => {
  it('changes the given fields and nothing else', async () => {
    const { member, cookie } = await makeSignedInMember(api, {
      phone: '+43123456789',
      birthday: '1980-01-01',
    });
    const { body: before } = await get(`/members/${member.id}`);
    const { body } = await patch(
      `/members/${member.id}`,
      { lastName: 'Berger', birthday: null, status: 'blocked' },
      { version: 1 },
    ).expect(200);
    expect(body).toEqual({
      ...before,
      version: 2,
      lastName: 'Berger',
      displayName: 'Anna Berger',
      birthday: null,
      status: 'blocked',
    });
    expect(await rows('select display_name from accounts where member_id = $1', [member.id])).toEqual([
      { display_name: 'Anna Berger' },
    ]);
    await send(api, 'get', '/sessions/current', { cookie }).expect(401);
    const [audited] = await rows('select before, after from audit_entries where subject_id = $1', [
      member.id,
    ]);
    expect(audited).toEqual({
      before: { status: 'active' },
      after: { status: 'blocked', fields: ['lastName', 'birthday', 'status'] },
    });
    expect(
      await rows(`select data from events where member_id = $1 and name = 'member.changed'`, [member.id]),
    ).toEqual([{ data: { fields: 'lastName birthday status' } }]);
  });

  it.each([
    ['without If-Match', { lastName: 'X' }, undefined, 428, 'precondition-required', []],
    ['of an old version', { lastName: 'X' }, 9, 412, 'version-changed', []],
    ['closing the account', { status: 'closed' }, 1, 400, 'invalid-request', ['/status']],
    ['to a blank name', { lastName: '' }, 1, 400, 'invalid-request', ['/lastName']],
    ['to no first name', { firstName: null }, 1, 400, 'invalid-request', ['/firstName']],
    ['to an empty first name', { firstName: '' }, 1, 400, 'invalid-request', ['/firstName']],
    ['to a blank first name', { firstName: ' ' }, 1, 400, 'invalid-request', ['/firstName']],
    ['to a future birthday', { birthday: '2030-01-01' }, 1, 400, 'invalid-request', ['/birthday']],
    ['to no language', { language: null }, 1, 400, 'invalid-request', ['/language']],
  ])('is refused: %s', async (_, body, version, status, code, pointers) => {
    const { id } = await makeMember(api);
    const { body: before } = await get(`/members/${id}`);
    await expectProblem(patch(`/members/${id}`, body, { version }), status, code, ...pointers);
    expect((await get(`/members/${id}`)).body).toEqual(before);
  });

  it('cannot take the e-mail of another member', async () => {
    const { email } = await makeMember(api);
    const { id } = await makeMember(api);
    await expectProblem(patch(`/members/${id}`, { email }, { version: 1 }), 409, 'already-taken', '/email');
    expect((await get(`/members/${id}`)).body.version).toBe(1);
  });

  it('of the name succeeds even if another member has entered the same e-mail or phone', async () => {
    const [email, phone] = ['twice@example.org', '+436607770001'];
    const { id } = await makeMember(api, { email, phone });
    // Older versions let several members enter the same.
    await rows('update members set email = $2, phone = $3 where id = $1', [
      (await makeMember(api)).id,
      email,
      phone,
    ]);
    const body = { firstName: 'Anna', lastName: 'Novák', email, phone };
    await patch(`/members/${id}`, body, { version: 1 }).expect(200);
    await expectProblem(
      patch(`/members/${(await makeMember(api)).id}`, { ...body, phone: null }, { version: 1 }),
      409,
      'already-taken',
      '/email',
    );
  });

  it('of an unknown member is refused', async () => {
    for (const id of [randomUUID(), 'me', '%F0%9F%98%80']) {
      await expectProblem(get(`/members/${id}`), 404, 'not-found');
      await expectProblem(get(`/members/${id}/timeline`), 404, 'not-found');
      await expectProblem(patch(`/members/${id}`, { lastName: 'X' }, { version: 1 }), 404, 'not-found');
    }
  });
});

describe('the member’s own profile', () => {
  it('can be edited, with consents and their dates', async () => {
    const me = await makeSignedInMember(api, { consents: [{ purpose: 'terms', granted: true }] });
    api.clock.advance({ days: 1 });
    const change = (version: number, body: object) => send(api, 'patch', '/me', { ...me, version, body });
    const { body } = await change(1, {
      firstName: 'Änne',
      language: 'en',
      consents: [
        { purpose: 'terms', granted: true },
        { purpose: 'surveys', granted: true },
      ],
    }).expect(200);
    expect(body).toMatchObject({ firstName: 'Änne', language: 'en', version: 2, hasAccount: true });
    const given = { granted: true, state: 'granted', changedAt: '2026-11-23T09:00:00.000Z', version: 3 };
    // The address is not confirmed.
    const waiting = { ...given, state: 'pending' };
    expect(body.consents).toEqual([
      { purpose: 'surveys', channel: null, ...waiting },
      { purpose: 'surveys', channel: 'email', ...waiting },
      { purpose: 'surveys', channel: 'portal', ...given },
      {
        purpose: 'terms',
        channel: null,
        granted: true,
        state: 'granted',
        changedAt: '2026-11-22T09:00:00.000Z',
        version: null,
      },
    ]);
    api.clock.advance({ days: 1 });
    const later = await change(2, { consents: [{ purpose: 'surveys', granted: false }] }).expect(200);
    expect(later.body.consents[0]).toEqual({
      purpose: 'surveys',
      channel: null,
      granted: false,
      state: 'refused',
      changedAt: '2026-11-24T09:00:00.000Z',
      version: 3,
    });
    const { body: timeline } = await get(`/members/${me.member.id}/timeline`);
    const days = pluck(timeline, 'at').map((at) => at?.slice(0, 10));
    const told = pluck(timeline, 'kind').map((kind, index) => `${days[index]} ${kind}`);
    // By e-mail and in the portal.
    expect(told.filter((each) => each.includes('consent')).toSorted()).toEqual([
      '2026-11-22 consent.given',
      '2026-11-23 consent.given',
      '2026-11-23 consent.pending',
      '2026-11-24 consent.withdrawn',
      '2026-11-24 consent.withdrawn',
    ]);
    await expectProblem(change(2, { firstName: 'Late' }), 412, 'version-changed');
    await expectProblem(change(3, { birthday: '2999-01-01' }), 400, 'invalid-request', '/birthday');
  });

  it.each([[null], [''], ['  '], ['\u200b']])('cannot empty the first name: %j', async (firstName) => {
    const me = await makeSignedInMember(api);
    const asked = send(api, 'patch', '/me', { ...me, version: 1, body: { firstName, phone: '+43660555' } });
    await expectProblem(asked, 400, 'invalid-request', '/firstName');
    const { body } = await send(api, 'get', '/me', me);
    expect(body.member).toMatchObject({ firstName: 'Anna', phone: null, version: 1 });
  });

  it('does not accept a status, e-mail or attributes', async () => {
    const me = await makeSignedInMember(api);
    const asked = send(api, 'patch', '/me', {
      ...me,
      version: 1,
      body: { status: 'closed', email: 'other@example.org', attributes: { vip: true }, externalId: 'x' },
    });
    await expectProblem(asked, 400, 'invalid-request', '/status', '/email', '/attributes', '/externalId');
    const { body } = await send(api, 'get', '/me', me);
    expect(body.member).toMatchObject({
      status: 'active',
      email: me.member.email,
      attributes: {},
      externalId: null,
    });
  });
});

describe('a name shown to others', () => {
  const nobody = { firstName: null, lastName: null, email: null, phone: null, externalId: null };

  it.each<[{ [field in keyof typeof nobody]?: string }, string]>([
    [{ firstName: 'Anna', lastName: 'Krause' }, 'Anna K.'],
    [{ firstName: 'Anna', lastName: '🚀🚀' }, 'Anna 🚀.'],
    [{ firstName: 'Anna' }, 'Anna'],
    [{ lastName: 'Krause' }, 'Krause'],
    [{ externalId: 'ERP-1', email: 'anna@example.org' }, 'ERP-1'],
    [{ email: 'anna@example.org' }, 'a…@example.org'],
    [{ phone: '+43660123456' }, '…3456'],
    [{}, '–'],
  ])('%j is %s, in the API and in SQL', async (named, name) => {
    const unique = {
      ...named,
      ...(named.email ? { email: `a${randomUUID()}@example.org` } : {}),
      ...(named.externalId ? { externalId: `ERP-1` } : {}),
    };
    expect(displayNameOf({ ...nobody, ...unique })).toBe(name);
    const { id } = await api.app.get(Members).create({ language: 'de', ...unique });
    expect(await rows('select member_name($1) as name', [id])).toEqual([{ name }]);
  });
});
