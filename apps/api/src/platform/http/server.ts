import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { problems, type ProblemCode } from '@regulars/contracts';
import type { Config } from '../../config.ts';
import type { RequestTimeLimits } from './request-time-limits.ts';

const isApi = (url = ''): boolean => /^\/api(?:[/?]|$)/.test(url);
const isPageOfDocs = (url = ''): boolean => /^\/api\/docs(?:[/?]|$)/.test(url);

const nothing = "default-src 'none'; frame-ancestors 'none'";
// The API documentation uses Swagger UI, which has inline style attributes and icons as data URLs.
const docs =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Nobody may cache, frame or run API replies. With https, browsers never use http again. */
const headersWith = (policy: string, isSecure: boolean): readonly (readonly [string, string])[] => [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cache-control', 'no-store'],
  ['content-security-policy', policy],
  ...(isSecure ? [['strict-transport-security', 'max-age=31536000; includeSubDomains'] as const] : []),
];

/** The server of the API and of the portal, if there is one, which handles paths outside `/api`. */
export const createHttpServer = (
  api: RequestListener,
  portal: RequestListener | undefined,
  { ORIGIN }: Pick<Config, 'ORIGIN'>,
  { headers: headersTimeout, file: requestTimeout }: RequestTimeLimits,
): Server => {
  const isSecure = ORIGIN?.startsWith('https:') ?? false;
  const ofApi = headersWith(nothing, isSecure);
  const ofDocs = headersWith(docs, isSecure);
  const options = {
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval: Math.min(headersTimeout / 2, 5000),
  };
  return createServer(options, (request, response) => {
    if (portal && !isApi(request.url)) return portal(request, response);
    // Below Fastify, so that streams and files that bypass it have them too.
    for (const [name, value] of isPageOfDocs(request.url) ? ofDocs : ofApi) response.setHeader(name, value);
    return api(request, response);
  });
};

const refusals: Record<string, readonly [number, ProblemCode]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request-timeout'],
  HPE_HEADER_OVERFLOW: [431, 'too-large'],
};

/** Answers connections without a valid request: a head that came too late, was too long, or is not HTTP. */
export const refuseConnection = ({ code }: Error & { code?: string }, socket: Socket): void => {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  const [status, problem] = refusals[code ?? ''] ?? [400, 'malformed-request'];
  const [, title] = problems[problem];
  const body = JSON.stringify({ type: `urn:regulars:problem:${problem}`, title, status, code: problem });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
};
