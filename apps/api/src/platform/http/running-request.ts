import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClubRequest } from './contract.ts';

// One context for all that code asks about its request: each more costs every call some per cent.
const running = new AsyncLocalStorage<ClubRequest>();

/** Runs the work of a request. */
export const runRequest = <Result>(request: ClubRequest, work: () => Result): Result =>
  running.run(request, work);

/** The request whose work this is; undefined in jobs. */
export const runningRequest = (): ClubRequest | undefined => running.getStore();
