import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { ProblemCode } from '@regulars/contracts';
import { pathOf, type AnyEndpoint } from './contract.ts';

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

const takesLong = ({ form, bytes, stream }: AnyEndpoint): boolean =>
  form !== undefined || bytes !== undefined || stream !== undefined;

const keyOf = (method: string, path: string): string => `${method} ${path}`;

/** Gives the routes of files and live streams the time that they need. The others have what the adapter was told. */
export const giveFilesTime = (
  fastify: FastifyInstance,
  endpoints: () => readonly AnyEndpoint[],
  { file }: Patience,
): void => {
  let long: Set<string> | undefined;
  fastify.addHook('onRoute', (route: RouteOptions) => {
    long ??= new Set(
      endpoints()
        .filter(takesLong)
        .map((endpoint) => keyOf(endpoint.method, pathOf(endpoint).replaceAll(/\{(\w+)\}/g, ':$1'))),
    );
    const methods = [route.method].flat();
    if (methods.some((method) => long?.has(keyOf(method, route.url)))) route.handlerTimeout = file;
  });
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
  const { code } = (thrown ?? {}) as { code?: unknown };
  if (code !== 'FST_ERR_HANDLER_TIMEOUT') return null;
  return raw.complete ? 'took-too-long' : 'request-timeout';
};
