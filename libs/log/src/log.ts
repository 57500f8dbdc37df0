import pino from 'pino';
import { logStream } from './destination.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];
export type Log = pino.Logger;

export interface LogSettings {
  readonly app: 'api' | 'portal';
  readonly level: LogLevel;
  /** What each line tells besides its own fields, for example the id of the request that is being answered. */
  readonly context?: () => object;
}

/** Lines of JSON: `time`, `level`, `app`, then the fields of what happened. */
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
    // Looked up at each line: where the lines go may be said after the log was opened.
    { write: (line) => logStream().write(line) },
  );
