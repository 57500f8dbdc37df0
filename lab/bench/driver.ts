// A separate process that creates the requested load and counts the results.
import { randomInt } from 'node:crypto';
import pg from 'pg';
import { HttpConnection } from './http-connection.ts';
import { Asking, type SingleCode } from './paths-of-load.ts';
import type { DriverSetup, Load, LoadResult, ToDriver } from './driver-messages.ts';
import { Replay } from './replay.ts';
import { slotsOf } from './slots.ts';
import { referenceLoads } from './reference-loads.ts';

type Once = () => Promise<string | null>;

class Driver {
  readonly #setup: DriverSetup;
  readonly #clients: pg.Client[] = [];
  /** How many codes were used in each database. */
  readonly #used = { http: 0, sql: 0 };

  constructor(setup: DriverSetup) {
    this.#setup = setup;
  }

  /** Connections to PostgreSQL stay open, as in a pool, and keep their prepared statements. */
  async connect(): Promise<void> {
    for (let number = 0; number < this.#setup.mostConnections; number += 1) {
      const client = new pg.Client({ connectionString: this.#setup.sqlUrl });
      await client.connect();
      this.#clients.push(client);
    }
  }

  async run(load: Load): Promise<LoadResult> {
    const lanes = await Promise.all(
      Array.from({ length: load.connections }, (_, index) => this.#lane(load, index)),
    );
    const started = performance.now();
    const until = started + load.milliseconds;
    const latencies: number[] = [];
    const refusals: Record<string, number> = {};
    const drive = async (once: Once): Promise<void> => {
      for (let begun = performance.now(); begun < until; begun = performance.now()) {
        const refusal = await once();
        if (refusal === null) latencies.push(performance.now() - begun);
        else refusals[refusal] = (refusals[refusal] ?? 0) + 1;
      }
    };
    await Promise.all(lanes.map(({ once }) => drive(once)));
    const seconds = (performance.now() - started) / 1000;
    for (const { close } of lanes) close();
    latencies.sort((a, b) => a - b);
    const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
    return { done: latencies.length, seconds, p50: at(0.5), p99: at(0.99), refusals };
  }

  async #lane(load: Load, index: number): Promise<{ once: Once; close: () => void }> {
    if (load.target.how === 'http') return this.#httpLane(load, load.target.port);
    const client = this.#clients[index];
    if (!client) throw new Error('Not so many connections');
    const once = this.#sqlOnce(load, client);
    const guarded = (): Promise<string | null> =>
      once().then(
        () => null,
        async (error: unknown) => {
          await client.query('rollback');
          return error instanceof Error ? error.message : String(error);
        },
      );
    return { once: guarded, close: () => undefined };
  }

  async #httpLane({ path, hot }: Load, port: number): Promise<{ once: Once; close: () => void }> {
    if (path === 'tpc-b' || path === 'one row') throw new Error(`${path} is not served over HTTP`);
    const connection = await HttpConnection.open(port);
    const asking = new Asking(path, this.#setup.apiKey);
    const once = async (): Promise<string | null> => {
      const { status } = await asking.send(connection, slotsOf(this.#choose(hot), this.#code(path, 'http')));
      return status >= 200 && status < 300 ? null : String(status);
    };
    return { once, close: () => connection.close() };
  }

  #sqlOnce({ path, hot }: Load, client: pg.Client): () => Promise<unknown> {
    if (path === 'tpc-b' || path === 'one row') return () => referenceLoads[path](client);
    const replay = new Replay(this.#setup.programs[path]);
    return () => replay.once(client, this.#choose(hot), this.#code(path, 'sql'));
  }

  #code(path: Load['path'], how: Load['target']['how']): SingleCode | undefined {
    if (path !== 'redeem code') return undefined;
    const code = this.#setup.codes[this.#used[how]++];
    if (!code) throw new Error('All codes are used');
    return code;
  }

  #choose(hot: number | null): DriverSetup['regulars'][number] {
    const { regulars } = this.#setup;
    const regular = regulars[hot ?? randomInt(regulars.length)];
    if (!regular) throw new Error('There are no members');
    return regular;
  }
}

let driver: Driver | null = null;

const answer = async (message: ToDriver): Promise<LoadResult | null> => {
  if ('setup' in message) {
    driver = new Driver(message.setup);
    await driver.connect();
    return null;
  }
  if (!driver) throw new Error('The driver was not set up');
  return driver.run(message.load);
};

process.on('message', (message: ToDriver) => {
  answer(message).then(
    (outcome) => process.send?.({ outcome }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
