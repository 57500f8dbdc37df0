import { AsyncLocalStorage } from 'node:async_hooks';
import type { ProblemCode } from '@regulars/contracts';

/** What is known of a request beyond its route, for its line in the log and for the audit log. */
export interface Trace {
  /** The same in the header `X-Request-Id`, in problems, and in the line of the portal that asked. */
  readonly id: string;
  /** Of the visitor, shortened: it says where from, not who. */
  readonly address: string;
  /** How it was refused. */
  code?: ProblemCode;
  /** What broke, where it was our fault. */
  error?: unknown;
  /** Ids and classes that a feature tells of it. Never names, addresses or secrets. */
  readonly notes: Partial<Record<TraceNote, string>>;
}

/** `reason`: the class of a refusal, such as `unknown-account`; `event`: what happened besides, such as `key.first-used`. */
export type TraceNote = 'account' | 'key' | 'member' | 'reason' | 'event';

const running = new AsyncLocalStorage<Trace>();

/** Runs the work of a request. */
export const traced = <Result>(trace: Trace, work: () => Result): Result => running.run(trace, work);

/** Of the request that is being answered; undefined in jobs. */
export const currentTrace = (): Trace | undefined => running.getStore();

/** Adds an id or a class to the line of the running request. */
export const noteInLog = (notes: Trace['notes']): void => {
  Object.assign(currentTrace()?.notes ?? {}, notes);
};
