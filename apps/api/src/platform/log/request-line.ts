import { loggedError } from '@regulars/log';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../actor.ts';
import type { ClubRequest } from '../http/contract.ts';
import { securityEventOf } from './security-events.ts';
import { strikeSent } from './private-values.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** The log line of an answered request. It contains nothing that the caller wrote. */
export const lineOf = (request: ClubRequest, reply: FastifyReply): { level: Level; fields(): object } => ({
  level: levelOf(request, reply.statusCode),
  fields: () => fieldsOf(request, reply),
});

const fieldsOf = (request: ClubRequest, reply: FastifyReply): object => {
  const { trace } = request;
  return {
    id: trace?.id,
    method: request.method,
    route: routeOf(request),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...whoIs(request.user),
    address: trace?.address,
    location: locationOf(request.input?.body),
    code: trace?.code,
    ...securityEventOf(request.endpoint, reply.statusCode),
    ...trace?.notes,
    ...(trace?.error === undefined ? {} : { error: loggedError(trace.error, strikeSent(request)) }),
  };
};

/** Calls that monitor whether we are alive. */
const ofProbes = /^\/api\/(?:livez|readyz|metrics)$/;
const suspicious = new Set(['wrong-credentials', 'foreign-origin', 'too-many-requests']);

const levelOf = ({ routeOptions, trace }: ClubRequest, status: number): Level => {
  if (status === 503) return 'warn';
  if (status >= 500) return 'error';
  if (trace?.code !== undefined && suspicious.has(trace.code)) return 'warn';
  return ofProbes.test(routeOptions.url ?? '') ? 'debug' : 'info';
};

const patterns = new Map<string, string>();

/** `/api/v1/members/{id}`: the pattern as in the documentation. `unknown` if there is no route. */
const routeOf = ({ routeOptions: { url } }: ClubRequest): string => {
  if (url === undefined) return 'unknown';
  const known = patterns.get(url) ?? url.replaceAll(/:(\w+)/g, '{$1}');
  patterns.set(url, known);
  return known;
};

const whoIs = (actor: Actor | null | undefined): object => {
  if (!actor) return { who: 'visitor' };
  switch (actor.kind) {
    case 'api-key':
      return { who: 'api-key', key: actor.id };
    case 'system':
      return { who: 'system' };
    case 'account':
      return { who: actor.roles.at(-1) ?? 'account', account: actor.id };
  }
};

/** Code or id of the location in the request. */
const locationOf = (body: unknown): string | undefined => {
  const { receipt, location } = (body ?? {}) as { receipt?: { location?: unknown }; location?: unknown };
  const said = receipt?.location ?? location;
  return typeof said === 'string' && /^[a-z\d][a-z\d-]{0,59}$/.test(said) ? said : undefined;
};
