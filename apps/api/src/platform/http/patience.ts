import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode, Operation } from '@regulars/contracts';
import { pathOf } from './contract.ts';

/** How long a sender may keep a connection waiting, in milliseconds. */
export interface Patience {
  /** Until the head of a request is here. */
  readonly headers: number;
  /** Until a request is here, whole, and answered. */
  readonly request: number;
  /** The same for files, up and down: long enough for 1 GB over a slow line. */
  readonly file: number;
}

export const patience: Patience = { headers: 10_000, request: 30_000, file: 30 * 60_000 };

const takesLong = ({ form, bytes, stream }: Operation): boolean =>
  form !== undefined || bytes !== undefined || stream !== undefined;

const keyOf = (method: string, url: string): string => `${method} ${url}`;

const routeOf = (endpoint: Operation): string =>
  keyOf(endpoint.method, pathOf(endpoint).replaceAll(/\{(\w+)\}/g, ':$1'));

/** The work of a request took longer than it may. */
class OutOfTime extends Error {}

/**
 * Answers a request that takes longer than it may. Not by the limit that Fastify has: that ends every request, also
 * one in time, by a signal with a stack trace.
 */
export const limitTime = (
  fastify: FastifyInstance,
  endpoints: () => readonly Operation[],
  { request: longest, file }: Patience,
): void => {
  let slow: Set<string> | undefined;
  fastify.addHook('onRequest', ({ method, routeOptions }, reply, done) => {
    slow ??= new Set(endpoints().filter(takesLong).map(routeOf));
    const timer = setTimeout(
      () => giveUp(reply),
      slow.has(keyOf(method, routeOptions.url ?? '')) ? file : longest,
    );
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  });
};

const giveUp = (reply: FastifyReply): void => {
  if (reply.sent) return;
  if (reply.raw.headersSent) reply.raw.destroy();
  else void reply.send(new OutOfTime());
};

/** Who has his answer before he has sent everything may finish, but not for ever. */
export const endSlowSenders = (fastify: FastifyInstance, { request: longest }: Patience): void => {
  fastify.addHook('onResponse', ({ raw }, _, done) => {
    if (!raw.complete) {
      const timer = setTimeout(() => raw.destroy(), longest).unref();
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
};

/** Whose time it was that ran out: the sender's, or ours. Null for what is no matter of time. */
export const lateness = (thrown: unknown, { raw }: FastifyRequest): ProblemCode | null => {
  if (!(thrown instanceof OutOfTime)) return null;
  return raw.complete ? 'took-too-long' : 'request-timeout';
};
