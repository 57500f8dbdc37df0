// Compresses the portal's answers. Files come compressed from the build (adapter-node), so this is for pages and data.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Writable, type Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** In the order in which we choose. Level 4 takes 1 ms for a page of 80 kB and saves six sevenths of it. */
const codings: Readonly<Record<string, () => Transform>> = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: () => createGzip({ level: 6 }),
};

/** Smaller ones fit into one packet anyway. */
const smallest = 1024;

const compressible =
  /^(?:text\/(?!event-stream)[a-z.+-]+|application\/(?:json|manifest\+json|problem\+json|javascript|xml)|image\/svg\+xml)(?:;|$)/iu;

/**
 * BREACH guesses secrets by the length of compressed pages: another site makes the browser request pages with its
 * guesses in the address, and somebody on the line counts bytes. It needs requests that another site begins with the
 * visitor's cookies. Our session cookie is `SameSite=Lax`, so that only following a link qualifies, and such a request
 * is answered uncompressed. Every browser that knows Brotli sends `Sec-Fetch-Site`. Visitors without cookies have no
 * secrets, so their first page from a search engine is compressed.
 */
const mayBeGuessing = ({ headers }: IncomingMessage): boolean =>
  headers.cookie !== undefined && /^(?:cross-site|same-site)$/u.test(String(headers['sec-fetch-site'] ?? ''));

/** The best coding that the client accepts. `q=0` refuses one. */
export const codingFor = (accepted: string | undefined): string | undefined => {
  const wanted = new Map(
    (accepted ?? '').split(',').map((each) => {
      const [name = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return [name, weight === undefined ? 1 : Number(weight.slice(2))] as const;
    }),
  );
  return Object.keys(codings).find((name) => (wanted.get(name) ?? wanted.get('*') ?? 0) > 0);
};

/** Compresses what the handler writes to this response, if it is worth it. */
export const compress = (request: IncomingMessage, response: ServerResponse): void => {
  const coding =
    request.method === 'HEAD' || mayBeGuessing(request)
      ? undefined
      : codingFor(request.headers['accept-encoding']);
  const raw = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
  };
  let body: Transform | undefined;

  const begin = (status: number): void => {
    if (!isCompressible(response)) return;
    vary(response);
    const create = coding === undefined ? undefined : codings[coding];
    if (!create || !isWorthIt(response, status)) return;
    response.removeHeader('content-length');
    response.setHeader('content-encoding', coding ?? '');
    weakenTag(response);
    body = create();
    body.pipe(
      new Writable({
        write: (chunk: Buffer, _, done) => void raw.write(chunk, done),
        final: (done) => void raw.end(done),
      }),
    );
    body.on('drain', () => response.emit('drain'));
    response.once('close', () => body?.destroy());
  };

  response.writeHead = ((status: number, ...rest: [OutgoingHttpHeaders?]) => {
    for (const [name, value] of Object.entries(rest[0] ?? {}))
      if (value !== undefined) response.setHeader(name, value);
    if (!response.headersSent) begin(status);
    return raw.writeHead(status);
  }) as ServerResponse['writeHead'];
  response.write = ((chunk: string | Buffer, ...rest: []) => {
    if (!response.headersSent) response.writeHead(response.statusCode);
    if (!body) return raw.write(chunk, ...rest);
    const more = body.write(chunk, ...rest);
    flushSoon(body);
    return more;
  }) as ServerResponse['write'];
  response.end = ((chunk?: string | Buffer, ...rest: []) => {
    if (!response.headersSent) response.writeHead(response.statusCode);
    if (body) body.end(chunk, ...rest);
    else raw.end(chunk, ...rest);
    return response;
  }) as ServerResponse['end'];
};

const isCompressible = (response: ServerResponse): boolean =>
  compressible.test(String(response.getHeader('content-type') ?? ''));

/** Not what is coded already, nor parts of files, nor answers without a body. */
const isWorthIt = (response: ServerResponse, status: number): boolean => {
  const length = response.getHeader('content-length');
  return (
    status !== 204 &&
    status !== 206 &&
    status !== 304 &&
    !response.hasHeader('content-encoding') &&
    !response.hasHeader('accept-ranges') &&
    (length === undefined || Number(length) >= smallest)
  );
};

/** Caches must tell compressed answers from others. */
const vary = (response: ServerResponse): void => {
  const named = [response.getHeader('vary') ?? []].flat().map(String);
  if (!named.some((names) => /accept-encoding|\*/iu.test(names)))
    response.setHeader('vary', [...named, 'Accept-Encoding'].join(', '));
};

/** Compressed bytes are not the same bytes, only the same content. */
const weakenTag = (response: ServerResponse): void => {
  const tag = response.getHeader('etag');
  if (typeof tag === 'string' && !tag.startsWith('W/')) response.setHeader('etag', `W/${tag}`);
};

/** A page that is streamed shows its first part before the rest is there. */
const flushSoon = (body: Transform & { flush?: () => void }): void => {
  setImmediate(() => {
    if (!body.writableEnded && !body.destroyed) body.flush?.();
  });
};
