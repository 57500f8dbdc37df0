import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ownEnvironment } from '../support/programs.ts';

const program = join(import.meta.dirname, 'event-consumer.mjs');

export type Variant = 'once' | 'twice';

/** Processes that relay and consume events. Each restarts after a kill. */
export class EventProcesses {
  readonly #url: string;
  readonly #variant: Variant;
  readonly #children: ChildProcess[] = [];
  readonly #onHold: (number: number) => Promise<void>;
  readonly #said: string[] = [];
  #stopped = false;
  kills = 0;
  killsWhileHolding = 0;

  /** `onHold` runs before a process that holds its transaction is killed. */
  constructor(url: string, variant: Variant, onHold: (number: number) => Promise<void>) {
    this.#url = url;
    this.#variant = variant;
    this.#onHold = onHold;
  }

  async start(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, (_, at) => this.#spawn(at)));
  }

  /** Kills one of them and restarts it, without waiting until it is ready. */
  kill(at: number): void {
    this.#children[at]?.kill('SIGKILL');
  }

  /** Their other output; empty if nothing is wrong. */
  get said(): readonly string[] {
    return this.#said;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const running = this.#children.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    );
    const ended = running.map((child) => once(child, 'exit'));
    for (const child of running) child.kill('SIGKILL');
    await Promise.all(ended);
  }

  async #spawn(at: number): Promise<void> {
    const child = spawn(process.execPath, [program, this.#url, this.#variant], {
      env: ownEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children[at] = child;
    child.stderr.on('data', (chunk: Buffer) => this.#said.push(chunk.toString()));
    const ended = once(child, 'exit').then(() => this.#ended(at));
    await new Promise<void>((resolve) => {
      void ended.then(resolve);
      createInterface(child.stdout).on('line', (line) => {
        if (line === 'ready') resolve();
        else void this.#killHolding(child, line);
      });
    });
  }

  #ended(at: number): void {
    if (this.#stopped) return;
    this.kills += 1;
    void this.#spawn(at);
  }

  async #killHolding(child: ChildProcess, line: string): Promise<void> {
    const held = /^holding (\d+)$/.exec(line)?.[1];
    if (held === undefined) {
      this.#said.push(line);
      return;
    }
    await this.#onHold(Number(held));
    if (child.kill('SIGKILL')) this.killsWhileHolding += 1;
  }
}
