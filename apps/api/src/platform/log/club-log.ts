import type { LoggerService } from '@nestjs/common';
import { loggedError, openLog, withoutPrivateText, type Log } from '@regulars/log';
import type { Config } from '../../config.ts';
import { currentTrace } from './current-trace.ts';

/** The log of the API, also used by Nest and its `Logger`. */
export class ClubLog implements LoggerService {
  readonly #log: Log;

  constructor({ LOG_LEVEL }: Pick<Config, 'LOG_LEVEL'>) {
    this.#log = openLog({ app: 'api', level: LOG_LEVEL, context: idOfRequest });
  }

  writes(level: 'debug' | 'info' | 'warn' | 'error'): boolean {
    return this.#log.isLevelEnabled(level);
  }

  line(level: 'debug' | 'info' | 'warn' | 'error', fields: object): void {
    this.#log[level](fields);
  }

  log(message: unknown, ...more: unknown[]): void {
    const from = more.at(-1);
    // Nest logs each of its hundreds of parts at the start.
    const level = typeof from === 'string' && ofNest.has(from) ? 'debug' : 'info';
    this.#log[level](words(message, more));
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.#log.warn(words(message, more));
  }

  error(message: unknown, ...more: unknown[]): void {
    this.#log.error(words(message, more));
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.#log.fatal(words(message, more));
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.#log.debug(words(message, more));
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.#log.trace(words(message, more));
  }
}

const ofNest = new Set([
  'NestFactory',
  'InstanceLoader',
  'NestApplication',
  'RouterExplorer',
  'RoutesResolver',
]);

const idOfRequest = (): object => {
  const trace = currentTrace();
  return trace ? { id: trace.id } : {};
};

// Nest passes the class name last, and before it possibly a stack.
const words = (message: unknown, more: readonly unknown[]): object => {
  const context = more.at(-1);
  const from = typeof context === 'string' ? { from: withoutPrivateText(context) } : {};
  return { ...from, ...told(message) };
};

/** Events are logged as `{ event: 'mail.sent', … }` with ids, figures and possibly an error, or as text. */
const told = (message: unknown): object => {
  if (message instanceof Error) return { error: loggedError(message) };
  if (typeof message !== 'object' || message === null)
    return { message: withoutPrivateText(String(message)) };
  return Object.fromEntries(Object.entries(message).map(([name, value]) => [name, detailOf(name, value)]));
};

const detailOf = (name: string, value: unknown): unknown => {
  if (name === 'error') return loggedError(value);
  if (typeof value === 'string') return uuid.test(value) ? value : withoutPrivateText(value);
  // An object may contain anything.
  return typeof value === 'object' && value !== null ? '[object]' : value;
};

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
