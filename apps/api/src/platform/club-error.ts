import type { FileReason, Problem, ProblemCode, ReasonParams, TableReason } from '@regulars/contracts';

export interface FieldError {
  /** JSON pointer into the request's body, for example `/lines/0/quantity`. */
  readonly pointer: string;
  readonly message: string;
  /** The exact problem with a file, for a text in the reader's language. */
  readonly reason?: FileReason | TableReason;
  readonly params?: ReasonParams;
}

export interface ErrorDetails {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly id?: string;
  readonly purchaseId?: string;
  /** The member who already has it. */
  readonly memberId?: string;
  /** The members to choose from. */
  readonly members?: Problem['members'];
  readonly retryAfterSeconds?: number;
  /**
   * Whether the caller named something that could belong to someone; otherwise the code decides. Impossible
   * values, such as a mistyped number, are no guesses because they reveal nothing.
   */
  readonly guess?: boolean;
}

/** The only error that services throw on purpose. One table maps its code to the HTTP status. */
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
