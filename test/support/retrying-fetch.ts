import { setTimeout as pause } from 'node:timers/promises';

export interface RetryLimits {
  /** Milliseconds for which one call is retried. */
  readonly giveUpAfterMs: number;
  /** Milliseconds to wait for one answer. */
  readonly answerWithinMs: number;
  /** Receives every answer, including retried ones; null if there was none. */
  readonly onAttempt?: (response: Response | null) => void;
  /** Sends one attempt. */
  readonly send?: typeof fetch;
}

const longestPauseMs = 10_000;
const unreachablePauseMs = 500;

/**
 * `fetch` as a till uses it. Calls that may be sent twice (a GET, or a call with an Idempotency-Key) are retried with
 * the same key while the API is away, busy (429, 503) or still processing the first call (409 with Retry-After), after
 * the time that it asks for.
 */
export const retryingFetch =
  ({ giveUpAfterMs, answerWithinMs, onAttempt, send = fetch }: RetryLimits): typeof fetch =>
  async (input, init) => {
    const giveUpAt = Date.now() + giveUpAfterMs;
    const repeatable = isRepeatable(init);
    for (;;) {
      const answer = await attempt(send, input, init, answerWithinMs);
      onAttempt?.(answer instanceof Response ? answer : null);
      const wait = answer instanceof Response ? waitOf(answer) : unreachablePauseMs;
      const tired = Date.now() + (wait ?? 0) > giveUpAt;
      if (wait !== null && repeatable && !tired && !init?.signal?.aborted) {
        if (answer instanceof Response) await answer.body?.cancel();
        await pause(wait);
      } else if (answer instanceof Response) return answer;
      else throw answer;
    }
  };

const isRepeatable = (init: RequestInit | undefined): boolean =>
  (init?.method ?? 'GET') === 'GET' || new Headers(init?.headers).has('idempotency-key');

const attempt = async (
  send: typeof fetch,
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  withinMs: number,
): Promise<Response | Error> => {
  const limit = AbortSignal.timeout(withinMs);
  const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
  try {
    const response = await send(input, { ...init, signal });
    // Reads the body at once: a connection that breaks during the answer counts as no answer.
    return new Response(response.status === 204 ? null : await response.arrayBuffer(), response);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** Milliseconds until the next attempt; null if the answer is final. */
const waitOf = (response: Response): number | null => {
  const asked = response.headers.get('retry-after');
  const again =
    response.status === 503 || response.status === 429 || (response.status === 409 && asked !== null);
  if (!again) return null;
  const seconds = Number(asked ?? 1);
  return Math.min(Number.isFinite(seconds) ? seconds * 1000 : 1000, longestPauseMs);
};
