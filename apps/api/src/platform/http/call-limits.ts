import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { CallLimit } from './call-limit.ts';
import type { ClubRequest } from './contract.ts';

/** Collects the limits of the current request, so that its reply can show the nearest. */
@Injectable()
export class CallLimits {
  readonly #running = new AsyncLocalStorage<ClubRequest>();

  /** Runs the work of a request. */
  run<Result>(request: ClubRequest, work: () => Result): Result {
    return this.#running.run(request, work);
  }

  note(limit: CallLimit): void {
    const request = this.#running.getStore();
    if (request) noteLimit(request, limit);
  }
}

export const noteLimit = (request: ClubRequest, limit: CallLimit): void => {
  (request.limits ??= []).push(limit);
};
