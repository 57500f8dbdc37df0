import { runningRequest } from '../http/running-request.ts';
import type { Trace } from './trace.ts';

/** The trace of the current request; undefined in jobs. */
export const currentTrace = (): Trace | undefined => runningRequest()?.trace;

/** Adds an id or a class to the log line of the current request. */
export const noteInLog = (notes: Trace['notes']): void => {
  Object.assign(currentTrace()?.notes ?? {}, notes);
};
