import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { problems, type Problem, type ProblemCode } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { ClubError } from '../club-error.ts';
import type { ClubRequest } from './contract.ts';
import { databaseProblem } from './database-problem.ts';
import { lateness } from './request-time-limits.ts';

const byStatus: Record<number, ProblemCode> = {
  400: 'malformed-request',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  414: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  431: 'too-large',
};

/** Turns every error into a problem of the one table. Our own faults go to the log and reveal nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ClubRequest>();
    const reply = http.getResponse<FastifyReply>();
    const late = lateness(thrown, request);
    const error = late === null ? asClubError(thrown) : new ClubError(late, { retryAfterSeconds: 5 });
    if (request.trace && problems[error.code][0] >= 500) request.trace.error = thrown;
    answerProblem(error, request, reply);
  }
}

export const answerProblem = (error: ClubError, request: ClubRequest, reply: FastifyReply): void => {
  const problem = describe(error, request);
  if (request.trace) request.trace.code = error.code;
  if (error.details.retryAfterSeconds !== undefined)
    void reply.header('retry-after', String(error.details.retryAfterSeconds));
  // Callers who have not sent everything would continue.
  if (error.code === 'request-timeout') void reply.header('connection', 'close');
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problem));
};

export const asClubError = (thrown: unknown): ClubError => {
  if (thrown instanceof ClubError) return thrown;
  const code = byStatus[statusOf(thrown)];
  if (code) return new ClubError(code);
  return databaseProblem(thrown) ?? new ClubError('unexpected');
};

const statusOf = (thrown: unknown): number => {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 0;
};

const describe = (error: ClubError, { url, trace }: ClubRequest): Problem => {
  const [status, title] = problems[error.code];
  const { detail, errors, id, purchaseId, memberId, members } = error.details;
  return {
    type: `urn:regulars:problem:${error.code}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    instance: url.split('?')[0] ?? url,
    code: error.code,
    ...(trace ? { requestId: trace.id } : {}),
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...(id === undefined ? {} : { id }),
    ...(purchaseId === undefined ? {} : { purchaseId }),
    ...(memberId === undefined ? {} : { memberId }),
    ...(members === undefined ? {} : { members }),
  };
};
