import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { statement } from '../database/statement.ts';
import { Transactions } from '../database/transactions.ts';

/** The channel on which ids of relayed events are announced, coalesced. */
export const eventChannel = 'regulars_events';

const shortestPauseMs = 50;
const idlePauseMs = 1000;
const batch = 400;

// SKIP LOCKED, not `id > last`: ids commit out of order, and a row that commits late would be skipped for ever.
const claim = statement(
  'relay-claim',
  `with claimed as (
     update events set relayed_at = now()
     where id in (select id from events where relayed_at is null order by id limit ${batch} for update skip locked)
     returning id
   )
   select count(*)::int as claimed, pg_notify('${eventChannel}', string_agg(id::text, ',' order by id))::text as announced from claimed having count(*) > 0`,
);

/** Announces committed events at most every 50 ms; never inside a posting's transaction, where NOTIFY serialises commits. */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Relay');
  readonly #stop = new AbortController();
  #wake: () => void = () => undefined;
  #awake = false;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly transactions: Transactions) {}

  onApplicationBootstrap(): void {
    this.#running = this.#run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    this.#wake();
    await this.#running;
  }

  /** Called after a commit that appended events. */
  wake(): void {
    this.#awake = true;
    this.#wake();
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#awake = false;
      const claimed = await this.#relay();
      await this.#rest(shortestPauseMs);
      if (claimed < batch && !this.#awake) await this.#sleep();
    }
  }

  async #relay(): Promise<number> {
    try {
      const [row] = await this.transactions.query<{ claimed: number }>(claim);
      return row?.claimed ?? 0;
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#logger.warn(`events wait: ${String(error)}`);
      return 0;
    }
  }

  async #sleep(): Promise<void> {
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    await Promise.race([woken, this.#rest(idlePauseMs)]);
  }

  async #rest(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.#stop.signal, ref: false }).catch(() => undefined);
  }
}
