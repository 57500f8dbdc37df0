import type { IncomingMessage } from 'node:http';
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { m } from '#lib/paraglide/messages.js';

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

/** A form that cannot be read is the sender's fault: 400. */
export const readForms: Handle = ({ event, resolve }) => {
  const { request } = event;
  const read = request.formData.bind(request);
  request.formData = async () => {
    try {
      return await read();
    } catch (unread) {
      if (unread instanceof TypeError && earlyEndOf(event) === null)
        error(400, { message: m.common_error_form() });
      throw unread;
    }
  };
  return resolve(event);
};
