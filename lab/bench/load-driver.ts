import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { DriverSetup, FromDriver, Load, LoadResult, ToDriver } from './driver-messages.ts';
import { places } from './paths.ts';

/** The process that makes the load. */
export class LoadDriver {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(setup: DriverSetup): Promise<LoadDriver> {
    const driver = new LoadDriver(fork(places.driver, { serialization: 'advanced' }));
    await driver.#ask({ setup });
    return driver;
  }

  async run(load: Load): Promise<LoadResult> {
    const outcome = await this.#ask({ load });
    if (!outcome) throw new Error('A load has an outcome');
    return outcome;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }

  #ask(message: ToDriver): Promise<LoadResult | null> {
    const { promise, resolve, reject } = Promise.withResolvers<LoadResult | null>();
    const ended = (): void => reject(new Error('The driver ended by itself'));
    this.#child.once('exit', ended);
    this.#child.once('message', (answer: FromDriver) => {
      this.#child.off('exit', ended);
      if ('error' in answer) reject(new Error(`The driver failed: ${answer.error}`));
      else resolve(answer.outcome);
    });
    this.#child.send(message);
    return promise;
  }
}
