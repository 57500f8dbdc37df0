import type { ProblemCode } from '@regulars/contracts';

/** What is known about a request besides its route, for its log line and the audit log. */
export interface Trace {
  /** The same in `X-Request-Id`, in problems, and in the log line of the portal. */
  readonly id: string;
  /** The visitor's address, shortened: it shows the origin but not the person. */
  readonly address: string;
  /** The code of the refusal. */
  code?: ProblemCode;
  /** The error, if it was our fault. */
  error?: unknown;
  /** Ids and classes from a feature. Never names, addresses or secrets. */
  readonly notes: Partial<Record<TraceNote, string>>;
}

/**
 * `reason`: the class of a refusal, such as `unknown-account`; `event`: what also happened, such as
 * `key.first-used`.
 */
export type TraceNote = 'account' | 'key' | 'member' | 'reason' | 'event';
