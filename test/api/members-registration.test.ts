import { randomUUID } from 'node:crypto';
import type { listImportConflicts, Mail, MemberOrigin, ReplyOf, TimelineEntry } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeLegalText } from '../support/makers/legal.ts';
import { makeMember } from '../support/makers/members.ts';
import { expectProblem, pluck, send, type Sender } from '../support/requests.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, { TRUSTED_PROXIES: 'loopback' });
  await makeLegalText(api);
});
afterAll(() => api.close());

const anna = () => ({
  email: `${randomUUID()}@example.org`,
  password: 'correct horse',
  firstName: 'Anna',
  lastName: 'Krause',
  language: 'de',
  consents: [{ purpose: 'terms', granted: true }],
});
const register = (body: object) => api.http.post('/api/v1/registrations').set('origin', api.url).send(body);
const count = async (): Promise<unknown> => {
  const text =
    'select (select count(*) from members) as members, (select count(*) from accounts) as accounts, (select count(*) from cards) as cards, (select count(*) from events) as events';
  return (await api.app.get(Transactions).query({ name: '', text }))[0];
};

describe('joining the club', () => {
  it('creates account, member, card and session together', async () => {
    const { code, name } = await makeLocation(api);
    const body = {
      ...anna(),
      birthday: '1999-12-31',
      location: code,
      consents: [
        { purpose: 'terms', granted: true },
        { purpose: 'newsletter', granted: false },
      ],
    };
    const reply = await register({ ...body, email: body.email.toUpperCase() }).expect(201);
    expect(reply.body).toMatchObject({
      account: { email: body.email, displayName: 'Anna Krause', language: 'de' },
      roles: ['member'],
      member: { displayName: 'Anna Krause' },
      locationIds: [],
    });
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toMatch(/^regulars=[\w-]{43};.*HttpOnly; SameSite=Lax/);
    const { body: session } = await send(api, 'get', '/sessions/current', { cookie: cookie.split(';')[0] });
    expect(session).toEqual(reply.body);
    const { body: me } = await send(api, 'get', '/me', { cookie: cookie.split(';')[0] });
    const changedAt = '2026-11-22T09:00:00.000Z';
    const refused = { granted: false, state: 'refused', changedAt, version: 3 };
    expect(me.member.consents).toEqual([
      { purpose: 'marketing', channel: 'email', ...refused },
      { purpose: 'newsletter', channel: null, ...refused },
      { purpose: 'terms', channel: null, granted: true, state: 'granted', changedAt, version: 1 },
    ]);
    const key = await makeKey(api);
    const { body: story } = await send(api, 'get', `/members/${reply.body.member.id}/timeline`, { key });
    const [joined] = (story.data as TimelineEntry[]).filter(({ kind }) => kind === 'member.joined');
    expect(joined?.details).toEqual({ location: name });
    const card = await api.app.get(Cards).activeOf(reply.body.member.id);
    expect(card?.number).toMatch(/^4021\d{12}$/);
    await api.http
      .post('/api/v1/sessions')
      .set('origin', api.url)
      .send({ email: body.email, password: body.password })
      .expect(201);
  });

  it('needs no last name, and no place shows that it is missing', async () => {
    const { lastName: _, ...body } = anna();
    const reply = await register(body).expect(201);
    expect(reply.body).toMatchObject({
      account: { displayName: 'Anna' },
      member: { displayName: 'Anna' },
    });
    const cookie = String(reply.headers['set-cookie']).split(';')[0];
    const { body: me } = await send(api, 'get', '/me', { cookie });
    expect(me.member).toMatchObject({ firstName: 'Anna', lastName: null, displayName: 'Anna' });
    const { body: card } = await send(api, 'get', '/me/card', { cookie });
    expect(card.displayName).toBe('Anna');
    const manager = await makeStaff(api, ['manager']);
    const key = await makeKey(api);
    const { body: scanned } = await send(api, 'post', '/cards/resolve', { key, body: { code: card.code } });
    expect(scanned.member.displayName).toBe('Anna');
    const { body: listed } = await send(api, 'get', `/members?query=${body.email}`, { key });
    expect(listed.data).toMatchObject([{ displayName: 'Anna' }]);
    const sent = await vi.waitFor(
      async () => {
        const { body: mails } = await send(api, 'get', '/mails?limit=200', manager).expect(200);
        const mail = (mails.data as Mail[]).find(({ to }) => to === body.email);
        if (!mail) throw new Error('no mail yet');
        return mail;
      },
      { timeout: 20_000 },
    );
    const { body: mail } = await send(api, 'get', `/mails/${sent.id}`, manager).expect(200);
    expect(mail.text).toMatch(/^Hallo Anna,?$/mu);
  });

  it('gives the same answer for an e-mail with an account or a member', async () => {
    const first = anna();
    await register(first).expect(201);
    const { email } = await makeMember(api);
    for (const known of [first.email.toUpperCase(), email]) {
      const { body } = await register({ ...anna(), email: known }).expect(201);
      expect(await api.app.get(Cards).activeOf(body.member.id)).toBeDefined();
    }
  });

  it('leaves nothing behind if its last step fails', async () => {
    const before = await count();
    const cards = vi
      .spyOn(api.app.get(Cards), 'issueMany')
      .mockRejectedValueOnce(new Error('no more plastic'));
    await register(anna()).expect(500);
    cards.mockRestore();
    expect(await count()).toEqual(before);
  });

  it.each([
    ['without a name', { firstName: '' }, 400, 'invalid-request', ['/firstName']],
    ['with a short password', { password: '1234567' }, 400, 'invalid-request', ['/password']],
    ['with a password without end', { password: 'p'.repeat(201) }, 400, 'invalid-request', ['/password']],
    ['without an e-mail', { email: undefined }, 400, 'invalid-request', ['/email']],
    ['with a name of 300 characters', { lastName: 'n'.repeat(300) }, 400, 'invalid-request', ['/lastName']],
    ['with a birthday to come', { birthday: '2026-11-23' }, 400, 'invalid-request', ['/birthday']],
    ['without a word on the terms', { consents: undefined }, 400, 'invalid-request', ['/consents']],
    [
      'without accepting the terms',
      { consents: [{ purpose: 'surveys', granted: true }] },
      400,
      'invalid-request',
      ['/consents'],
    ],
    [
      'with the terms refused in the end',
      { consents: [true, false].map((granted) => ({ purpose: 'terms', granted })) },
      400,
      'invalid-request',
      ['/consents'],
    ],
    ['at an unknown place', { location: 'nowhere' }, 422, 'unknown-location', ['/location']],
    ['with a NUL', { lastName: 'a\0' }, 422, 'unreadable-text', ['/lastName']],
  ])('is refused %s', async (_, part, status, code, pointers) => {
    const before = await count();
    await expectProblem(register({ ...anna(), ...part }), status, code, ...pointers);
    expect(await count()).toEqual(before);
  });

  it('is refused from a page of another site', async () => {
    const before = await count();
    const request = api.http.post('/api/v1/registrations').set('origin', 'https://evil.example').send(anna());
    await expectProblem(request, 403, 'foreign-origin');
    expect(await count()).toEqual(before);
  });

  it('creates one membership per request, also at the same moment', async () => {
    const form = anna();
    const replies = await Promise.all([register(form), register(form), register(form)]);
    expect(new Set(replies.map(({ body }) => body.member.id)).size).toBe(3);
  });

  it('is limited per e-mail and per address', async () => {
    const form = anna();
    const fromAfar = (body: object) => register(body).set('x-forwarded-for', '203.0.113.9');
    const statuses: number[] = [];
    for (let tried = 0; tried < 12; tried += 1) statuses.push((await fromAfar(form)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(201), 429, 429]);
    // Earlier refused attempts count too.
    for (let tried = 0; tried < 100; tried += 1) await fromAfar({ ...anna(), location: 'nowhere' });
    const before = await count();
    const refused = await fromAfar(anna()).expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await count()).toEqual(before);
  });
});

describe('what few members tell', () => {
  const address = { street: 'Mühlgasse 4', postcode: '1040', city: 'Wien', region: null, country: 'AT' };
  let key: string;
  let manager: Sender;
  beforeAll(async () => {
    key = await makeKey(api);
    manager = await makeStaff(api, ['manager']);
  });
  const patch = (id: string, version: number, body: object, as: Sender = { key }) =>
    send(api, 'patch', `/members/${id}`, { ...as, version, body });

  it('is stored, changed as a whole address, removed, and finds the member', async () => {
    const company = `Ölmühle ${randomUUID()}`;
    const cashier = await makeStaff(api, ['cashier']);
    const { body } = await send(api, 'post', '/members', {
      ...cashier,
      body: {
        externalId: randomUUID(),
        language: 'de',
        secondPhone: '01 5123987',
        address: { street: 'Mühlgasse 4', city: 'Wien' },
        company,
      },
    }).expect(201);
    expect(body).toMatchObject({
      secondPhone: '+4315123987',
      address: { street: 'Mühlgasse 4', postcode: null, city: 'Wien', region: null, country: null },
      company,
    });
    for (const query of ['+43 1 5123987', '01/5123987', company.slice(0, 14).toLowerCase()]) {
      const found = await send(api, 'get', `/members?query=${encodeURIComponent(query)}`, { key });
      expect(pluck(found.body, 'id')).toContain(body.id);
    }
    const atTill = await send(api, 'post', '/cards/resolve', { ...cashier, body: { code: '01 5123987' } });
    expect(atTill.body.member).toMatchObject({ id: body.id });
    const moved = await patch(body.id, 1, { address: { postcode: '1040', country: 'AT' }, company: null });
    expect(moved.body).toMatchObject({
      address: { street: null, postcode: '1040', city: null, country: 'AT' },
      company: null,
      secondPhone: '+4315123987',
    });
    const { body: gone } = await patch(body.id, 2, { address: null, secondPhone: null }).expect(200);
    expect(gone).toMatchObject({ address: null, secondPhone: null, company: null });
  });

  it.each([
    ['an empty address', { address: {} }, '/address'],
    ['an address of nothing', { address: { city: null } }, '/address'],
    ['a country that is no code', { address: { country: 'Austria' } }, '/address/country'],
    ['a blank street', { address: { street: ' ' } }, '/address/street'],
    ['a word as a phone', { secondPhone: 'none' }, '/secondPhone'],
    ['hidden signs in a company', { company: 'a\u202Eb' }, '/company'],
  ])('is refused: %s', async (_, body, pointer) => {
    const { id } = await makeMember(api);
    await expectProblem(patch(id, 1, body), 400, 'invalid-request', pointer);
    expect((await send(api, 'get', `/members/${id}`, { key })).body).toMatchObject({
      version: 1,
      address: null,
    });
  });

  it('says with all other fields where it comes from', async () => {
    const joined = await register(anna()).expect(201);
    const me = { cookie: String(joined.headers['set-cookie']).split(';')[0] ?? '' };
    const id = joined.body.member.id as string;
    const origins = async (): Promise<Record<string, string>> => {
      const { body } = await send(api, 'get', `/members/${id}/origins`, { key }).expect(200);
      return Object.fromEntries((body.data as MemberOrigin[]).map(({ field, source }) => [field, source]));
    };
    expect(await origins()).toEqual({
      firstName: 'portal',
      lastName: 'portal',
      email: 'portal',
      language: 'portal',
    });
    await send(api, 'patch', '/me', { ...me, version: 1, body: { address, lastName: 'Krause' } }).expect(200);
    // A value that is written again stays where it came from.
    await patch(id, 2, { firstName: 'Annelie', address }, manager).expect(200);
    await send(api, 'put', `/members/${id}/tags`, { key, body: { tags: ['guest'] } }).expect(200);
    expect(await origins()).toMatchObject({
      address: 'portal',
      firstName: 'console',
      lastName: 'portal',
      tags: 'api',
    });
    const { body: copy } = await send(api, 'get', '/me/data', me).expect(200);
    expect(copy.member_origins).toContainEqual(
      expect.objectContaining({ source: 'console', fields: ['firstName'] }),
    );
    await patch(id, 3, { address: null }).expect(200);
    expect(await origins()).not.toHaveProperty('address');
  });
});

describe('what a file says of a person', () => {
  const columns = {
    externalId: 'id',
    secondPhone: 'tel2',
    street: ['street', 'no'],
    postcode: 'zip',
    city: 'city',
    country: 'country',
    company: 'company',
    note: 'note',
    tags: 'tags',
  };
  let key: string;
  let manager: Sender;
  let importing: Importing;
  beforeAll(async () => {
    key = await makeKey(api);
    manager = await makeStaff(api, ['manager']);
    importing = new Importing(api, key);
  });
  const settings = { kind: 'members', mapping: { columns }, options: { country: 'AT' } } as const;
  const header = 'id,tel2,street,no,zip,city,country,company,note,tags';
  const whole = async (id: string): Promise<unknown> => {
    const { body: member } = await send(api, 'get', `/members/${id}`, { key });
    const { body: notes } = await send(api, 'get', `/members/${id}/notes`, { key });
    const { body: tags } = await send(api, 'get', `/members/${id}/tags`, { key });
    const { secondPhone, address, company } = member;
    return { secondPhone, address, company, notes: pluck(notes, 'text'), tags: tags.tags };
  };
  const origins = async (id: string): Promise<unknown[]> => {
    const { body } = await send(api, 'get', `/members/${id}/origins`, { key }).expect(200);
    return (body.data as MemberOrigin[]).map((each) => [each.field, each.import?.fileName ?? each.source]);
  };
  const empty = { secondPhone: null, address: null, company: null, notes: [], tags: [] };

  it('comes in for new members and those of before, with its origin, and is taken back', async () => {
    const [known, fresh] = [randomUUID(), randomUUID()];
    const { id } = await makeMember(api, { externalId: known });
    const file = [
      header,
      `${known},01 5123987,Mühlgasse,4,1040,Wien,Österreich,Ölmühle KG,likes tea,"guest, Vienna"`,
      `${fresh},01 5123987,Hauptstr. 1,,8010,Graz,Nowhere,,prefers mail,guest`,
    ].join('\n');
    const done = await importing.run(settings, file);
    expect(done.counts).toMatchObject({ created: 1, matched: 1, conflicts: 0, refused: 0 });
    expect(await importing.remarks(done.id)).toEqual([[3, 'no-country', 'country']]);
    const told = {
      secondPhone: '+4315123987',
      address: { street: 'Mühlgasse 4', postcode: '1040', city: 'Wien', region: null, country: 'AT' },
      company: 'Ölmühle KG',
      notes: ['likes tea'],
      tags: ['Vienna', 'guest'],
    };
    expect(await whole(id)).toEqual(told);
    for (const field of ['secondPhone', 'address', 'company', 'tags'])
      expect(await origins(id)).toContainEqual([field, 'file.csv']);
    const { body: found } = await send(api, 'get', `/members?query=${fresh}`, { key });
    const freshId = found.data[0].id as string;
    expect(await whole(freshId)).toMatchObject({
      address: { street: 'Hauptstr. 1' },
      notes: ['prefers mail'],
    });
    expect(await origins(freshId)).toContainEqual(['externalId', 'file.csv']);
    // The same file again brings nothing twice.
    const again = await importing.run(settings, file);
    expect(again.counts).toMatchObject({ created: 0, matched: 2, conflicts: 0 });
    expect(await whole(id)).toEqual(told);
    // Someone changes the company: it stays, and so does where it comes from.
    await send(api, 'patch', `/members/${id}`, { ...manager, version: 2, body: { company: 'Neu' } }).expect(
      200,
    );
    expect(await importing.undo(done.id)).toMatchObject({ state: 'undone', counts: { kept: 0 } });
    expect(await whole(id)).toEqual({ ...empty, company: 'Neu' });
    expect(await origins(id)).toEqual([['company', 'console']]);
    await send(api, 'get', `/members/${freshId}`, { key }).expect(404);
  });

  it('keeps new members with a note that the team wrote since', async () => {
    const externalId = randomUUID();
    const done = await importing.run(settings, `${header}\n${externalId},,,,,,,,from the file,\n`);
    const { body: found } = await send(api, 'get', `/members?query=${externalId}`, { key });
    const id = found.data[0].id as string;
    await send(api, 'post', `/members/${id}/notes`, { ...manager, body: { text: 'likes oats' } }).expect(201);
    expect(await importing.undo(done.id)).toMatchObject({ counts: { kept: 1 } });
    expect(await whole(id)).toMatchObject({ notes: ['likes oats'] });
  });

  it('is asked about as a whole where the address is another one', async () => {
    const externalId = randomUUID();
    const address = { street: 'Alte Gasse 1', postcode: '1010', city: 'Wien', country: 'AT' };
    const { id } = await makeMember(api, { externalId, address });
    const same = await importing.run(settings, `${header}\n${externalId},,Alte Gasse,1,1010,,,,,\n`);
    expect(same.counts).toMatchObject({ matched: 1, conflicts: 0 });
    const moved = await importing.run(settings, `${header}\n${externalId},,Neue Gasse,2,,Linz,,,,\n`);
    const { data } = await importing.get<ReplyOf<typeof listImportConflicts>>(
      `/imports/${moved.id}/conflicts`,
    );
    const [ours, theirs] = ['Alte Gasse 1, 1010 Wien, AT', 'Neue Gasse 2, Linz, AT'];
    expect(data).toMatchObject([{ fields: [{ field: 'address', ours, theirs }] }]);
    await importing.post(`/imports/${moved.id}/conflicts`, { decision: 'take' });
    const now = { street: 'Neue Gasse 2', postcode: null, city: 'Linz', region: null, country: 'AT' };
    expect(await whole(id)).toEqual({ ...empty, address: now });
    await importing.undo(moved.id);
    expect(await whole(id)).toEqual({ ...empty, address: { ...address, region: null } });
    expect(await origins(id)).toEqual([]);
  });
});
