import type { Challenge, Solution } from 'altcha-lib/types';

/** The answer to a task of the API, computed beside the page. Rejects if the worker fails or takes too long. */
export const solve = (challenge: string, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const task = JSON.parse(challenge) as Challenge;
    const worker = new Worker(new URL('./solving.worker.ts', import.meta.url), { type: 'module' });
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
