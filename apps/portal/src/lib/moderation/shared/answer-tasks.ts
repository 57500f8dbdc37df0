import { solveChallenge } from 'altcha-lib';
import type { Challenge, DeriveKeyFunction } from 'altcha-lib/types';

/** So long a slow phone may compute. */
const patienceMs = 120_000;

/** In a worker beside the page, so that the page answers while this computes. Null: no answer was found. */
export const answerTasks = (deriveKey: DeriveKeyFunction): void => {
  addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
    solveChallenge({ challenge: data, deriveKey, timeout: patienceMs }).then(
      (solution) => postMessage(solution),
      () => postMessage(null),
    );
  });
};
