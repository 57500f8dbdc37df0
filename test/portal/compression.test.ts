import { once } from 'node:events';
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as later } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { compress } from '../../apps/portal/compress.ts';

const page = `<!doctype html><title>Club</title>${'<p>Herbströstung 250 g</p>'.repeat(400)}`;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Handler = (...called: Parameters<RequestListener>) => unknown;

const serve = async (handler: Handler): Promise<string> => {
  server = createServer((request, response) => {
    compress(request, response, () => handler(request, response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Unlike `fetch`, it leaves the body as it was sent. */
const get = async (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> => {
  const sent = ask(url, { headers, method });
  sent.end();
  const [reply] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks = (await reply.toArray()) as Buffer[];
  return { status: reply.statusCode, headers: reply.headers, body: Buffer.concat(chunks) };
};

const html: RequestListener = (_, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-length', Buffer.byteLength(page));
  response.setHeader('etag', '"one"');
  response.writeHead(200);
  response.end(page);
};

describe('an answer of the portal', () => {
  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip;q=0.5, br;q=0', gunzipSync],
  ])('is compressed with %s for %j', async (coding, accepted, read) => {
    const { headers, body } = await get(await serve(html), { 'accept-encoding': accepted });
    expect(headers).toMatchObject({ 'content-encoding': coding, vary: 'Accept-Encoding' });
    expect(headers).not.toHaveProperty('content-length');
    expect(body.length).toBeLessThan(Buffer.byteLength(page) / 5);
    expect(read(body).toString()).toBe(page);
  });

  it.each([
    ['without Accept-Encoding', {}],
    ['with unknown codings', { 'accept-encoding': 'zstd, identity' }],
    [
      'that another site began with cookies',
      { 'accept-encoding': 'br', cookie: 'a=b', 'sec-fetch-site': 'cross-site' },
    ],
  ])('stays as it is for a request %s', async (_, sent) => {
    const { headers, body } = await get(await serve(html), sent);
    expect(headers).toMatchObject({ 'content-length': String(Buffer.byteLength(page)), etag: '"one"' });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(body.toString()).toBe(page);
  });

  it('is compressed for a visitor from another site who has no cookies', async () => {
    const sent = { 'accept-encoding': 'br', 'sec-fetch-site': 'cross-site' };
    expect((await get(await serve(html), sent)).headers['content-encoding']).toBe('br');
  });

  it.each([
    ['a picture', { 'content-type': 'image/png' }, 200],
    ['a download', { 'content-type': 'text/csv', 'content-disposition': 'attachment' }, 200],
    ['a live stream', { 'content-type': 'text/event-stream' }, 200],
    ['a file that is compressed already', { 'content-type': 'text/css', 'content-encoding': 'br' }, 200],
    ['a part of a file', { 'content-type': 'text/css', 'accept-ranges': 'bytes' }, 206],
    ['a short text', { 'content-type': 'text/html', 'content-length': '2' }, 200],
  ])('stays as it is: %s', async (_, headers, status) => {
    const url = await serve((_request, response) => {
      response.writeHead(status, headers);
      response.end('content-length' in headers ? 'ok' : page);
    });
    const reply = await get(url, { 'accept-encoding': 'br' });
    expect(reply.status).toBe(status);
    expect(reply.body.toString()).toBe('content-length' in headers ? 'ok' : page);
  });

  it('has no body for HEAD and 304', async () => {
    const url = await serve((request, response) => {
      response.setHeader('content-type', 'text/html');
      response.writeHead(request.method === 'HEAD' ? 200 : 304);
      response.end();
    });
    for (const method of ['HEAD', 'GET']) {
      const { headers, body } = await get(url, { 'accept-encoding': 'br' }, method);
      expect(headers).not.toHaveProperty('content-encoding');
      expect(body).toHaveLength(0);
    }
  });

  it('arrives in parts if it is made in parts, and whole if it is large', async () => {
    const first = Promise.withResolvers<void>();
    const url = await serve(async (_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.write('first');
      await first.promise;
      for (let part = 0; part < 8; part += 1)
        if (!response.write(page.repeat(25))) await once(response, 'drain');
      await later();
      response.end('last');
    });
    const sent = ask(url, { headers: { 'accept-encoding': 'gzip' } });
    sent.end();
    const [reply] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of reply as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      first.resolve();
    }
    const body = Buffer.concat(chunks);
    expect(gunzipSync(body).toString()).toBe(`first${page.repeat(8 * 25)}last`);
  });
});
