// Compresses the portal's pages and data. Files are compressed in the build (adapter-node).
import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * BREACH guesses secrets by the length of compressed pages: another site makes the browser request pages with its
 * guesses in the address, and an attacker on the line counts bytes. It needs requests that another site begins with the
 * visitor's cookies. Our session cookie is `SameSite=Lax`, so that only following a link qualifies, and such a request
 * is answered uncompressed. Every browser that knows Brotli sends `Sec-Fetch-Site`. Visitors without cookies have no
 * secrets, so their first page from a search engine is compressed.
 */
const mayBeGuessing = ({ headers }: IncomingMessage): boolean =>
  headers.cookie !== undefined && /^(?:cross-site|same-site)$/u.test(String(headers['sec-fetch-site'] ?? ''));

/**
 * Live streams must not wait for a full buffer, parts of files are parts of the bytes as they are stored, and downloads
 * have many parts: the library adds a listener for each and Node.js warns.
 */
const isPage = (response: ServerResponse): boolean =>
  ![204, 206, 304].includes(response.statusCode) &&
  !response.hasHeader('content-disposition') &&
  !String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');

/** Compresses what the handler writes to this response, if it is worth it. */
export const compress = compression({
  filter: (request, response) =>
    !mayBeGuessing(request) && isPage(response) && compression.filter(request, response),
  // A page that is streamed shows its first part before the rest is there.
  flush: constants.Z_SYNC_FLUSH,
  brotli: {
    flush: constants.BROTLI_OPERATION_FLUSH,
    // Level 4 takes 1 ms for a page of 80 kB and saves six sevenths of it.
    params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
  },
}) as unknown as Middleware; // Its types are Express's, its code asks only for what node:http has.
