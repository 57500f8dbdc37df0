import 'reflect-metadata';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { ecgFileType, largestSkuFile, oneClickForm, type Operation } from '@regulars/contracts';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { AppModule } from './app.module.ts';
import type { Config } from './config.ts';
import { Passwords, type HashCost } from './features/identity/index.ts';
import { Streams } from './platform/events/streams.ts';
import { readJson } from './platform/http/body.ts';
import { limitHeaders } from './platform/http/call-limit.ts';
import { CallerPace, tellLimits } from './platform/http/caller-pace.ts';
import { answerOtherOrigins, CrossOrigins } from './platform/http/cross-origins.ts';
import type { ClubRequest } from './platform/http/contract.ts';
import { provesPortal } from './platform/http/origin.ts';
import { SystemClock, type Clock } from './platform/clock.ts';
import { ClubError } from './platform/club-error.ts';
import { describeApi } from './platform/http/openapi.ts';
import {
  endSlowSenders,
  limitTime,
  requestTimeLimits,
  type RequestTimeLimits,
} from './platform/http/request-time-limits.ts';
import { answerProblem, asClubError } from './platform/http/problem.filter.ts';
import { Routes } from './platform/http/routes.ts';
import { routesThat } from './platform/http/routes-that.ts';
import { createHttpServer, refuseConnection } from './platform/http/server.ts';
import { Jobs } from './platform/jobs/jobs.ts';
import { ClubLog, RequestLog } from './platform/log/index.ts';
import { Metrics } from './platform/metrics.ts';

const bodyLimit = 1_048_576;

type Endpoints = () => readonly Operation[];

export interface AppParts {
  /** Answers what does not begin with `/api`. */
  readonly portal?: RequestListener;
  /** Replaces the clock of the system. */
  readonly clock?: Clock;
  /** Less in tests. */
  readonly timeLimits?: RequestTimeLimits;
  /** Of a password; less in tests. */
  readonly hashCost?: HashCost;
  /** Whether this process sends the jobs of a schedule. Not in tests: such a job comes at any moment of a test. */
  readonly schedules?: boolean;
}

/** The whole API on Fastify, not yet listening. */
export const createApp = async (
  config: Config,
  {
    portal,
    clock = new SystemClock(),
    timeLimits = requestTimeLimits,
    hashCost,
    schedules = true,
  }: AppParts = {},
): Promise<NestFastifyApplication> => {
  const log = new ClubLog(config);
  const requests = new RequestLog(log, config);
  const adapter = new FastifyAdapter({
    bodyLimit,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    forceCloseConnections: true,
    trustProxy: config.TRUSTED_PROXIES,
    frameworkErrors: refuseAddress(requests, () => app.get(CallerPace)),
    clientErrorHandler: refuseConnection,
    serverFactory: (api: RequestListener) =>
      createHttpServer(api, portal, config, timeLimits).on('clientError', (error, socket) => {
        requests.refuse(error, socket as Socket);
      }),
  });
  const app: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, clock),
    adapter,
    {
      bodyParser: false,
      bufferLogs: true,
      abortOnError: false,
    },
  );
  app.useLogger(log);
  if (hashCost) app.get(Passwords).cost = hashCost;
  app.get(Jobs).schedules = schedules;
  const fastify = adapter.getInstance<FastifyInstance>();
  await fastify.register(cookie);
  const endpoints: Endpoints = () => app.get(Routes).endpoints();
  await readForms(fastify, endpoints);
  readBodies(fastify);
  readOneClicks(fastify, endpoints);
  readPictures(fastify, endpoints);
  readTables(fastify, endpoints);
  recognisePortal(fastify, config);
  requests.follow(fastify);
  refuseUnreadableUrls(fastify);
  answerOtherOrigins(fastify, endpoints, () => app.get(CrossOrigins));
  limitTime(fastify, endpoints, timeLimits);
  endSlowSenders(fastify, timeLimits);
  tellLimits(fastify, app.get(CallerPace));
  fastify.addHook('preClose', (done) => {
    app.get(Streams).endAll();
    done();
  });
  measure(fastify, app.get(Metrics));
  offerDocument(app);
  return app;
};

const readBodies = (fastify: FastifyInstance): void => {
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit }, (_, body, done) => {
    try {
      done(null, readJson(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
};

/** Forms with a file go where one is asked for: to others they would look like a body without fields. */
const readForms = async (fastify: FastifyInstance, endpoints: Endpoints): Promise<void> => {
  const takesForm = routesThat(({ form, bytes }) => form !== undefined || bytes === oneClickForm, endpoints);
  await fastify.register(multipart);
  fastify.addHook('preValidation', (request, _, done) => {
    done(request.isMultipart() && !takesForm(request) ? new ClubError('unsupported-media-type') : undefined);
  });
};

/** Mail programs unsubscribe with a form whose content says nothing more than the address. */
const readOneClicks = (fastify: FastifyInstance, endpoints: Endpoints): void => {
  const takesOneClick = routesThat(({ bytes }) => bytes === oneClickForm, endpoints);
  fastify.addContentTypeParser(oneClickForm, { parseAs: 'string', bodyLimit: 1000 }, (request, _, done) => {
    if (takesOneClick(request)) done(null, undefined);
    else done(new ClubError('unsupported-media-type'));
  });
};

/**
 * Pictures go where one is asked for, as a stream that the handler limits, and nowhere else: to others they would look
 * like a body without fields.
 */
const readPictures = (fastify: FastifyInstance, endpoints: Endpoints): void => {
  const takesPicture = routesThat(({ bytes }) => bytes?.startsWith('image/') ?? false, endpoints);
  fastify.addContentTypeParser(/^image\//, (request, body, done) => {
    if (takesPicture(request)) done(null, body);
    else done(new ClubError('unsupported-media-type'));
  });
};

/** Tables go where one is asked for, as a stream that the handler limits. */
const readTables = (fastify: FastifyInstance, endpoints: Endpoints): void => {
  for (const type of ['text/csv', ecgFileType]) {
    const takesTable = routesThat(({ bytes }) => bytes === type, endpoints);
    fastify.addContentTypeParser(type, { bodyLimit: largestSkuFile }, (request, body, done) => {
      if (takesTable(request)) done(null, body);
      else done(new ClubError('unsupported-media-type'));
    });
  }
};

/** Addresses that the router itself refuses, before any hook runs: too long, or not to be decoded. */
const refuseAddress =
  (requests: RequestLog, pace: () => CallerPace) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    requests.begin(request, reply);
    for (const [name, value] of limitHeaders(pace().count(request))) void reply.header(name, value);
    reply.raw.once('finish', () => requests.end(request, reply));
    answerProblem(asClubError(error), request, reply);
  };

const refuseUnreadableUrls = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request, _, done) => {
    done(/%00/i.test(request.url) ? unreadableUrl(request) : undefined);
  });
};

const unreadableUrl = ({ url, params }: FastifyRequest): ClubError => {
  const named = (where: string, fields: Iterable<[string, unknown]>): string[] =>
    [...fields].flatMap(([name, value]) =>
      `${name}${String(value)}`.includes('\0') ? [`/${where}/${name}`] : [],
    );
  const [field] = [
    ...named('path', Object.entries(params ?? {})),
    ...named('query', new URLSearchParams(url.split('?')[1])),
  ];
  return field === undefined
    ? new ClubError('unreadable-text')
    : ClubError.field('unreadable-text', field, 'holds characters that cannot be stored');
};

const recognisePortal = (fastify: FastifyInstance, { PORTAL_SECRET }: Config): void => {
  fastify.addHook('onRequest', (request: ClubRequest, _, done) => {
    request.fromPortal = provesPortal(request, PORTAL_SECRET);
    done();
  });
};

const measure = (fastify: FastifyInstance, metrics: Metrics): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requests.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    done();
  });
};

const offerDocument = (app: NestFastifyApplication): void => {
  const document = (): OpenAPIObject => describeApi(app.get(Routes).endpoints()) as unknown as OpenAPIObject;
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
};
