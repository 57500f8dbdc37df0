import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { z } from 'zod';
import { AuditedCalls } from '../audited-calls.ts';
import { ClubError } from '../club-error.ts';
import type { Operation } from '@regulars/contracts';
import { contractKey, type ClubRequest } from './contract.ts';
import { fieldErrors } from './field-errors.ts';
import { Transactions } from '../database/transactions.ts';
import { Idempotency } from './idempotency.ts';
import { isReport, RecentChanges } from './report-calls.ts';
import { Waiting } from './waiting.ts';
import { WalletTurns } from './wallet-turns.ts';
import { strictly } from './strict-schema.ts';

/** Enforces the contract of every handler: reads the request, runs it once, filters the reply. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  readonly #changes = new RecentChanges();

  constructor(
    private readonly reflector: Reflector,
    private readonly idempotency: Idempotency,
    private readonly turns: WalletTurns,
    private readonly audited: AuditedCalls,
    private readonly transactions: Transactions,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = this.reflector.get<Operation | undefined>(contractKey, context.getHandler());
    if (!endpoint) return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<ClubRequest>();
    const reply = http.getResponse<FastifyReply>();
    return from(this.#answer(endpoint, request, reply, next));
  }

  async #answer(
    endpoint: Operation,
    request: ClubRequest,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    request.endpoint = endpoint;
    request.input = readInput(endpoint, request);
    if (request.movedTo !== undefined && endpoint.method === 'GET') {
      void reply.status(308).header('location', request.movedTo);
      return undefined;
    }
    if (endpoint.conditional) request.expectedVersion = readVersion(endpoint.conditional, request);
    const work = async (): Promise<unknown> => {
      const body: unknown = await lastValueFrom(next.handle());
      if (body instanceof Waiting) void reply.status(202);
      return filterReply(endpoint, body);
    };
    if (endpoint.stream) return lastValueFrom(next.handle());
    const around = request.around ?? this.#aroundOf(endpoint, request);
    if (isPreview(request)) {
      void reply.status(200);
      return around(work);
    }
    const noted = async (): Promise<unknown> => {
      const done = await work();
      await this.audited.note(endpoint, request, done);
      return done;
    };
    const run = isOnce(endpoint, request)
      ? () => this.idempotency.once(endpoint, request, reply, noted)
      : noted;
    const body = await this.turns.take(endpoint, request, () => around(run));
    setEtag(reply, body);
    return body;
  }

  #aroundOf(endpoint: Operation, { user }: ClubRequest): NonNullable<ClubRequest['around']> {
    if (!isReport(endpoint)) return (work) => this.#noting(endpoint, user, work);
    const isFresh = Boolean(user && this.#changes.has(user));
    return (work) => this.transactions.asReport(work, { isFresh });
  }

  async #noting<Result>(
    { method }: Operation,
    user: ClubRequest['user'],
    work: () => Promise<Result>,
  ): Promise<Result> {
    const done = await work();
    if (method !== 'GET' && user && this.transactions.reportsAreLate) this.#changes.note(user);
    return done;
  }
}

/** Whether the call moves something and so needs a key. */
const isOnce = ({ idempotent, idempotentWith }: Operation, { input }: ClubRequest): boolean =>
  idempotent === true ||
  (idempotentWith !== undefined &&
    (input?.body as Record<string, unknown> | undefined)?.[idempotentWith] !== undefined);

const isPreview = (request: ClubRequest): boolean =>
  (request.input?.query as { dryRun?: boolean } | undefined)?.dryRun === true;

const readInput = (endpoint: Operation, request: ClubRequest): NonNullable<ClubRequest['input']> => ({
  params: readPart(endpoint.params, request.params, '/path'),
  query: readPart(endpoint.query ?? noQueryOf(endpoint), request.query, '/query'),
  body: readPart(endpoint.body ?? noBodyOf(endpoint), request.body, ''),
});

const nothing = z.object({}).optional();

// Health checks may carry a parameter that defeats caches.
const noQueryOf = ({ root }: Operation): z.ZodType | undefined => (root ? undefined : nothing);

// Handlers read forms and bytes themselves.
const noBodyOf = ({ root, form, bytes }: Operation): z.ZodType | undefined =>
  root || form || bytes !== undefined ? undefined : nothing;

const readPart = (schema: z.ZodType | undefined, part: unknown, prefix: string): unknown => {
  if (!schema) return undefined;
  const read = strictly(schema).safeParse(prefix === '' ? part : (part ?? {}));
  if (read.success) return read.data;
  // An id that is not a uuid names nothing; to a reader it is an unknown id.
  if (prefix === '/path') throw new ClubError('not-found');
  throw new ClubError('invalid-request', { errors: fieldErrors(read.error, prefix) });
};

const readVersion = (
  conditional: NonNullable<Operation['conditional']>,
  request: ClubRequest,
): number | undefined => {
  const header = request.headers['if-match'];
  if (header === undefined && conditional === 'if-sent') return undefined;
  if (header === undefined) throw new ClubError('precondition-required');
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined)
    throw new ClubError('version-changed', 'If-Match must be the ETag of the resource');
  return Number(version);
};

/**
 * Only what the contract names leaves the API. A reply that breaks its contract is our fault, not the caller's.
 */
const filterReply = (endpoint: Operation, body: unknown): unknown => {
  const schema = body instanceof Waiting ? endpoint.waits : endpoint.reply;
  if (!schema) return undefined;
  const read = schema.safeParse(body instanceof Waiting ? body.body : body);
  if (read.success) return read.data;
  throw new Error(`${endpoint.method} ${endpoint.path} broke its contract: ${read.error.message}`);
};

const setEtag = (reply: FastifyReply, body: unknown): void => {
  const version = (body as { version?: unknown } | undefined)?.version;
  if (typeof version === 'number') void reply.header('etag', `"${version}"`);
};
