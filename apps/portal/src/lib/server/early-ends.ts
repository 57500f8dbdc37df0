import type { IncomingMessage } from 'node:http';
import type { RequestEvent } from '@sveltejs/kit';

/** `serve.ts` leaves here with what it ended a request that took too long. */
const endedWith = Symbol.for('regulars.ended-with');
/** No answer has this status, only the log: nobody was there to read one. */
const visitorLeft = 499;

/** How a request ended before it could be answered; null for one that goes on, or was here as a whole. */
export const earlyEndOf = ({ platform }: RequestEvent): number | null => {
  const request = platform?.req as (IncomingMessage & { [endedWith]?: number }) | undefined;
  if (!request) return null;
  return request[endedWith] ?? (request.readableAborted ? visitorLeft : null);
};
