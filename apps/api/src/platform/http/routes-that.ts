import type { Operation } from '@regulars/contracts';
import type { FastifyRequest } from 'fastify';
import { pathOf } from './contract.ts';

type Routed = Pick<FastifyRequest, 'method' | 'routeOptions'>;

const keyOf = (method: string, url: string): string => `${method} ${url}`;

const routeOf = (endpoint: Operation): string =>
  keyOf(endpoint.method, pathOf(endpoint).replaceAll(/\{(\w+)\}/g, ':$1'));

/**
 * Whether a request goes to an endpoint with this in its contract: for what is decided before a controller is asked.
 * The endpoints are known once the application has started.
 */
export const routesThat = (
  does: (endpoint: Operation) => boolean,
  endpoints: () => readonly Operation[],
): ((request: Routed) => boolean) => {
  let routes: Set<string> | undefined;
  return ({ method, routeOptions }) => {
    routes ??= new Set(endpoints().filter(does).map(routeOf));
    return routes.has(keyOf(method, routeOptions.url ?? ''));
  };
};
