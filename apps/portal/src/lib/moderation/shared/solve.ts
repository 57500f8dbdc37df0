import type { Challenge, Solution } from 'altcha-lib/types';

// The addresses are written out, so that the build finds them.
const startWorker = (): Worker =>
  isSecureContext
    ? new Worker(new URL('./solving.worker.ts', import.meta.url), { type: 'module' })
    : new Worker(new URL('./plain-solving.worker.ts', import.meta.url), { type: 'module' });

/** The answer to a task of the API, computed beside the page. Rejects if the worker fails or takes too long. */
export const solve = (challenge: string, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const task = JSON.parse(challenge) as Challenge;
    const worker = startWorker();
    const fail = (why: string): void => {
      worker.terminate();
      reject(new Error(why));
    };
    signal.addEventListener('abort', () => fail('no longer needed'));
    worker.addEventListener('error', () => fail('the worker failed'));
    worker.addEventListener('message', ({ data }: MessageEvent<Solution | null>) => {
      if (data === null) return fail('no answer was found');
      worker.terminate();
      resolve(btoa(JSON.stringify({ challenge: task, solution: data })));
    });
    worker.postMessage(task);
  });
