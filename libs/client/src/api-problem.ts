import type { Problem, ProblemCode } from '@regulars/contracts';

/** A refusal of the API (RFC 9457), or `unreachable` if there was no reply. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode | 'unreachable';
  readonly problem: Problem | null;

  constructor(status: number, code: ProblemCode | 'unreachable', problem: Problem | null, message: string) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.problem = problem;
  }

  /** Messages by field: `/lines/0/quantity` → message. */
  get fields(): Record<string, string> {
    return Object.fromEntries((this.problem?.errors ?? []).map((error) => [error.pointer, error.message]));
  }
}
