import { setTimeout as pause } from 'node:timers/promises';
import { ApiProblem } from '@regulars/client';

const pauseMs = 1000;
const mostTries = 60;

/**
 * Retries while the API is away or busy. The work must first look at the current state: a call without an
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
