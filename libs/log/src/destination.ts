import pino from 'pino';
import { readable } from './readable.ts';

export interface LogStream {
  write(line: string): void;
}

// API and portal may run in one process with separate copies of this file. They share the stream by this name.
const key = Symbol.for('regulars.log');
const holder = globalThis as { [key]?: LogStream };

/** The destination of all log lines of this process. */
export const logStream = (): LogStream => (holder[key] ??= standardOutput());

/** Sends the log lines of this process elsewhere. Call it before the first line. */
export const writeLogTo = (stream: LogStream): void => {
  holder[key] = stream;
};

/**
 * Lines are buffered and written asynchronously, so that nobody waits for the reader. The rest is written when
 * the process ends. A closed reader or a full disk stops the log, not the club.
 */
const standardOutput = (): LogStream => {
  const { isTTY } = process.stdout;
  const output = pino.destination({
    dest: 1,
    sync: false,
    ...(isTTY ? {} : { minLength: 8192, periodicFlush: 200 }),
  });
  output.on('error', () => undefined);
  surviveBrokenPipes();
  return isTTY ? { write: (line) => output.write(readable(line)) } : output;
};

/** `console` must not throw either if nobody reads its output. */
const surviveBrokenPipes = (): void => {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
};
