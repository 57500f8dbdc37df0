import { setTimeout as pause } from 'node:timers/promises';
import { ApiProblem } from '@regulars/client';

const pauseMs = 1000;
const mostTries = 60;

/**
 * Tries again as long as the API is away or busy. For work that begins by looking at what is there: a call without an
 * Idempotency-Key may have had its effect although no answer came.
 */
export const untilAnswered = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === mostTries || !isForAMoment(error)) throw error;
      await pause(pauseMs);
    }
  }
};

const isForAMoment = (error: unknown): boolean =>
  error instanceof ApiProblem && [0, 429, 502, 503, 504].includes(error.status);
