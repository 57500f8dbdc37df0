import { setTimeout as pause } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { EventName, LiveEvent } from '@regulars/contracts';
import pg from 'pg';
import { configToken, directDatabaseUrl, type Config } from '../../config.ts';
import { toInstant } from '../clock.ts';
import { Transactions } from '../database/transactions.ts';
import { statement } from './statements.ts';

/** `number_events` announces live events here: the first and last number, `17-23`. */
const eventChannel = 'regulars_events';

type Listener = (event: LiveEvent) => void;
interface EventRow {
  number: number;
  name: EventName;
  member_id: string | null;
  at: Date;
  data: LiveEvent['data'];
}

const read = statement(
  'live-read',
  `select number, name, member_id, at, data from event_log
   where number between $1 and $2 and origin = 'live' and ($3::text[] is null or name = any($3)) order by number`,
);

/** Forwards committed events to the listeners of this process, over one direct LISTEN connection. */
@Injectable()
export class LiveEvents implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Live');
  /** With the names that each wants to hear; null for all. */
  readonly #listeners = new Map<Listener, readonly EventName[] | null>();
  readonly #listening: (() => void)[] = [];
  #client: pg.Client | null = null;
  /** Ends when what was announced so far is told. */
  #told: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly transactions: Transactions,
  ) {}

  onApplicationBootstrap(): void {
    void this.#keepListening();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => undefined);
  }

  /**
   * Calls `listener` for every event from now on, or only for those with `names`. The returned function stops
   * it.
   */
  subscribe(listener: Listener, names: readonly EventName[] | null = null): () => void {
    this.#listeners.set(listener, names);
    return () => this.#listeners.delete(listener);
  }

  /** Runs whenever this process starts to listen, at first and after a loss. It missed earlier events. */
  onListening(begun: () => void): void {
    this.#listening.push(begun);
  }

  async #keepListening(): Promise<void> {
    while (!this.#stopped) {
      await this.#listen().catch((error: unknown) => {
        if (!this.#stopped) this.#logger.warn(`live updates are waiting: ${String(error)}`);
      });
      if (!this.#stopped) await pause(500, undefined, { ref: false });
    }
  }

  /** Resolves when the connection has ended. */
  async #listen(): Promise<void> {
    const client = new pg.Client({ connectionString: directDatabaseUrl(this.config) });
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => undefined);
    // One after the other, because a page goes on from the last number that it heard.
    client.on('notification', ({ payload }) => {
      this.#told = this.#told.then(() => this.#announce(payload ?? ''));
    });
    await client.connect();
    this.#client = client;
    await client.query(`listen ${eventChannel}`);
    for (const begun of this.#listening) begun();
    await ended;
  }

  /** Null for all. While no page is open, the many events of sales are not read. */
  #namesHeard(): EventName[] | null {
    const heard = [...this.#listeners.values()];
    return heard.includes(null) ? null : heard.flatMap((names) => names ?? []);
  }

  async #announce(numbers: string): Promise<void> {
    if (this.#listeners.size === 0 || numbers === '') return;
    try {
      const [first = 0, last = first] = numbers.split('-').map(Number);
      const rows = await this.transactions.query(read, [first, last, this.#namesHeard()]);
      for (const row of rows)
        for (const [listener, names] of this.#listeners)
          if (names === null || names.includes(row.name)) listener(show(row));
    } catch (error) {
      this.#logger.warn(`live events were lost, open pages reload: ${String(error)}`);
    }
  }
}

const show = (row: EventRow): LiveEvent => ({
  id: String(row.number),
  name: row.name,
  at: toInstant(row.at),
  memberId: row.member_id,
  data: row.data,
});
