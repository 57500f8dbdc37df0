import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startLocalPostgres, type LocalPostgres, type LocalPostgresOptions } from '@regulars/local-postgres';
import pg from 'pg';
import { apiEnvironment, createClub, type Club } from './club.ts';
import { buildNaive } from './naive-build.ts';
import { giveNaiveAccess, seedNaive } from './naive/seed.ts';
import { places } from './paths.ts';
import { Service } from './system.ts';
import { createReferenceLoads } from './reference-loads.ts';

/** The same club three times on one server: for the API, for the statements alone, and for the naive design. */
export interface Bench {
  readonly club: Club;
  readonly server: LocalPostgres;
  readonly urls: { readonly api: string; readonly sql: string; readonly naive: string };
  readonly naiveProgram: string;
  readonly dataDir: string;
  close(): Promise<void>;
}

// The server outlives the process that starts it and does not keep that process running. A process that waits for its
// end must keep itself running.
const startServer = async (options: LocalPostgresOptions): Promise<LocalPostgres> => {
  const server = await startLocalPostgres(options);
  return {
    url: server.url,
    urlAs: (role) => server.urlAs(role),
    directory: server.directory,
    get pid() {
      return server.pid;
    },
    stop: async () => {
      const awake = setInterval(() => undefined, 1000);
      await server.stop().finally(() => clearInterval(awake));
    },
  };
};

export const databaseUrl = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
};

export const connected = async <Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Settings of a server for `pg_stat_statements`. */
export const statistics = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
};

export interface BenchOptions {
  readonly members: number;
  /** With `pg_stat_statements`. */
  readonly profile: boolean;
  readonly tell: (line: string) => void;
}

/** A separate server with fsync and room for the load. Its first database has this name. */
export interface OwnCluster {
  readonly url: string;
  readonly dataDir: string;
  pid(): number;
  /** Stops it and forgets its data. */
  close(): Promise<void>;
}

export const startOwnCluster = async (
  database: string,
  { profile }: Pick<BenchOptions, 'profile'>,
): Promise<OwnCluster> => {
  const home = mkdtempSync(join(tmpdir(), 'regulars-bench-'));
  chmodSync(home, 0o755);
  const forget = (): void => rmSync(home, { recursive: true, force: true });
  try {
    const server = await startServer({
      dataDir: join(home, 'postgres'),
      database,
      settings: { max_connections: '200', max_wal_size: '8GB', ...(profile ? statistics : {}) },
    });
    const close = async (): Promise<void> => {
      await server.stop();
      forget();
    };
    return { url: server.url, dataDir: join(home, 'data'), pid: () => server.pid, close };
  } catch (error) {
    forget();
    throw error;
  }
};

/** Fills the databases without durability, then restarts the server with it. */
export const prepareBench = async ({ members, profile, tell }: BenchOptions): Promise<Bench> => {
  const home = mkdtempSync(join(tmpdir(), 'regulars-bench-'));
  chmodSync(home, 0o755);
  const [cluster, dataDir] = [join(home, 'postgres'), join(home, 'data')];
  const forget = (): void => rmSync(home, { recursive: true, force: true });
  try {
    const naiveProgram = buildNaive();
    const loading = await startServer({
      dataDir: cluster,
      database: 'api',
      fast: true,
      settings: { max_wal_size: '8GB', autovacuum: 'off' },
    });
    let club: Club;
    try {
      tell(`Loading ${members} members with a history …`);
      [club] = await Promise.all([
        createClub(databaseUrl(loading.url, 'api'), dataDir, members),
        connected(loading.url, (client) => client.query('create database naive')).then(() =>
          prepareNaive(loading.url, naiveProgram, members),
        ),
      ]);
    } finally {
      await loading.stop();
    }
    await flush();
    const server = await startServer({
      dataDir: cluster,
      database: 'api',
      settings: { max_connections: '200', ...(profile ? statistics : {}) },
    });
    const urls = {
      api: databaseUrl(server.url, 'api'),
      sql: databaseUrl(server.url, 'sql'),
      naive: databaseUrl(server.url, 'naive'),
    };
    const close = async (): Promise<void> => {
      await server.stop();
      forget();
    };
    try {
      // The API starts only on a server with durability.
      await finishLoading(server.url, dataDir, club);
    } catch (error) {
      await close();
      throw error;
    }
    await flush();
    return { club, server, urls, naiveProgram, dataDir, close };
  } catch (error) {
    forget();
    throw error;
  }
};

const prepareNaive = async (serverUrl: string, program: string, members: number): Promise<void> => {
  const url = databaseUrl(serverUrl, 'naive');
  const service = await Service.start(program, '/readyz', { DATABASE_URL: url, SYNCHRONIZE: 'on' });
  await service.stop();
  await connected(url, (client) => seedNaive(client, members));
};

const finishLoading = async (serverUrl: string, dataDir: string, club: Club): Promise<void> => {
  const numbers = club.regulars.map(({ card }) => card);
  await connected(databaseUrl(serverUrl, 'naive'), async (client) => {
    await giveNaiveAccess(client, numbers, club.apiKeyHash.toString('hex'));
    await client.query('vacuum analyze');
  });
  await buildFacts(join(places.api, 'main.js'), databaseUrl(serverUrl, 'api'), dataDir);
  await connected(databaseUrl(serverUrl, 'naive'), (client) =>
    client.query('create database sql template api strategy file_copy'),
  );
  await connected(databaseUrl(serverUrl, 'sql'), createReferenceLoads);
};

/**
 * Starts the API once and waits until it has computed the facts of all members, so that this does not run during the
 * measurement. Then it renews the statistics of the planner.
 */
export const buildFacts = async (program: string, url: string, dataDir: string): Promise<void> => {
  await connected(url, (client) => client.query('delete from member_facts_rebuild'));
  const api = await Service.start(program, '/api/readyz', apiEnvironment(url, dataDir));
  try {
    await connected(url, async (client) => {
      const isDone = async (): Promise<boolean> =>
        (await client.query('select from member_facts_rebuild where finished_at is not null')).rowCount === 1;
      while (!(await isDone())) await pause(250);
    });
  } finally {
    await api.stop();
  }
  await connected(url, (client) => client.query('vacuum analyze'));
};

/** Writes the loaded data to disk before the first measurement. */
export const flush = async (): Promise<void> => {
  const sync = spawn('sync', { stdio: 'ignore' });
  await once(sync, 'exit');
};
