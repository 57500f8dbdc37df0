import { withoutPrivateText } from './private-text.ts';

export interface LoggedError {
  readonly type: string;
  readonly message: string;
  /** `ECONNREFUSED`, or the SQLSTATE of PostgreSQL. */
  readonly code?: string;
  /** From PostgreSQL: the broken constraint and its table. The values are not logged. */
  readonly table?: string;
  readonly constraint?: string;
  readonly stack?: readonly string[];
  readonly cause?: LoggedError;
}

type Strike = (text: string) => string;
const deepest = 3;
const mostFrames = 12;
const name = /^[\w.$-]{1,80}$/;

/** What the log may contain of an error: kind, place and message, without personal data and secrets. */
export const loggedError = (thrown: unknown, strike: Strike = (text) => text, depth = 1): LoggedError => {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: clean(String(thrown), strike) };
  const { code, table, constraint } = thrown as { code?: unknown; table?: unknown; constraint?: unknown };
  const stack = framesOf(thrown);
  return {
    type: name.test(thrown.name) ? thrown.name : 'Error',
    message: clean(thrown.message, strike),
    ...named({ code, table, constraint }),
    ...(stack.length > 0 ? { stack } : {}),
    ...(thrown.cause !== undefined && depth < deepest
      ? { cause: loggedError(thrown.cause, strike, depth + 1) }
      : {}),
  };
};

const clean = (text: string, strike: Strike): string => withoutPrivateText(strike(text));

const named = (parts: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts).filter((part): part is [string, string] => {
      const [, value] = part;
      return typeof value === 'string' && name.test(value);
    }),
  );

// The head of a stack repeats the message over as many lines as it has, and one of them may look like a place.
const framesOf = ({ stack = '', message }: Error): string[] => {
  const head = stack.indexOf(message);
  if (head < 0 && message.includes('\n')) return [];
  return stack
    .slice(head < 0 ? 0 : head + message.length)
    .split('\n')
    .filter((line) => /^\s+at [^\s].*[:<]/.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim().slice(3, 300));
};
