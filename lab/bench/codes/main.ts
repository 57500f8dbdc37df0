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

/** One batch and the COPY of its rows. */
interface BatchTime {
  readonly kind: Kind;
  readonly codes: number;
  readonly seconds: number;
  /** Into the same table: with its indexes, checks and references. */
  readonly copy: number;
  /** Into a table with the same columns and nothing else. */
  readonly plainCopy: number;
  /** Of the process of the API: the most memory before the batch, and after it. Null where there is no /proc. */
  readonly megabytes: readonly [number | null, number | null];
  readonly faults: readonly string[];
}

/**
 * Compares a batch of codes, made and imported, with a COPY of the rows that it stored. A tenth of the codes shows whether
 * memory stays the same. Resolves to the exit code.
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
    const measure = async (kind: Kind, count: number): Promise<void> => {
      const time = await bench.measure(kind, count);
      times.push(time);
      tell(lineOf(time));
    };
    for (const kind of kinds) await measure(kind, Math.ceil(codes / 10));
    for (let round = 1; round <= rounds; round += 1)
      for (const kind of round % 2 === 0 ? kinds.toReversed() : kinds) await measure(kind, codes);
    tell(`\n${tableOf(times, codes)}\n`);
    const faults = times.flatMap((time) => time.faults);
    for (const fault of faults) tell(`FAULT: ${fault}`);
    return faults.length > 0 ? 1 : 0;
  } finally {
    await cluster.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

class CodeBench {
  readonly #cluster: OwnCluster;
  readonly #apiKey: string;
  readonly #rows: string;
  readonly #codeKey = randomBytes(32).toString('base64url');

  constructor(cluster: OwnCluster, apiKey: string, rows: string) {
    this.#cluster = cluster;
    this.#apiKey = apiKey;
    this.#rows = rows;
  }

  /** In a new process and an empty table. */
  async measure(kind: Kind, codes: number): Promise<BatchTime> {
    const { url, dataDir } = this.#cluster;
    return connected(url, async (database) => {
      await this.#empty(database);
      const environment = { ...apiEnvironment(url, dataDir), CODE_KEY: this.#codeKey };
      const api = await Service.start(join(places.api, 'main.js'), '/api/readyz', environment);
      try {
        const before = peakMegabytesOf(api.pid);
        const { seconds, faults } = await this.#batch(database, api.port, kind, codes);
        const megabytes = [before, peakMegabytesOf(api.pid)] as const;
        await api.stop();
        return { kind, codes, seconds, megabytes, faults, ...(await this.#copies(database)) };
      } finally {
        await api.stop();
      }
    });
  }

  async #batch(
    database: pg.Client,
    port: number,
    kind: Kind,
    codes: number,
  ): Promise<{ seconds: number; faults: string[] }> {
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
    const stored = await database.query<{ stored: number }>(
      'select count(*)::int as stored from coupon_codes where batch_id = $1',
      [id],
    );
    const faults =
      state === 'done' && stored.rows[0]?.stored === codes
        ? []
        : [`A batch of ${codes} codes is ${state} and stored ${stored.rows[0]?.stored}`];
    return { seconds: (finished.getTime() - began) / 1000, faults };
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

const lineOf = ({ kind, codes, seconds, copy, plainCopy, megabytes: [before, most] }: BatchTime): string =>
  `${codes} ${kind}: ${seconds.toFixed(1)} s, COPY ${copy.toFixed(1)} s, into a plain table ${plainCopy.toFixed(1)} s; ` +
  `memory ${before?.toFixed(0) ?? '?'} MB before, at most ${most?.toFixed(0) ?? '?'} MB`;

const shown = (spread: Spread | null, digits: number): string =>
  spread
    ? `${spread.median.toFixed(digits)} (${spread.lowest.toFixed(digits)}–${spread.highest.toFixed(digits)})`
    : 'not measured';

const tableOf = (all: readonly BatchTime[], codes: number): string =>
  kinds
    .flatMap((kind) => {
      const some = all.filter((time) => time.kind === kind);
      const full = some.filter((time) => time.codes === codes);
      const few = some.filter((time) => time.codes !== codes);
      const most = (times: readonly BatchTime[]): string =>
        `${shown(spreadOf(times.flatMap(({ megabytes: [, peak] }) => peak ?? [])), 0)} MB`;
      const ratio = (of: (time: BatchTime) => number): string =>
        shown(spreadOf(full.map((time) => time.seconds / of(time))), 2);
      return [
        `${codes} codes, ${kind}`,
        `  time / COPY of the same rows into the same table   ${ratio(({ copy }) => copy)}`,
        `  time / COPY into a table without indexes or checks ${ratio(({ plainCopy }) => plainCopy)}`,
        `  most memory with ${few[0]?.codes ?? 0} and with ${codes} codes: ${most(few)}, ${most(full)}`,
      ];
    })
    .join('\n');
