import type { CallLimit } from './call-limit.ts';
import type { ClubRequest } from './contract.ts';

/** Adds a limit to those of a request, so that its reply can show the nearest. Nothing outside of requests. */
export const noteLimit = (request: ClubRequest | undefined, limit: CallLimit): void => {
  if (request) (request.limits ??= []).push(limit);
};
