import { randomBytes } from 'node:crypto';
import type { Setup as SetupState } from '@regulars/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDemo } from '../../apps/api/src/demo/index.ts';
import { SetupLink } from '../../apps/api/src/features/setup/index.ts';
import { rowsOf } from '../support/rows.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeStaff } from '../support/makers.ts';
import { drawPng, scriptedSvg } from '../support/pictures.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
beforeEach(async () => {
  api = await startApp();
});
afterEach(() => api.close());

const look = {
  name: 'Morgenrot',
  accent: '#0b6e4f',
  languages: ['de', 'cs'],
  timeZone: 'Europe/Prague',
  reportingCurrency: 'CZK',
};
const person = {
  displayName: 'Ada Admin',
  email: 'Ada@Club.example',
  password: 'long enough for an admin',
  language: 'en',
};

const issue = async (): Promise<string> => {
  const token = await api.app.get(SetupLink).issue();
  if (token === null) throw new Error('The club is set up already');
  return token;
};
const open = (token: string) => send(api, 'post', '/setup/sessions', { body: { token } });
const cookieFor = async (token: string): Promise<string> =>
  String((await open(token).expect(201)).headers['set-cookie']).split(';')[0] ?? '';
const allOf = (table: string) => rowsOf(api, `select * from ${table}`);

it('a start with the demo leaves a club alone whose set-up has stopped half-way', async () => {
  const start = () => loadDemo(api.app, '', api.url);
  const cookie = await cookieFor(await issue());
  await send(api, 'patch', '/setup/club', { cookie, body: look }).expect(200);
  await start();
  await send(api, 'post', '/setup/admin', { cookie, body: person }).expect(201);
  await start();
  expect(await allOf('locations')).toEqual([]);
  expect(await allOf('members')).toEqual([]);
  expect(await allOf('clubs')).toMatchObject([{ name: 'Morgenrot', demo: false }]);
});

describe('the setup link of the first start', () => {
  it('creates the club and its first admin, and then ends', async () => {
    const token = await issue();
    expect(JSON.stringify(await allOf('setups'))).not.toContain(token);
    const reply = await open(token).expect(201);
    expect(reply.body).toEqual({ clubSaved: false, expiresAt: '2026-11-23T09:00:00.000Z' });
    expect(String(reply.headers['set-cookie'])).toMatch(/^regulars-setup=.*HttpOnly; SameSite=Lax/);
    const cookie = await cookieFor(token);

    const { body: club } = await send(api, 'patch', '/setup/club', { cookie, body: look }).expect(200);
    expect(club).toMatchObject({ ...look, version: 2, demo: false, logo: null });
    const { body: left } = await send(api, 'get', '/setup', { cookie }).expect(200);
    expect((left as SetupState).clubSaved).toBe(true);

    const made = await send(api, 'post', '/setup/admin', { cookie, body: person }).expect(201);
    expect(made.body).toMatchObject({ roles: ['admin'], account: { email: 'ada@club.example' } });
    const cookies = made.headers['set-cookie'] as unknown as string[];
    expect(cookies.find((one) => one.startsWith('regulars-setup='))).toMatch(/Expires=Thu, 01 Jan 1970/);
    const session = cookies.find((one) => one.startsWith('regulars='))?.split(';')[0] ?? '';
    await send(api, 'get', '/sessions/current', { cookie: session }).expect(200);

    await expectProblem(open(token), 409, 'already-set-up');
    await expectProblem(send(api, 'get', '/setup', { cookie }), 409, 'already-set-up');
    await expectProblem(send(api, 'patch', '/setup/club', { cookie, body: look }), 409, 'already-set-up');
    const second = { ...person, email: 'mallory@club.example' };
    await expectProblem(send(api, 'post', '/setup/admin', { cookie, body: second }), 409, 'already-set-up');
    expect(await api.app.get(SetupLink).issue()).toBeNull();
    expect(await allOf('accounts')).toHaveLength(1);
    expect(await allOf('setups')).toEqual([]);
  });

  it('creates one admin if two people use it at once', async () => {
    const cookie = await cookieFor(await issue());
    const emails = ['one@club.example', 'two@club.example'];
    const replies = await Promise.all(
      emails.map((email) => send(api, 'post', '/setup/admin', { cookie, body: { ...person, email } })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(await allOf('staff_roles')).toHaveLength(1);
  });

  it('is refused if it is wrong, expired, or replaced by a newer start', async () => {
    await expectProblem(open(randomBytes(32).toString('base64url')), 404, 'not-found');
    await expectProblem(open('short'), 400, 'invalid-request', '/token');
    const old = await issue();
    const cookie = await cookieFor(old);
    const newer = await issue();
    await expectProblem(open(old), 404, 'not-found');
    await expectProblem(send(api, 'post', '/setup/admin', { cookie, body: person }), 404, 'not-found');
    const late = await cookieFor(newer);
    api.clock.advance({ hours: 24 });
    await expectProblem(open(newer), 410, 'link-expired');
    await expectProblem(send(api, 'patch', '/setup/club', { cookie: late, body: look }), 410, 'link-expired');
    await expectProblem(
      send(api, 'post', '/setup/admin', { cookie: late, body: person }),
      410,
      'link-expired',
    );
    await expectProblem(send(api, 'get', '/setup'), 404, 'not-found');
    expect(await allOf('accounts')).toEqual([]);
    expect((await send(api, 'get', '/club')).body).toMatchObject({ name: 'Regulars', version: 1 });
  });

  it('is not printed if there is already an admin', async () => {
    await makeStaff(api, ['manager']);
    expect(await api.app.get(SetupLink).issue()).not.toBeNull();
    await makeStaff(api, ['admin']);
    expect(await api.app.get(SetupLink).issue()).toBeNull();
  });

  it('reports invalid fields of club and admin, and changes nothing', async () => {
    const cookie = await cookieFor(await issue());
    const club = { ...look, accent: 'green', languages: [], timeZone: 'Mars/Base' };
    await expectProblem(
      send(api, 'patch', '/setup/club', { cookie, body: club }),
      400,
      'invalid-request',
      '/accent',
      '/languages',
      '/timeZone',
    );
    const admin = { ...person, email: 'nobody', password: 'short' };
    await expectProblem(
      send(api, 'post', '/setup/admin', { cookie, body: admin }),
      400,
      'invalid-request',
      '/email',
      '/password',
    );
    const { body } = await send(api, 'get', '/setup', { cookie }).expect(200);
    expect(body.clubSaved).toBe(false);
    expect(await allOf('accounts')).toEqual([]);
  });

  it('accepts a logo before there is an admin', async () => {
    const cookie = await cookieFor(await issue());
    const upload = (as: string) =>
      api.http
        .put('/api/v1/setup/logo')
        .set({ origin: api.url, cookie: as, 'content-type': 'image/png' })
        .send(drawPng({ width: 40, height: 20 }));
    await expectProblem(upload('regulars-setup=nothing'), 404, 'not-found');
    expect((await upload(cookie).expect(200)).body.logo).toMatch(/^\/api\/v1\/club\/logo\?v=[0-9a-f]{16}$/);
  });
});

describe('the first cashier', () => {
  it('is invited by mail and by a link to hand over', async () => {
    const admin = await makeStaff(api, ['admin']);
    const body = { email: 'kim@club.example', displayName: 'Kim', language: 'de' };
    const { body: sent } = await send(api, 'post', '/setup/invitations', { ...admin, body }).expect(201);
    expect(sent.staff).toMatchObject({ email: body.email, role: 'cashier', state: 'invited', locations: [] });
    const token = new URL(sent.link).pathname.split('/').at(-1) ?? '';
    expect((await send(api, 'get', `/invitations/${token}`).expect(200)).body).toMatchObject({
      displayName: 'Kim',
    });
    const [mail] = await allOf('mails');
    expect(mail).toMatchObject({ recipient: body.email, template: 'invitation' });
    await expectProblem(
      send(api, 'post', '/setup/invitations', { ...admin, body }),
      409,
      'already-taken',
      '/email',
    );
    const manager = await makeStaff(api, ['manager']);
    await expectProblem(send(api, 'post', '/setup/invitations', { ...manager, body }), 403, 'not-allowed');
  });
});

describe('the logo', () => {
  const put = async (picture: Buffer, type = 'image/png', cookie?: string) =>
    api.http
      .put('/api/v1/club/logo')
      .set({
        origin: api.url,
        cookie: cookie ?? (await makeStaff(api, ['manager'])).cookie,
        'content-type': type,
      })
      .send(picture);
  const refused = async (
    picture: Buffer,
    type: string,
    status: number,
    code: string,
    says?: RegExp,
  ): Promise<void> => {
    const reply = await put(picture, type);
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
    if (says) expect(reply.body.detail).toMatch(says);
  };

  it('is redrawn in a small size and public', async () => {
    await api.http.get('/api/v1/club/logo').expect(404);
    const { body: club } = await put(drawPng({ width: 1200, height: 600 }));
    expect(club.logo).toMatch(/^\/api\/v1\/club\/logo\?v=/);
    expect((await send(api, 'get', '/club')).body).toEqual(club);
    const shown = await api.http.get(club.logo).expect(200).expect('content-type', 'image/webp');
    expect(shown.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const { default: sharp } = await import('sharp');
    expect(await sharp(shown.body).metadata()).toMatchObject({ format: 'webp', width: 512, height: 256 });
    for (const [shape, width, height] of [
      ['mail', 480, 96],
      ['icon-192', 192, 192],
      ['icon-512', 512, 512],
      ['maskable-512', 512, 512],
    ] as const) {
      const drawn = await api.http
        .get(`${club.logo}&as=${shape}`)
        .expect(200)
        .expect('content-type', 'image/png')
        .expect('etag', new RegExp(`-${shape}"$`, 'u'));
      expect(await sharp(drawn.body).metadata()).toMatchObject({ format: 'png', width, height });
    }
    await expectProblem(api.http.get('/api/v1/club/logo?as=poster'), 400, 'invalid-request', '/query/as');
    const unversioned = await api.http.get('/api/v1/club/logo').expect('cache-control', 'no-cache');
    await api.http
      .get('/api/v1/club/logo')
      .set('if-none-match', String(unversioned.headers.etag))
      .expect(304);

    const { body: changed } = await put(drawPng({ width: 30, height: 30 }));
    expect(changed).toEqual({ ...club, logo: expect.not.stringContaining(club.logo), version: 3 });
    const manager = await makeStaff(api, ['manager']);
    const { body: without } = await send(api, 'delete', '/club/logo', manager).expect(200);
    expect(without).toEqual({ ...club, logo: null, version: 4 });
    await api.http.get('/api/v1/club/logo').expect(404);
    expect(await allOf('club_logos')).toEqual([]);
  });

  it('is refused as a drawing with a script, whatever its media type', async () => {
    for (const type of ['image/svg+xml', 'image/png'])
      await refused(scriptedSvg, type, 415, 'unsupported-picture', /SVG.*PNG/);
  });

  it('is refused if it is not a picture, broken, too wide or too large', async () => {
    await refused(Buffer.from('GIF89a…'), 'image/gif', 415, 'unsupported-picture');
    await refused(Buffer.from('MZ\x90'), 'image/jpeg', 415, 'unsupported-picture');
    await refused(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image/png', 422, 'unreadable-picture');
    await refused(drawPng({ width: 90, height: 90, rows: 3 }), 'image/png', 422, 'unreadable-picture');
    const bomb = drawPng({ width: 30_000, height: 30_000, rows: 1 });
    await refused(bomb, 'image/png', 422, 'picture-too-large', /30000 × 30000/);
    await refused(drawPng({ width: 30_000, height: 2 }), 'image/png', 422, 'picture-too-large');
    await refused(Buffer.alloc(2 * 1024 * 1024 + 1, 1), 'image/png', 413, 'too-large');
    await refused(Buffer.from('{}'), 'application/json', 415, 'unsupported-picture');
    expect((await send(api, 'get', '/club')).body).toMatchObject({ logo: null, version: 1 });
  });

  it('cannot be changed by cashiers, visitors and other sites; no other endpoint accepts a picture', async () => {
    const picture = drawPng({ width: 9, height: 9 });
    const cashier = await makeStaff(api, ['cashier']);
    expect((await put(picture, 'image/png', cashier.cookie)).status).toBe(403);
    expect((await put(picture, 'image/png', '')).status).toBe(401);
    const { cookie } = await makeStaff(api, ['admin']);
    const as = { cookie, 'content-type': 'image/png' };
    await api.http
      .put('/api/v1/club/logo')
      .set({ ...as, origin: 'https://evil.example' })
      .send(picture)
      .expect(403);
    const patch = api.http.patch('/api/v1/club').set({ ...as, origin: api.url, 'if-match': '"1"' });
    await patch.send(picture).expect(415);
    expect((await send(api, 'get', '/club')).body).toMatchObject({ logo: null, version: 1 });
  });
});
