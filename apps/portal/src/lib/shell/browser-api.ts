import { RegularsClient } from '@regulars/client';
import { getLocale } from '#lib/paraglide/runtime.js';

interface Watch {
  /** How long an answer may take, in milliseconds. */
  readonly patience?: number;
  /** An answer came, whatever it was. */
  readonly reached?: () => void;
}

/** The API as the browser itself asks it, with the cookie of who is signed in and in the language of the page. */
export const browserApi = ({ patience = 10_000, reached }: Watch = {}): RegularsClient =>
  new RegularsClient({
    baseUrl: '/api/v1',
    headers: { 'accept-language': getLocale() },
    fetch: (input, init) =>
      fetch(input, {
        ...init,
        signal: AbortSignal.any([AbortSignal.timeout(patience), ...(init?.signal ? [init.signal] : [])]),
      }),
    ...(reached && { onResponse: reached }),
  });
