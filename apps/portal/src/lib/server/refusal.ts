import { error, type RequestEvent } from '@sveltejs/kit';
import type { ApiProblem } from '@regulars/client';
import { m } from '#lib/paraglide/messages.js';
import { problemText } from '#lib/shell/problem.ts';
import { wait } from '#lib/ui/format.ts';

type Told = Pick<RequestEvent, 'locals'>;

/** 503 where the API did not answer at all. */
const statusOf = ({ status }: ApiProblem): number => (status >= 400 ? status : 503);

/**
 * What the reader sees of a refusal of the API. The reply to this request says in `Retry-After` when it may be sent
 * again, if the API knows.
 */
export function explain(problem: ApiProblem, { locals }: Told): App.Error & { code: string } {
  const { code, retryAfter } = problem;
  if (retryAfter !== null) locals.retryAfter = Math.max(1, Math.ceil(retryAfter));
  const message =
    code === 'too-many-requests' && retryAfter !== null
      ? m.common_problem_too_many_wait({ wait: wait(retryAfter) })
      : problemText(code);
  return { status: statusOf(problem), message, code, requestId: locals.requestId };
}

/** Ends the request with the error page of this refusal. */
export function refuse(problem: ApiProblem, event: Told): never {
  const { status, ...body } = explain(problem, event);
  error(status, body);
}
