import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEndpoints } from '../../apps/api/src/openapi.ts';
import { Routes } from '../../apps/api/src/platform/http/routes.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp();
});
afterAll(() => api.close());

const nameOf = (endpoint: { method: string; path: string }): string => `${endpoint.method} ${endpoint.path}`;

describe('the API', () => {
  it('binds every endpoint of the contracts once', () => {
    const bound = api.app.get(Routes).endpoints().map(nameOf);
    expect(bound.sort()).toEqual(allEndpoints().map(nameOf).sort());
  });

  it('serves health, metrics and its own description', async () => {
    await api.http.get('/api/livez').expect(200, { status: 'ok' });
    await api.http.get('/api/readyz').expect(200, { status: 'ok' });
    await api.http
      .get('/api/metrics')
      .expect(200)
      .expect('content-type', /text\/plain/);
    const document = await api.http.get('/api/openapi.json').expect(200);
    expect(document.body.paths['/api/v1/purchases'].post.tags).toEqual(['Purchases']);
    await api.http
      .get('/api/docs')
      .expect(200)
      .expect(/Swagger UI/);
  });
});

describe('sign-in', () => {
  it('opens a session that can be used and ended', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    const { email, password } = cashier;
    const reply = await api.http
      .post('/api/v1/sessions')
      .set('origin', api.url)
      .send({ email, password })
      .expect(201);
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    expect(String(reply.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
    await api.http.get('/api/v1/sessions/current').set('cookie', cookie).expect(200);
    await api.http
      .delete('/api/v1/sessions/current')
      .set('cookie', cookie)
      .set('origin', 'https://evil.example')
      .expect(403);
    await api.http
      .delete('/api/v1/sessions/current')
      .set('cookie', cookie)
      .set('origin', api.url)
      .expect(204);
    await api.http.get('/api/v1/sessions/current').set('cookie', cookie).expect(401);
  });

  it('gives the same answer for unknown people and wrong passwords, a limited number of times', async () => {
    const { email } = await makeStaff(api, ['cashier']);
    const attempt = (as: string) =>
      api.http.post('/api/v1/sessions').set('origin', api.url).send({ email: as, password: 'guess' });
    const known = await attempt(email);
    const unknown = await attempt('nobody@club.example');
    const { requestId: _, ...words } = unknown.body as Record<string, unknown>;
    expect(known.status).toBe(401);
    expect(known.body).toEqual({ ...words, requestId: expect.any(String) });
    for (let tried = 1; tried < 10; tried += 1) await attempt(email).expect(401);
    const refused = await attempt(email).expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('API keys', () => {
  it('are created by admins only, shown once, and end at once', async () => {
    const admin = await makeStaff(api, ['admin']);
    const send = (cookie: string) =>
      api.http
        .post('/api/v1/api-keys')
        .set('cookie', cookie)
        .set('origin', api.url)
        .send({ name: 'till', scopes: ['members:read'] });
    await send((await makeStaff(api, ['manager'])).cookie).expect(403);
    const made = await send(admin.cookie).expect(201);
    const key = await makeKey(api);
    await api.http
      .post('/api/v1/api-keys')
      .set('authorization', `Bearer ${key}`)
      .send({ name: 'more', scopes: ['*'] })
      .expect(403);
    const list = await api.http.get('/api/v1/api-keys').set('cookie', admin.cookie).expect(200);
    expect(JSON.stringify(list.body)).not.toContain(made.body.secret);
    const asKey = () =>
      api.http.get('/api/v1/audit-entries').set('authorization', `Bearer ${made.body.secret}`);
    await asKey().expect(403);
    await api.http
      .delete(`/api/v1/api-keys/${made.body.id}`)
      .set('cookie', admin.cookie)
      .set('origin', api.url)
      .expect(204);
    await asKey().expect(401);
  });
});

describe('an unreadable request', () => {
  const post = (body: string, type = 'application/json') =>
    api.http.post('/api/v1/sessions').set('content-type', type).send(body);

  it.each([
    ['broken JSON', '{"email":', 400, 'malformed-request'],
    ['200,000 levels', '['.repeat(200_000), 400, 'malformed-request'],
    ['a NUL', '{"email":"a\\u0000b","password":"x"}', 422, 'unreadable-text'],
    ['a lone surrogate', '{"email":"a\\ud800b","password":"x"}', 422, 'unreadable-text'],
    ['2 MB', `{"email":"${'a'.repeat(2_000_000)}"}`, 413, 'too-large'],
    ['a number for a text', '{"email":5,"password":"x"}', 400, 'invalid-request'],
  ])('is refused with a problem: %s', async (_, body, status, code) => {
    const reply = await post(body)
      .expect(status)
      .expect('content-type', /application\/problem\+json/);
    expect(reply.body).toMatchObject({ status, code });
  });

  it('gets a pointer to the field', async () => {
    const reply = await post('{"email":"a@b.example","password":7}');
    expect(reply.body.errors).toEqual([{ pointer: '/password', message: expect.any(String) }]);
  });

  it('of another type or for an unknown path gets the same form of problem', async () => {
    expect((await post('a=b', 'application/x-www-form-urlencoded').expect(415)).body.code).toBe(
      'unsupported-media-type',
    );
    expect((await api.http.get('/api/v1/nowhere').expect(404)).body.code).toBe('not-found');
    expect((await api.http.get('/api/v1/members/%00').expect(422)).body.code).toBe('unreadable-text');
  });
});
