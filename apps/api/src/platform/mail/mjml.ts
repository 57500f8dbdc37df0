import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

const idleMs = 20_000;
const deadlineMs = 30_000;

type Answer = { readonly html: string } | { readonly error: string };

/** MJML → HTML in a thread that is made for the first mail and ends when there is nothing to write. */
@Injectable()
export class Mjml implements OnApplicationShutdown {
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** One at a time. Throws when the source is no MJML. */
  render(source: string): Promise<string> {
    const rendered = this.#last.then(() => this.#render(source));
    this.#last = rendered.catch(() => undefined);
    return rendered;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#end();
  }

  async #render(source: string): Promise<string> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= startWorker());
    try {
      const answered = once(worker, 'message', { signal: AbortSignal.timeout(deadlineMs) });
      worker.postMessage(source);
      const [answer] = (await answered) as [Answer];
      if ('error' in answer) throw new Error(`MJML refused a mail: ${answer.error}`);
      return answer.html;
    } catch (error) {
      await this.#end();
      throw error;
    } finally {
      this.#idle = setTimeout(() => void this.#end(), idleMs).unref();
    }
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}

const startWorker = (): Worker => {
  const worker = new Worker(new URL(`./mjml.worker${extname(import.meta.filename)}`, import.meta.url));
  worker.unref();
  // Who waits for an answer hears of it too; without a listener an idle thread's end would be ours.
  worker.on('error', () => undefined);
  return worker;
};
