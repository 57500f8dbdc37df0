import { randomUUID } from 'node:crypto';
import { request as ask } from 'node:http';
import type supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { LogLines, type LogLine } from '../support/log-lines.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const log = new LogLines();
const ownSecret = 'a secret that the portal knows';
let api: TestApp;
let manager: SignedIn;
beforeAll(async () => {
  api = await startApp(undefined, { LOG_LEVEL: 'info', PORTAL_SECRET: ownSecret });
  manager = await makeStaff(api, ['manager']);
});
afterAll(() => api.close());
beforeEach(() => log.forget());

const lineOf = async (request: supertest.Test): Promise<LogLine> => {
  const { headers } = await request;
  return log.ofRequest(String(headers['x-request-id']));
};

describe('the request log', () => {
  it('has one line per request with its id, route, status, time and caller', async () => {
    const member = await makeMember(api, { email: 'anna.canary@club.example', firstName: 'Annacanary' });
    const { status, headers } = await send(api, 'get', `/members/${member.id}?limit=5`, manager);
    expect(status).toBe(400);
    const id = String(headers['x-request-id']);
    expect(await log.ofRequest(id)).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'info',
      app: 'api',
      id,
      method: 'GET',
      route: '/api/v1/members/{id}',
      status: 400,
      ms: expect.any(Number),
      who: 'manager',
      account: manager.accountId,
      address: '127.0.0.0',
      code: 'invalid-request',
    });
    expect(log.text).not.toContain('canary');
  });

  it('names a key by its id, and no visitor', async () => {
    const key = await makeKey(api, ['club:read']);
    expect(await lineOf(send(api, 'get', '/locations', { key }))).toMatchObject({
      who: 'api-key',
      key: expect.stringMatching(/^[\da-f-]{36}$/),
      event: 'key.first-used',
    });
    expect(await lineOf(send(api, 'get', '/locations', { key }))).not.toHaveProperty('event');
    expect(await lineOf(send(api, 'get', '/club'))).toMatchObject({ who: 'visitor', status: 200 });
  });

  it('shows the location of a purchase', async () => {
    const { code } = await makeLocation(api);
    const body = {
      receipt: { location: code, number: `L-${randomUUID()}` },
      purchasedAt: '2026-11-22T09:00:00+01:00',
      currency: 'EUR',
      lines: [{ name: 'canary', quantity: 1, amount: 100 }],
    };
    const posted = send(api, 'post', '/purchases', { key: await makeKey(api), body });
    expect(await lineOf(posted.set('idempotency-key', randomUUID()))).toMatchObject({
      status: 201,
      location: code,
    });
    expect(log.text).not.toContain('canary');
  });

  it('has a line for a request that matches no route', async () => {
    expect(await lineOf(send(api, 'get', '/anna-canary'))).toMatchObject({ route: 'unknown', status: 404 });
    expect(await lineOf(send(api, 'get', '/members/%00'))).toMatchObject({
      status: 422,
      code: 'unreadable-text',
    });
    expect(await lineOf(send(api, 'get', '/members/%E0%A4%A'))).toMatchObject({ status: 400 });
    expect(
      await lineOf(
        api.http.post('/api/v1/sessions').set('content-type', 'application/json').send('{"email":"canary'),
      ),
    ).toMatchObject({ status: 400, code: 'malformed-request' });
    expect(log.text).not.toContain('canary');
  });

  it('leaves out health checks', async () => {
    await api.http.get('/api/livez').expect(200);
    await lineOf(send(api, 'get', '/club'));
    expect(log.text).not.toContain('livez');
  });
});

describe('the id of a request', () => {
  const given = 'proxy-0123456789';
  const idOf = async (headers: Record<string, string>): Promise<unknown> =>
    (await api.http.get('/api/v1/club').set(headers)).headers['x-request-id'];

  it('is taken from our own portal', async () => {
    const portal = { 'x-regulars-portal': ownSecret };
    expect(await idOf({ ...portal, 'x-request-id': given })).toBe(given);
    for (const forged of [
      'short',
      'with blanks and more',
      '../../etc/passwd',
      'x'.repeat(65),
      '-leading-hyphen',
    ])
      expect(await idOf({ ...portal, 'x-request-id': forged })).toMatch(/^[\da-f]{8}-/);
  });

  it('is created for every other caller', async () => {
    expect(await idOf({ 'x-request-id': given })).toMatch(/^[\da-f]{8}-/);
    expect(await idOf({ 'x-request-id': given, 'x-regulars-portal': 'guess' })).toMatch(/^[\da-f]{8}-/);
  });

  it('appears in the problem of the answer', async () => {
    const { body, headers } = await send(api, 'get', `/members/${randomUUID()}`, manager).expect(404);
    expect(body.requestId).toBe(headers['x-request-id']);
  });
});

describe('the log of account security', () => {
  it('has sign-in and sign-out', async () => {
    const { email, password, accountId } = await makeStaff(api, ['cashier']);
    const signIn = (body: object) => send(api, 'post', '/sessions', { body }).set('origin', api.url);
    expect(await lineOf(signIn({ email, password: 'canary guess' }))).toMatchObject({
      level: 'warn',
      event: 'sign-in',
      outcome: 'failed',
      code: 'wrong-credentials',
      reason: 'wrong-password',
      account: accountId,
    });
    expect(await lineOf(signIn({ email: 'canary@nowhere.example', password }))).toMatchObject({
      outcome: 'failed',
      reason: 'unknown-account',
    });
    const good = await signIn({ email, password }).expect(201);
    expect(await log.ofRequest(String(good.headers['x-request-id']))).toMatchObject({
      level: 'info',
      event: 'sign-in',
      outcome: 'ok',
      account: accountId,
    });
    const [cookie = ''] = String(good.headers['set-cookie']).split(';');
    expect(await lineOf(send(api, 'delete', '/sessions/current', { cookie }))).toMatchObject({
      event: 'sign-out',
      outcome: 'ok',
      account: accountId,
    });
    for (const secret of ['canary', email, password]) expect(log.text).not.toContain(secret);
  });

  it('has resets and changes of passwords', async () => {
    const { email, password, cookie } = await makeStaff(api, ['cashier']);
    expect(await lineOf(send(api, 'post', '/password-resets', { body: { email } }))).toMatchObject({
      event: 'password-reset-asked',
      outcome: 'ok',
    });
    const changed = send(api, 'post', '/me/password', {
      cookie,
      body: { current: password, next: 'a canary of 2026 sings' },
    });
    expect(await lineOf(changed)).toMatchObject({ event: 'password-change', outcome: 'ok' });
    expect(log.text).not.toContain('canary');
  });

  it('has unknown and revoked keys', async () => {
    const admin = await makeStaff(api, ['admin']);
    const made = await send(api, 'post', '/api-keys', {
      ...admin,
      body: { name: 'canary', scopes: ['club:read'] },
    }).expect(201);
    const { id, secret } = made.body as { id: string; secret: string };
    await send(api, 'delete', `/api-keys/${id}`, admin).expect(204);
    expect(await lineOf(send(api, 'get', '/members', { key: secret }))).toMatchObject({
      status: 401,
      reason: 'key-revoked',
      key: id,
    });
    expect(await lineOf(send(api, 'get', '/members', { key: `rk_live_${'x'.repeat(43)}` }))).toMatchObject({
      status: 401,
      reason: 'unknown-key',
    });
    expect(log.text).not.toContain(secret);
    expect(log.text).not.toContain('canary');
  });
});

describe('the log of refusals', () => {
  it('has their codes', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    const other = await makeSignedInMember(api);
    const tooFew = { points: 900_000, reason: 'canary' };
    const refused: [supertest.Test, object][] = [
      [send(api, 'get', '/audit-entries', cashier), { status: 403, code: 'not-allowed', who: 'cashier' }],
      [
        send(api, 'get', `/purchases/${randomUUID()}`, other),
        { status: 404, code: 'not-found', who: 'member' },
      ],
      [
        send(api, 'delete', '/sessions/current', cashier).set('origin', 'https://canary.example'),
        { status: 403, code: 'foreign-origin', level: 'warn' },
      ],
      [
        send(api, 'post', `/members/${other.member.id}/points/redemptions`, { ...manager, body: tooFew }).set(
          'idempotency-key',
          randomUUID(),
        ),
        { status: 422, code: 'insufficient-points' },
      ],
    ];
    for (const [request, fields] of refused) expect(await lineOf(request)).toMatchObject(fields);
    expect(log.text).not.toContain('canary');
  });
});

describe('an error', () => {
  it('is described only in the log, with its stack and without sent values', async () => {
    await rowsOf(api, 'alter table rewards rename to lost_rewards');
    const body = { name: { en: 'Canary' }, points: 5, category: 'canary' };
    const { body: problem } = await send(api, 'post', '/rewards', { ...manager, body }).expect(500);
    await rowsOf(api, 'alter table lost_rewards rename to rewards');
    expect(problem).toEqual({
      type: 'urn:regulars:problem:unexpected',
      title: expect.any(String),
      status: 500,
      instance: '/api/v1/rewards',
      code: 'unexpected',
      requestId: expect.any(String),
    });
    expect(await log.ofRequest(problem.requestId as string)).toMatchObject({
      level: 'error',
      status: 500,
      error: { code: '42P01', message: expect.stringContaining('rewards'), stack: expect.any(Array) },
    });
    expect(log.text).not.toMatch(/canary/i);
  });

  it('by a connection that speaks no HTTP leaves one line and nothing else', async () => {
    const reply = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(api.url);
      ask({ hostname, port, path: '/api/v1/club', headers: { 'x-canary': 'c'.repeat(100_000) } })
        .on('response', ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end();
    });
    expect([413, 431]).toContain(reply);
    await expect.poll(() => log.with({ event: 'connection.refused' })).toHaveLength(1);
    expect(log.text).not.toContain('canary');
  });
});

describe('the log of background work', () => {
  it('has the start of a job and the result of a mail', async () => {
    const { email } = await makeStaff(api, ['cashier']);
    await send(api, 'post', '/password-resets', { body: { email } }).expect(202);
    await expect
      .poll(
        () => [
          log.with({ event: 'mail.sent', template: 'reset-password' }).length > 0,
          log.with({ event: 'job.started', job: 'send-mail' }).length > 0,
        ],
        { timeout: 15_000 },
      )
      .toEqual([true, true]);
    expect(log.text).not.toContain(email);
  });
});
