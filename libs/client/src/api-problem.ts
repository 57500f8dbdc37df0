import type { Problem, ProblemCode } from '@regulars/contracts';

/** A refusal of the API (RFC 9457), or `unreachable` if there was no reply. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode | 'unreachable';
  readonly problem: Problem | null;
  /** Seconds after which it may be asked again; null where that is not said. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    code: ProblemCode | 'unreachable',
    problem: Problem | null,
    message: string,
    retryAfter: number | null = null,
  ) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** Messages by field: `/lines/0/quantity` → message. */
  get fields(): Record<string, string> {
    return Object.fromEntries((this.problem?.errors ?? []).map((error) => [error.pointer, error.message]));
  }
}
