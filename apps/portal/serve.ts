// Runs before the portal's handler, in the API's process or in one of its own (`node apps/portal/serve.ts`).
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import process from 'node:process';
import { compress } from './compress.ts';

const limits = { headers: 10_000, request: 30_000 };
const closeWithinMs = 8000;

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

interface Guarding {
  /** The address that people type. */
  readonly origin: string | undefined;
  /** Milliseconds until a request is here, whole, and its answer begins. */
  readonly longest?: number;
}

/**
 * Gives every answer, files too, the headers that keep it where it belongs, compresses pages, and ends who keeps it
 * waiting. The portal would take every request for https and our own forms for foreign ones: it is told which it is.
 */
export const guard = (handler: Handler, { origin, longest = limits.request }: Guarding): RequestListener => {
  const protocol = origin === undefined ? undefined : new URL(origin).protocol.slice(0, -1);
  const headers = headersFor(protocol === 'https');
  return (request, response) => {
    request.headers['x-forwarded-proto'] = protocol ?? request.headers['x-forwarded-proto'] ?? 'http';
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const timer = setTimeout(() => giveUp(request, response), longest);
    response.once('close', () => clearTimeout(timer));
    compress(request, response, () => {
      void handler(request, response, () => response.writeHead(404).end());
    });
  };
};

const headersFor = (isSecure: boolean): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Files with a hash in their name set their own cache time. Others are requested again.
  'cache-control': 'no-cache',
  ...(isSecure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
});

/** The portal's hooks find here with what a request was ended, for the log (`lib/server/early-ends.ts`). */
const endedWith = Symbol.for('regulars.ended-with');

/** Past the handler, which may still be at work and would stumble over a response that is begun. */
const giveUp = (request: IncomingMessage, response: ServerResponse): void => {
  const { socket } = response;
  if (!socket || (response.headersSent && request.complete)) return;
  if (response.headersSent) {
    socket.destroy();
    return;
  }
  const status = request.complete ? 503 : 408;
  Object.assign(request, { [endedWith]: status });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
    () => socket.destroy(),
  );
};

const serve = async (): Promise<void> => {
  process.env['PROTOCOL_HEADER'] ??= 'x-forwarded-proto';
  process.env['BODY_SIZE_LIMIT'] ??= '4M';
  const built = new URL('build/handler.js', import.meta.url).href;
  const { handler } = (await import(built)) as { handler: Handler };
  const { HOST = '0.0.0.0', PORT = '3000', ORIGIN } = process.env;
  const options = {
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    connectionsCheckingInterval: 5000,
  };
  const server = createServer(options, guard(handler, { origin: ORIGIN || undefined }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      setTimeout(() => server.closeAllConnections(), closeWithinMs).unref();
      server.close();
      server.closeIdleConnections();
    });
  server.listen(Number(PORT), HOST, () => console.log(`The portal listens on ${HOST}:${PORT}`));
};

if (import.meta.main) await serve();
