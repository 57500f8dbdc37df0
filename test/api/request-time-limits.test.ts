import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { send } from '../support/requests.ts';
import { SlowSender } from '../support/slow-sender.ts';

const timeLimits = { headers: 500, request: 500, file: 20_000 };
let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, {}, { timeLimits });
});
afterAll(() => api.close());

const problemIn = (said: string): unknown => JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4));

const head = (method: string, path: string, ...headers: string[]): string =>
  `${[`${method} /api/v1${path} HTTP/1.1`, `host: ${new URL(api.url).host}`, ...headers].join('\r\n')}\r\n`;

describe('a slow caller', () => {
  it('is disconnected while it sends the head of a request', async () => {
    const sender = await SlowSender.to(api.url);
    await sender.trickle([head('GET', '/club'), ...Array.from({ length: 40 }, () => 'x-a: b\r\n')], 100);
    const said = await sender.untilEnded();
    expect(said).toMatch(/^HTTP\/1.1 408 Request Timeout\r\ncontent-type: application\/problem\+json/);
    expect(problemIn(said)).toMatchObject({ status: 408, code: 'request-timeout' });
  });

  it.each(['/sessions', '/nowhere'])('is disconnected while it sends a body for %s', async (path) => {
    const sender = await SlowSender.to(api.url);
    sender.send(`${head('POST', path, 'content-type: application/json', 'content-length: 1000')}\r\n`);
    await sender.trickle(
      Array.from({ length: 40 }, () => ' '),
      100,
    );
    const said = await sender.untilEnded();
    expect(said).toMatch(/^HTTP\/1.1 408 Request Timeout/);
    expect(problemIn(said)).toMatchObject({
      status: 408,
      code: 'request-timeout',
      instance: `/api/v1${path}`,
    });
  });

  it('is disconnected while it sends a forbidden file, after the refusal', async () => {
    const sender = await SlowSender.to(api.url);
    const type = 'content-type: multipart/form-data; boundary=b';
    sender.send(`${head('POST', '/imports', type, 'content-length: 100000')}\r\n--b\r\n`);
    await sender.trickle(
      Array.from({ length: 40 }, () => 'x'),
      100,
    );
    expect(problemIn(await sender.untilEnded())).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it('gets an error for bytes that are not a request', async () => {
    const sender = await SlowSender.to(api.url);
    sender.send('what?\r\n\r\n');
    expect(problemIn(await sender.untilEnded())).toMatchObject({ status: 400, code: 'malformed-request' });
  });
});

it('a caller that waits too long gets an error that says when to try again', async () => {
  const outside = new pg.Client({ connectionString: api.databaseUrl });
  await outside.connect();
  try {
    await outside.query('begin; lock table locations in access exclusive mode');
    const key = await makeKey(api);
    const reply = await send(api, 'get', '/locations', { key }).expect(503);
    expect(reply.headers).toMatchObject({
      'retry-after': '5',
      'content-type': expect.stringMatching(/^application\/problem\+json/),
    });
    expect(reply.body).toMatchObject({ status: 503, code: 'took-too-long' });
  } finally {
    await outside.query('rollback');
    await outside.end();
  }
});

it('a file upload may take longer', async () => {
  const sender = await SlowSender.to(api.url);
  const key = await makeKey(api);
  const parts = [
    '--b\r\ncontent-disposition: form-data; name="settings"\r\ncontent-type: application/json\r\n\r\n',
    '{"kind":"members"}\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="m.csv"\r\n\r\n',
    ...Array.from({ length: 12 }, (_, n) => `${n === 0 ? 'E-Mail' : `${randomUUID()}@member.example`}\r\n`),
    '\r\n--b--\r\n',
  ];
  const headers = [`authorization: Bearer ${key}`, 'content-type: multipart/form-data; boundary=b'];
  const length = `content-length: ${parts.join('').length}`;
  sender.send(`${head('POST', '/imports/preview', ...headers, length, 'connection: close')}\r\n`);
  await sender.trickle(parts, 100);
  expect(await sender.untilEnded()).toMatch(/^HTTP\/1.1 200 OK/);
});
