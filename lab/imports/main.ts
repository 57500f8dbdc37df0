import { chmodSync, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { RegularsClient } from '@regulars/client';
import {
  createEarningRule,
  createLocation,
  getImport,
  publishEarningRule,
  type Import,
} from '@regulars/contracts';
import type pg from 'pg';
import { apiEnvironment, builtApi, insertKey } from '../bench/club.ts';
import { connected, startOwnCluster, type OwnCluster } from '../bench/databases.ts';
import { places } from '../bench/paths.ts';
import { cpuSecondsOf } from '../bench/process-tree.ts';
import { Service } from '../bench/system.ts';
import { copiesOf, type Copies, type Cost } from './copies.ts';
import { memberColumns, purchaseColumns, writeMembers, writePurchases } from './files.ts';
import { nodeCosts, postgresCosts } from './costs.ts';
import { openTill, type TillTimes } from './till.ts';
import { watchMemory, type Peaks } from './watch.ts';

type Kind = 'members' | 'purchases';

const settings: Record<Kind, object> = {
  members: {
    kind: 'members',
    mapping: { columns: memberColumns },
    options: { dates: 'day-first', country: 'AT' },
  },
  purchases: {
    kind: 'purchases',
    mapping: { columns: purchaseColumns },
    options: { decimal: ',', newLocations: true, currency: 'EUR' },
  },
};

/**
 * `[100000] [--lines 100000] [--profile] [--quiet]`: imports so many members and lines of their purchases while a till books
 * purchases, and compares that with a COPY of the same rows. `--quiet`: without the till. Resolves to the exit code.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      lines: { type: 'string' },
      profile: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
    },
  });
  const members = Number(positionals[0] ?? 100_000);
  const lines = Number(values.lines ?? members);
  const folder = mkdtempSync(join(tmpdir(), 'regulars-imports-'));
  // PostgreSQL writes rows here and reads them again.
  chmodSync(folder, 0o777);
  const cluster = await startOwnCluster('imports', values);
  try {
    const { migrateDatabase } = await builtApi();
    await migrateDatabase(cluster.url, { durable: false });
    const { apiKey } = await connected(cluster.url, insertKey);
    await writeMembers(join(folder, 'members.csv'), members);
    await writePurchases(join(folder, 'purchases.csv'), lines, members);
    const run = new ImportBench(cluster, apiKey, folder, values);
    await run.import('members', members);
    if (lines > 0) await run.import('purchases', lines);
    for (const fault of run.faults) console.log(`FAULT: ${fault}`);
    return run.faults.length > 0 ? 1 : 0;
  } finally {
    await cluster.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Seconds of processor time. */
interface Processors {
  readonly api: number;
  readonly postgres: number;
}

interface Measured {
  /** Seconds until the file is stored, and until all of it is in the club. */
  readonly upload: number;
  readonly whole: number;
  /** Until the consumers of events have followed. */
  readonly followed: number;
  readonly cpu: Processors;
  /** Of it, what the upload took. */
  readonly uploadCpu: Processors;
  readonly peaks: Peaks;
  readonly till: TillTimes | null;
}

interface Options {
  readonly profile: boolean;
  readonly quiet: boolean;
}

/** Each import has a process of its own, so that its memory is known. */
class ImportBench {
  readonly faults: string[] = [];

  readonly #cluster: OwnCluster;
  readonly #apiKey: string;
  readonly #folder: string;
  readonly #options: Options;

  constructor(cluster: OwnCluster, apiKey: string, folder: string, options: Options) {
    this.#cluster = cluster;
    this.#apiKey = apiKey;
    this.#folder = folder;
    this.#options = options;
  }

  async import(kind: Kind, lines: number): Promise<void> {
    const { url, dataDir } = this.#cluster;
    await connected(url, async (database) => {
      if (this.#options.profile)
        await database.query(
          'create extension if not exists pg_stat_statements; select pg_stat_statements_reset()',
        );
      const nodeOptions = this.#options.profile ? ['--cpu-prof', `--cpu-prof-dir=${this.#folder}`] : [];
      const program = join(places.api, 'main.js');
      const api = await Service.start(program, '/api/readyz', apiEnvironment(url, dataDir), nodeOptions);
      let measured: Measured;
      try {
        measured = await this.#measure(database, api, kind, lines);
      } finally {
        await api.stop();
      }
      const costs = this.#options.profile
        ? [...nodeCosts(this.#folder), '', ...(await postgresCosts(database))]
        : [];
      for (const line of costs) console.log(line);
      const copies = await copiesOf(
        database,
        kind,
        join(this.#folder, 'rows'),
        () => cpuSecondsOf(this.#cluster.pid()) ?? 0,
      );
      for (const line of reportOf(kind, lines, measured, copies)) console.log(line);
    });
  }

  async #measure(database: pg.Client, api: Service, kind: Kind, lines: number): Promise<Measured> {
    const baseUrl = `http://127.0.0.1:${api.port}/api/v1`;
    const client = new RegularsClient({ baseUrl, apiKey: this.#apiKey });
    if (kind === 'members') await openShop(client);
    const till = this.#options.quiet ? null : await openTill(client, 'till');
    const measured = await this.#import(database, api, client, kind, lines).catch(async (error: unknown) => {
      await till?.stop();
      throw error;
    });
    return { ...measured, till: till ? await till.stop() : null };
  }

  async #import(
    database: pg.Client,
    api: Service,
    client: RegularsClient,
    kind: Kind,
    lines: number,
  ): Promise<Omit<Measured, 'till'>> {
    const peaks = watchMemory(api.pid, this.#cluster.pid());
    const before = this.#processors(api);
    const began = performance.now();
    const seconds = (): number => (performance.now() - began) / 1000;
    const { id } = await this.#send(`http://127.0.0.1:${api.port}/api/v1`, kind);
    const upload = seconds();
    const uploadCpu = this.#processors(api, before);
    const done = await ended(client, id);
    const whole = seconds();
    this.#judge(done, lines);
    await untilFollowed(database);
    const followed = seconds();
    const cpu = this.#processors(api, before);
    return { upload, whole, followed, cpu, uploadCpu, peaks: peaks() };
  }

  #processors(api: Service, since: Processors = { api: 0, postgres: 0 }): Processors {
    return {
      api: (cpuSecondsOf(api.pid) ?? 0) - since.api,
      postgres: (cpuSecondsOf(this.#cluster.pid()) ?? 0) - since.postgres,
    };
  }

  async #send(baseUrl: string, kind: Kind): Promise<{ id: string }> {
    const form = new FormData();
    form.set('settings', JSON.stringify(settings[kind]));
    form.set('file', await openAsBlob(join(this.#folder, `${kind}.csv`)), `${kind}.csv`);
    const reply = await fetch(`${baseUrl}/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#apiKey}` },
      body: form,
    });
    if (!reply.ok) throw new Error(`The import was answered ${reply.status}: ${await reply.text()}`);
    return (await reply.json()) as { id: string };
  }

  #judge({ state, counts, lines: read }: Import, lines: number): void {
    if (state !== 'done' || read !== lines || counts.refused + counts.duplicate + counts.conflicts > 0)
      this.faults.push(`${state}, ${read} of ${lines} lines, ${JSON.stringify(counts)}`);
  }
}

const openShop = async (client: RegularsClient): Promise<void> => {
  await client.call(createLocation, { body: { code: 'till', name: 'Till', currency: 'EUR' } });
  const { id } = await client.call(createEarningRule, {
    body: {
      name: '1 point per euro',
      effect: { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1, per: 100 }] },
    },
  });
  await client.call(publishEarningRule, { params: { id } });
};

const ended = async (client: RegularsClient, id: string): Promise<Import> => {
  for (;;) {
    const found = await client.call(getImport, { params: { id } });
    if (found.state !== 'waiting' && found.state !== 'running') return found;
    await pause(100);
  }
};

/** Until events are numbered and each consumer that hears of imports has passed them. */
const untilFollowed = async (database: pg.Client): Promise<void> => {
  for (;;) {
    const { rows } = await database.query<{ behind: boolean }>(
      `select exists (select from outbox where origin = 'import')
         or exists (select from event_consumers c, event_relay r where c.name = 'member-facts' and c.cursor < r.last_number - 1000) as behind`,
    );
    if (rows[0]?.behind === false) return;
    await pause(100);
  }
};

const reportOf = (kind: Kind, lines: number, measured: Measured, copies: Copies): string[] => {
  const { upload, whole, followed, cpu, uploadCpu, peaks, till } = measured;
  const used = cpu.api + cpu.postgres;
  const perLine = (seconds: number): string => `${((seconds / lines) * 1e6).toFixed(0)} µs`;
  const rate = (seconds: number): string => `${Math.round(lines / seconds)} per second`;
  const compared = ({ seconds, processor }: Cost): string =>
    `${seconds.toFixed(2)} s, so ${(whole / seconds).toFixed(1)} times (in processor time ${(used / processor).toFixed(1)} times)`;
  return [
    `${lines} lines of ${kind} in ${whole.toFixed(1)} s: ${rate(whole)}`,
    `  upload ${upload.toFixed(1)} s (${rate(upload)}), work ${(whole - upload).toFixed(1)} s (${rate(whole - upload)}), consumers after ${followed.toFixed(1)} s`,
    `  COPY of its rows ${compared(copies.plain)}`,
    `  COPY of all that it stored, with indexes ${compared(copies.indexed)}`,
    `  processor: API ${cpu.api.toFixed(1)} s, PostgreSQL ${cpu.postgres.toFixed(1)} s, so ${rate(used / processors)} on ${processors} of them`,
    `  per line: API ${perLine(cpu.api)} (${perLine(uploadCpu.api)} of them for the upload), PostgreSQL ${perLine(cpu.postgres)} (${perLine(uploadCpu.postgres)})`,
    `  most memory: API ${peaks.api.toFixed(0)} MB (${peaks.before.toFixed(0)} before), PostgreSQL ${peaks.postgres.toFixed(0)} MB beside what it shares`,
    ...(till ? [tillLine(till)] : []),
  ];
};

/** Of the machine that the goals are meant for. */
const processors = 2;

const tillLine = ({ purchases, median, most95, slowest }: TillTimes): string =>
  `  till at the same time: ${purchases} purchases, median ${median.toFixed(1)} ms, 95 % below ${most95.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms`;
