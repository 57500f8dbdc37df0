// Runs before the tests: starts one PostgreSQL with a template database, which each test file copies.
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres } from '@regulars/local-postgres';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { asApplication, databaseUrl, templateDatabase } from './database-url.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The `postgres` database of the server that all tests share. */
    postgresUrl: string;
  }
}

interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Shared by all projects of a run: the first starts the server, the last stops it. */
interface Shared {
  users: number;
  server?: Promise<TestServer>;
}

const shared = ((globalThis as { regularsTests?: Shared }).regularsTests ??= { users: 0 });

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  shared.users += 1;
  const server = await (shared.server ??= startServer());
  project.provide('postgresUrl', server.url);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await server.stop();
  };
}

/** A parallel query starts processes, which costs more than the small tables of a test. */
const settings = { max_connections: '300', max_parallel_workers_per_gather: '0' };

const startServer = async (): Promise<TestServer> => {
  const dataDir = mkdtempSync(join(placeForData(), 'regulars-test-'));
  chmodSync(dataDir, 0o755);
  const server = await startLocalPostgres({
    dataDir,
    fast: true,
    settings,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: server.url, stop };
};

const memory = '/dev/shm';
const neededBytes = 4 * 1024 ** 3;

/**
 * In memory on Linux if there is room: each file makes and drops a database, and both write a checkpoint. Containers
 * often have 64 MB there.
 */
const placeForData = (): string => {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= neededBytes ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
};

async function makeTemplate(postgresUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(`create database ${templateDatabase}`);
    const template = databaseUrl(postgresUrl, templateDatabase);
    await migrateDatabase(template, { durable: false, application: asApplication(template) });
    await client.query(`alter database ${templateDatabase} is_template true allow_connections false`);
  } finally {
    await client.end();
  }
}
