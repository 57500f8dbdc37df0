import type { Socket } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';
import { requestId, shortAddress } from '@regulars/log';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Config } from '../../config.ts';
import type { ClubRequest } from '../http/contract.ts';
import { visitorAddress } from '../http/origin.ts';
import { runRequest } from '../http/running-request.ts';
import type { ClubLog } from './club-log.ts';
import { lineOf } from './request-line.ts';

/** Gives each request its id and, once it is answered, its log line. */
export class RequestLog {
  readonly #log: ClubLog;
  readonly #refused = new WeakSet<Socket>();
  readonly #isTrusted: (address: string, hop: number) => boolean;

  constructor(log: ClubLog, { TRUSTED_PROXIES }: Pick<Config, 'TRUSTED_PROXIES'>) {
    this.#log = log;
    this.#isTrusted = proxyAddress.compile([...TRUSTED_PROXIES]);
  }

  /** After the hook that recognises the portal, before all others. */
  follow(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request: ClubRequest, reply, done) => {
      this.begin(request, reply);
      done();
    });
    // After the body is read, which would lose the request context.
    fastify.addHook('preValidation', (request: ClubRequest, _, done) => {
      runRequest(request, done);
    });
    fastify.addHook('onResponse', (request: ClubRequest, reply, done) => {
      this.end(request, reply);
      done();
    });
  }

  /** An incoming id counts if a trusted proxy or our own portal sends it. */
  begin(request: ClubRequest, reply: FastifyReply): void {
    const given = request.headers['x-request-id'];
    const byProxy = given !== undefined && this.#isTrusted(request.socket.remoteAddress ?? '', 0);
    const id = requestId(given, request.fromPortal === true || byProxy);
    request.trace = { id, address: shortAddress(visitorAddress(request)), notes: {} };
    // On the raw reply, because streams and files bypass the framework.
    reply.raw.setHeader('x-request-id', id);
  }

  end(request: ClubRequest, reply: FastifyReply): void {
    const line = lineOf(request, reply);
    if (this.#log.writes(line.level)) this.#log.line(line.level, line.fields());
  }

  /** Someone connected and sent something that is not a request, or one with endless headers. */
  refuse(error: Error, socket: Socket): void {
    const { code } = error as { code?: unknown };
    // One connection can fail in several ways.
    if (code === 'ECONNRESET' || this.#refused.has(socket)) return;
    this.#refused.add(socket);
    const why = typeof code === 'string' && /^[A-Z_\d]{1,60}$/.test(code) ? code : 'unknown';
    this.#log.line('info', {
      event: 'connection.refused',
      reason: why,
      address: shortAddress(socket.remoteAddress ?? ''),
    });
  }
}
