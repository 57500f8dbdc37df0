import pino from 'pino';
import { logStream } from './destination.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];
export type Log = pino.Logger;

export interface LogSettings {
  readonly app: 'api' | 'portal';
  readonly level: LogLevel;
  /** Extra fields of every line, for example the id of the current request. */
  readonly context?: () => object;
}

/** Lines of JSON: `time`, `level`, `app`, then the fields of the event. */
export const openLog = ({ app, level, context = () => ({}) }: LogSettings): Log =>
  pino(
    {
      level,
      base: { app },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: context,
    },
    // Looked up for each line, because the destination may be set after the log was opened.
    { write: (line) => logStream().write(line) },
  );
