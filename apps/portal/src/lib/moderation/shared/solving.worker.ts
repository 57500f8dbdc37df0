import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';

/** So long a slow phone may compute. */
const patienceMs = 120_000;

// Beside the page, so that it answers while this computes. Null: no answer was found.
addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
  solveChallenge({ challenge: data, deriveKey, timeout: patienceMs }).then(
    (solution) => postMessage(solution),
    () => postMessage(null),
  );
});
