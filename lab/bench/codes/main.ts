import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RegularsClient } from '@regulars/client';
import { createCoupon, makeCouponCodes } from '@regulars/contracts';
import type pg from 'pg';
import { apiEnvironment, builtApi, insertKey } from '../club.ts';
import { connected, startOwnCluster, type OwnCluster } from '../databases.ts';
import { places } from '../paths.ts';
import { peakMegabytesOf } from '../process-tree.ts';
import { spreadOf, type Spread } from '../statistics.ts';
import { Service } from '../system.ts';

export interface Plan {
  readonly codes: number;
  readonly rounds: number;
  readonly tell: (line: string) => void;
}

const kinds = ['made', 'imported'] as const;
type Kind = (typeof kinds)[number];

/** The time of one batch and of the COPY of its rows, in seconds. */
interface BatchTime {
  readonly kind: Kind;
  readonly batch: number;
  /** Into the same table: with its indexes, checks and references. */
  readonly copy: number;
  /** Into a table with the same columns and nothing else. */
  readonly plainCopy: number;
}

/** The most memory of the process of the API in MB, before and after a batch. Null where there is no /proc. */
interface BatchMemory {
  readonly kind: Kind;
  readonly codes: number;
  readonly before: number | null;
  readonly most: number | null;
}

/** In MB. Node clears memory only when it needs some, so without a limit the process grows by what nobody uses any more. */
const heapLimit = 192;

/**
 * Compares a batch of codes, made and imported, with a COPY of the rows that it stored. Batches of a tenth and of all codes in
 * processes with a small heap show whether memory stays the same. Resolves to the exit code.
 */
export const compareCodes = async ({ codes, rounds, tell }: Plan): Promise<number> => {
  const cluster = await startOwnCluster('codes', { profile: false });
  // PostgreSQL writes the rows here and reads them again.
  const folder = mkdtempSync(join(tmpdir(), 'regulars-bench-codes-'));
  chmodSync(folder, 0o777);
  try {
    const { migrateDatabase } = await builtApi();
    await migrateDatabase(cluster.url, { durable: false });
    const { apiKey } = await connected(cluster.url, insertKey);
    const bench = new CodeBench(cluster, apiKey, join(folder, 'rows'));
    const times: BatchTime[] = [];
    for (let round = 1; round <= rounds; round += 1)
      for (const kind of round % 2 === 0 ? kinds.toReversed() : kinds) {
        const time = await bench.time(kind, codes);
        times.push(time);
        tell(timeLine(time, codes));
      }
    const memories: BatchMemory[] = [];
    for (const kind of kinds)
      for (const count of [Math.ceil(codes / 10), codes]) memories.push(await bench.memory(kind, count));
    tell(`\n${tableOf(times, codes)}\n\nWith at most ${heapLimit} MB of heap:`);
    for (const memory of memories) tell(memoryLine(memory));
    for (const fault of bench.faults) tell(`FAULT: ${fault}`);
    return bench.faults.length > 0 ? 1 : 0;
  } finally {
    await cluster.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Each batch is in a new process and an empty table. */
class CodeBench {
  readonly faults: string[] = [];
  readonly #cluster: OwnCluster;
  readonly #apiKey: string;
  readonly #rows: string;

  constructor(cluster: OwnCluster, apiKey: string, rows: string) {
    this.#cluster = cluster;
    this.#apiKey = apiKey;
    this.#rows = rows;
  }

  time(kind: Kind, codes: number): Promise<BatchTime> {
    return connected(this.#cluster.url, async (database) => {
      const batch = await this.#withApi(database, [], ({ port }) => this.#batch(database, port, kind, codes));
      return { kind, batch, ...(await this.#copies(database)) };
    });
  }

  memory(kind: Kind, codes: number): Promise<BatchMemory> {
    const limit = [`--max-old-space-size=${heapLimit}`];
    return connected(this.#cluster.url, (database) =>
      this.#withApi(database, limit, async ({ port, pid }) => {
        const before = peakMegabytesOf(pid);
        await this.#batch(database, port, kind, codes);
        return { kind, codes, before, most: peakMegabytesOf(pid) };
      }),
    );
  }

  async #withApi<Result>(
    database: pg.Client,
    nodeOptions: readonly string[],
    work: (api: Service) => Promise<Result>,
  ): Promise<Result> {
    const { url, dataDir } = this.#cluster;
    await this.#empty(database);
    const environment = apiEnvironment(url, dataDir);
    const api = await Service.start(join(places.api, 'main.js'), '/api/readyz', environment, nodeOptions);
    try {
      return await work(api);
    } finally {
      await api.stop();
    }
  }

  /** Returns the seconds from the call to the end of the batch. */
  async #batch(database: pg.Client, port: number, kind: Kind, codes: number): Promise<number> {
    const baseUrl = `http://127.0.0.1:${port}/api/v1`;
    const client = new RegularsClient({ baseUrl, apiKey: this.#apiKey });
    const coupon = await client.call(createCoupon, {
      body: {
        name: { en: 'A tenth off' },
        code: null,
        effect: { kind: 'percent', percent: 10 },
        state: 'live',
      },
    });
    const file = kind === 'imported' ? foreignCodes(codes) : '';
    const began = Date.now();
    const { id } =
      kind === 'made'
        ? await client.call(makeCouponCodes, { params: { id: coupon.id }, body: { count: codes } })
        : await send(`${baseUrl}/coupons/${coupon.id}/code-files`, this.#apiKey, file);
    const { state, finished } = await ended(database, id);
    const { rows } = await database.query<{ stored: number }>(
      'select count(*)::int as stored from coupon_codes where batch_id = $1',
      [id],
    );
    if (state !== 'done' || rows[0]?.stored !== codes)
      this.faults.push(`A batch of ${codes} codes is ${state} and stored ${rows[0]?.stored}`);
    return (finished.getTime() - began) / 1000;
  }

  async #copies(database: pg.Client): Promise<Pick<BatchTime, 'copy' | 'plainCopy'>> {
    const columns = '(id, coupon_id, batch_id, ending)';
    const rows = database.escapeLiteral(this.#rows);
    await database.query(
      `copy (select id, coupon_id, batch_id, ending from coupon_codes) to ${rows};
       create table plain_codes as select * from coupon_codes with no data`,
    );
    await this.#empty(database);
    const copy = await secondsOf(() => database.query(`copy coupon_codes ${columns} from ${rows}`));
    await database.query('checkpoint');
    const plainCopy = await secondsOf(() => database.query(`copy plain_codes ${columns} from ${rows}`));
    await database.query('drop table plain_codes');
    return { copy, plainCopy };
  }

  async #empty(database: pg.Client): Promise<void> {
    await database.query('truncate coupon_codes cascade');
    await database.query('checkpoint');
  }
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

/** In the form of another system. */
const foreignCodes = (count: number): string => {
  const salt = randomBytes(4).toString('hex').toUpperCase();
  return Array.from({ length: count }, (_, index) => `${salt}${String(index).padStart(8, '0')}`).join('\n');
};

const send = async (url: string, apiKey: string, file: string): Promise<{ id: string }> => {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'text/csv' },
    body: file,
  });
  if (!reply.ok) throw new Error(`The import was answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as { id: string };
};

const ended = async (database: pg.Client, id: string): Promise<{ state: string; finished: Date }> => {
  for (;;) {
    const { rows } = await database.query<{ state: string; finished: Date | null }>(
      'select state, finished_at as finished from coupon_batches where id = $1',
      [id],
    );
    const [batch] = rows;
    if (batch?.finished) return { state: batch.state, finished: batch.finished };
    await pause(100);
  }
};

const timeLine = ({ kind, batch, copy, plainCopy }: BatchTime, codes: number): string =>
  `${codes} ${kind}: ${batch.toFixed(1)} s, COPY ${copy.toFixed(1)} s, into a plain table ${plainCopy.toFixed(1)} s`;

const memoryLine = ({ kind, codes, before, most }: BatchMemory): string =>
  `  ${codes} ${kind}: ${before?.toFixed(0) ?? '?'} MB before, at most ${most?.toFixed(0) ?? '?'} MB`;

const shown = (spread: Spread | null): string =>
  spread
    ? `${spread.median.toFixed(2)} (${spread.lowest.toFixed(2)}–${spread.highest.toFixed(2)})`
    : 'not measured';

const tableOf = (all: readonly BatchTime[], codes: number): string =>
  kinds
    .flatMap((kind) => {
      const ratio = (of: (time: BatchTime) => number): string =>
        shown(spreadOf(all.filter((time) => time.kind === kind).map((time) => time.batch / of(time))));
      return [
        `${codes} codes, ${kind}`,
        `  time / COPY of the same rows into the same table   ${ratio(({ copy }) => copy)}`,
        `  time / COPY into a table without indexes or checks ${ratio(({ plainCopy }) => plainCopy)}`,
      ];
    })
    .join('\n');
