import type { Challenge, Solution } from 'altcha-lib/types';

/** So long a slow phone may compute. */
const patienceMs = 120_000;

/** The answer to a task of the API, computed beside the page. Rejects if the worker fails or takes too long. */
export const solve = (challenge: string, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const task = JSON.parse(challenge) as Challenge;
    const worker = new Worker(new URL('./solving.worker.ts', import.meta.url), { type: 'module' });
    const end = (): void => worker.terminate();
    signal.addEventListener('abort', () => {
      end();
      reject(new Error('no longer needed'));
    });
    worker.addEventListener('error', () => {
      end();
      reject(new Error('the worker failed'));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Solution | { error: unknown } | null>) => {
      end();
      if (data === null || 'error' in data) reject(new Error('no answer was found'));
      else resolve(btoa(JSON.stringify({ challenge: task, solution: data })));
    });
    worker.postMessage({
      type: 'work',
      challenge: task,
      counterStart: 0,
      counterStep: 1,
      timeout: patienceMs,
    });
  });
