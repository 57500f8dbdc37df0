import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

const idleMs = 20_000;
const deadlineMs = 60_000;

type Answer = { readonly html: string } | { readonly error: string };

/** Compiles MJML to HTML in a process that starts with the first mail and ends when idle. */
@Injectable()
export class Mjml implements OnApplicationShutdown {
  #worker: ChildProcess | null = null;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** One at a time. Throws if the source is not valid MJML. */
  render(source: string): Promise<string> {
    const rendered = this.#last.then(() => this.#render(source));
    this.#last = rendered.catch(() => undefined);
    return rendered;
  }

  onApplicationShutdown(): void {
    this.#end();
  }

  async #render(source: string): Promise<string> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    try {
      const answer = await ask(worker, source);
      if ('error' in answer) throw new Error(`MJML refused a mail: ${answer.error}`);
      return answer.html;
    } catch (error) {
      this.#end();
      throw error;
    } finally {
      this.#idle = setTimeout(() => this.#end(), idleMs).unref();
    }
  }

  #start(): ChildProcess {
    const worker = startWorker();
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    return worker;
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#worker?.kill();
    this.#worker = null;
  }
}

const startWorker = (): ChildProcess => {
  const path = join(import.meta.dirname, `mjml.worker${extname(import.meta.filename)}`);
  const worker = fork(path, {
    execArgv: ['--max-old-space-size=128'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // The exit tells waiting callers. Without a listener it would end us.
  worker.on('error', () => undefined);
  return worker;
};

const ask = async (worker: ChildProcess, source: string): Promise<Answer> => {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(deadlineMs)]);
  const answered = once(worker, 'message', { signal }) as Promise<[Answer]>;
  const ended = once(worker, 'exit', { signal }).then(() => {
    throw new Error('The process that writes mails has ended');
  });
  try {
    worker.send(source);
    const [answer] = await Promise.race([answered, ended]);
    return answer;
  } finally {
    over.abort();
    await Promise.allSettled([answered, ended]);
  }
};
