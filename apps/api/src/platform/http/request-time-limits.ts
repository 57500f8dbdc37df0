import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode, Operation } from '@regulars/contracts';
import { routesThat } from './routes-that.ts';

/** How long a sender may keep a connection waiting, in milliseconds. */
export interface RequestTimeLimits {
  /** Until the head of a request has arrived. */
  readonly headers: number;
  /** Until a request has arrived completely and is answered. */
  readonly request: number;
  /** The same for uploads and downloads: long enough for 1 GB over a slow line. */
  readonly file: number;
}

export const requestTimeLimits: RequestTimeLimits = { headers: 10_000, request: 30_000, file: 30 * 60_000 };

const takesLong = ({ form, bytes, stream }: Operation): boolean =>
  form !== undefined || bytes !== undefined || stream !== undefined;

/** The request took longer than it may. */
class OutOfTime extends Error {}

/**
 * Answers a request that takes too long. Fastify's own limit ends every request by a signal with a stack trace,
 * even those in time.
 */
export const limitTime = (
  fastify: FastifyInstance,
  endpoints: () => readonly Operation[],
  { request: longest, file }: RequestTimeLimits,
): void => {
  const isSlow = routesThat(takesLong, endpoints);
  fastify.addHook('onRequest', (request, reply, done) => {
    const timer = setTimeout(() => giveUp(reply), isSlow(request) ? file : longest);
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  });
};

const giveUp = (reply: FastifyReply): void => {
  if (reply.sent) return;
  if (reply.raw.headersSent) reply.raw.destroy();
  else void reply.send(new OutOfTime());
};

/** A caller who gets the reply before sending everything may finish, but not forever. */
export const endSlowSenders = (fastify: FastifyInstance, { request: longest }: RequestTimeLimits): void => {
  fastify.addHook('onResponse', ({ raw }, _, done) => {
    if (!raw.complete) {
      const timer = setTimeout(() => raw.destroy(), longest).unref();
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
};

/** Which side ran out of time: the sender or we. Null if time is not the problem. */
export const lateness = (thrown: unknown, { raw }: FastifyRequest): ProblemCode | null => {
  if (!(thrown instanceof OutOfTime)) return null;
  return raw.complete ? 'took-too-long' : 'request-timeout';
};
