import pino from 'pino';
import { readable } from './readable.ts';

export interface LogStream {
  write(line: string): void;
}

// API and portal may run in one process, each with a copy of this file of its own: they share the stream by this name.
const key = Symbol.for('regulars.log');
const holder = globalThis as { [key]?: LogStream };

/** Where all lines of this process go. */
export const logStream = (): LogStream => (holder[key] ??= standardOutput());

/** Sends the lines of this process elsewhere, before the first is written. */
export const writeLogTo = (stream: LogStream): void => {
  holder[key] = stream;
};

/**
 * Lines are gathered and written aside, so that nobody waits for whoever reads them. At the end of the process the rest
 * is written; a reader who goes away, or a full disk, ends the log and not the club.
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

/** What is still written by `console` must not throw either when nobody reads any more. */
const surviveBrokenPipes = (): void => {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
};
