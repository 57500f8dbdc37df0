import { Injectable } from '@nestjs/common';
import type { Operation } from '@regulars/contracts';
import type { FastifyInstance } from 'fastify';
import { pathOf } from './contract.ts';
import { routesThat } from './routes-that.ts';

const keptSeconds = 600;

/** Whether a browser may call us from a web page of this origin. Features that are called so register here. */
@Injectable()
export class CrossOrigins {
  readonly #allowed: ((origin: string) => Promise<boolean>)[] = [];

  allow(isAllowed: (origin: string) => Promise<boolean>): void {
    this.#allowed.push(isAllowed);
  }

  async allows(origin: string): Promise<boolean> {
    for (const isAllowed of this.#allowed) if (await isAllowed(origin)) return true;
    return false;
  }
}

/**
 * CORS of the endpoints with `crossOrigin`, without cookies: the question of the browser before the call, and the header
 * without which the page cannot read the reply. An origin that nobody lists gets no header, so its browser refuses.
 */
export const answerOtherOrigins = (
  fastify: FastifyInstance,
  endpoints: () => readonly Operation[],
  crossOrigins: () => CrossOrigins,
): void => {
  const isCrossOrigin = routesThat((endpoint) => endpoint.crossOrigin === true, endpoints);
  const asked = (url: string): boolean =>
    endpoints().some((endpoint) => endpoint.crossOrigin === true && pathOf(endpoint) === url.split('?')[0]);
  fastify.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    const isQuestion = request.method === 'OPTIONS' && asked(request.url);
    if (!isQuestion && !isCrossOrigin(request)) return;
    void reply.header('vary', 'origin').header('cross-origin-resource-policy', 'cross-origin');
    const isAllowed = origin !== undefined && (await crossOrigins().allows(origin));
    if (isAllowed) void reply.header('access-control-allow-origin', origin);
    if (!isQuestion) return;
    if (isAllowed)
      void reply
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', 'content-type')
        .header('access-control-max-age', String(keptSeconds));
    return reply.code(204).send();
  });
};
