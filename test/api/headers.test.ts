import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp();
});
afterAll(() => api.close());

describe('an answer of the API', () => {
  it('forbids caching, framing and scripts', async () => {
    const member = await makeSignedInMember(api);
    for (const [path, sender] of [
      ['/me', member],
      ['/me/card', member],
      ['/me', {}],
      ['/nowhere', {}],
      ['/club', {}],
    ] as const) {
      const { headers } = await send(api, 'get', path, sender);
      expect({ path, ...headers }).toMatchObject({
        path,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      });
    }
  });

  it('has the same headers as a stream or a file', async () => {
    const headers = { authorization: `Bearer ${await makeKey(api)}` };
    const stop = new AbortController();
    const reply = await fetch(`${api.url}/api/v1/events`, { headers, signal: stop.signal });
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    stop.abort();
  });

  it('allows only our own scripts on the page to try the API', async () => {
    for (const path of ['/api/docs', '/api/docs/swagger-ui-bundle.js']) {
      const { headers } = await api.http.get(path).expect(200);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const { email, password } = await makeSignedInMember(api);
    const signedIn = send(api, 'post', '/sessions', { body: { email, password } }).set('origin', api.url);
    const [plain] = (await signedIn.expect(201)).get('Set-Cookie') ?? [];
    expect(plain).toMatch(/^regulars=[\w-]{40,};/);
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(plain).toContain(flag);
  });
});

describe('the metrics', () => {
  const ask = (headers: Record<string, string>) => api.http.get('/api/metrics').set(headers);

  it('are served to callers on this machine, not through a proxy', async () => {
    await ask({}).expect(200);
    const foreign: Record<string, string>[] = [
      { host: 'club.example' },
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-proto': 'https' },
      { forwarded: 'for=127.0.0.1' },
      { via: '1.1 proxy' },
    ];
    for (const headers of foreign) {
      const reply = await ask(headers);
      expect({ headers, status: reply.status, code: reply.body.code }).toEqual({
        headers,
        status: 404,
        code: 'not-found',
      });
    }
  });
});

// This test comes last, because passport uses the strategies of the newest API in this process.
it('the API asks browsers for HTTPS only if HTTPS is there', async () => {
  expect((await api.http.get('/api/livez')).headers).not.toHaveProperty('strict-transport-security');
  const origin = 'https://club.example';
  const secure = await startApp(undefined, { ORIGIN: origin });
  try {
    for (const path of ['/api/livez', '/api/v1/nowhere', '/api/docs', `/api/v1/${'a'.repeat(500)}`])
      expect((await secure.http.get(path)).headers).toMatchObject({
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
      });
    const { email, password } = await makeSignedInMember(secure);
    const signedIn = send(secure, 'post', '/sessions', { body: { email, password } }).set('origin', origin);
    const [cookie = ''] = (await signedIn.expect(201)).get('Set-Cookie') ?? [];
    expect(cookie).toMatch(/^__Host-regulars=/);
    expect(cookie).toContain('Secure');
  } finally {
    await secure.close();
  }
});
