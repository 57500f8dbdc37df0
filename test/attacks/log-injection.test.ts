import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { LogLines } from '../support/log-lines.ts';

const log = new LogLines();
let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, { LOG_LEVEL: 'trace' });
});
afterAll(() => api.close());
beforeEach(() => log.forget());

const forged = '{"level":"info","message":"all is well","status":200}';

/** Sends raw bytes without a client that would correct them. */
const sendRaw = async (text: string): Promise<string> => {
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1'))).on('error', () => undefined);
  socket.write(Buffer.from(text, 'latin1'));
  await once(socket, 'close');
  return answer;
};

const get = (path: string, ...headers: string[]): string =>
  [`GET ${path} HTTP/1.1`, 'host: club.example', 'connection: close', ...headers, '', ''].join('\r\n');

describe('a log line', () => {
  it.each([
    ['in the agent', get('/api/v1/club', `user-agent: x\u001b[2J${forged}`)],
    ['in the id', get('/api/v1/club', `x-request-id: ${forged}`)],
    ['in the address of the page', get(`/api/v1/%0a${encodeURIComponent(forged)}%1b%5b2J`)],
    ['in the query', get(`/api/v1/club?a=%0d%0a${encodeURIComponent(forged)}`)],
    ['in the address of the visitor', get('/api/v1/club', `x-forwarded-for: ${forged}, \u001b[31m`)],
    ['as another method', get('/api/v1/club').replace('GET', 'all is well')],
    ['behind the headers', `${get('/api/v1/club')}${forged}\n`],
    ['as an origin', get('/api/v1/club', `origin: ${forged}`, 'cookie: regulars=\u001b]0;x\u0007')],
  ])('cannot be forged: %s', async (_, text) => {
    await sendRaw(text);
    await expect.poll(() => log.text.length).toBeGreaterThan(0);
    // Each line is one JSON object that we wrote.
    for (const line of log.text.trimEnd().split('\n')) expect(JSON.parse(line)).toMatchObject({ app: 'api' });
    expect(log.text).not.toContain('all is well');
    expect(log.text).not.toMatch(/[^\n\x20-\x7e]/);
    expect(log.text).not.toContain('\\u001b');
  });

  it('stays short, whatever is sent', async () => {
    for (const text of [
      get('/api/v1/club', `user-agent: ${'x'.repeat(12_000)}`),
      get('/api/v1/club', `x-request-id: ${'x'.repeat(12_000)}`),
      get(`/api/v1/club?${'x'.repeat(12_000)}`),
      get(`/api/v1/${'x'.repeat(12_000)}`),
      get('/api/v1/club', `x-endless: ${'x'.repeat(200_000)}`),
    ])
      await sendRaw(text);
    await expect.poll(() => log.all.length).toBeGreaterThanOrEqual(5);
    for (const line of log.text.split('\n')) expect(line.length).toBeLessThan(600);
  });
});
