import type { FileReason, Problem, ProblemCode, ReasonParams } from '@regulars/contracts';

export interface FieldError {
  /** JSON pointer into the request's body, for example `/lines/0/quantity`. */
  readonly pointer: string;
  readonly message: string;
  /** What exactly is wrong with a file, for a text in the reader's language. */
  readonly reason?: FileReason;
  readonly params?: ReasonParams;
}

export interface ErrorDetails {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly purchaseId?: string;
  /** Who has it already. */
  readonly memberId?: string;
  /** Among whom the caller has to choose. */
  readonly members?: Problem['members'];
  readonly retryAfterSeconds?: number;
  /**
   * Whether something was named that could have been somebody's; else its code says so. What cannot exist, as a
   * mistyped number, is no guess: nobody learns anything by it.
   */
  readonly guess?: boolean;
}

/** The only error that services throw on purpose. Its code decides the HTTP status in one table. */
export class ClubError extends Error {
  readonly code: ProblemCode;
  readonly details: ErrorDetails;

  constructor(code: ProblemCode, details: ErrorDetails | string = {}) {
    super(code);
    this.name = 'ClubError';
    this.code = code;
    this.details = typeof details === 'string' ? { detail: details } : details;
  }

  static field(code: ProblemCode, pointer: string, message: string): ClubError {
    return new ClubError(code, { detail: message, errors: [{ pointer, message }] });
  }
}
