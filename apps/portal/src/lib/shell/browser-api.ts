import { RegularsClient } from '@regulars/client';
import { getLocale } from '#lib/paraglide/runtime.js';

interface Watch {
  /** Time limit of a reply, in milliseconds. */
  readonly timeout?: number;
  /** A reply came, whatever it was. */
  readonly reached?: () => void;
}

/** The API as called from the browser, with the cookie and in the language of the page. */
export const browserApi = ({ timeout = 10_000, reached }: Watch = {}): RegularsClient =>
  new RegularsClient({
    baseUrl: '/api/v1',
    headers: { 'accept-language': getLocale() },
    fetch: (input, init) =>
      fetch(input, {
        ...init,
        signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(init?.signal ? [init.signal] : [])]),
      }),
    ...(reached && { onResponse: reached }),
  });
