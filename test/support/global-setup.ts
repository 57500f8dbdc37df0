// Runs before the tests: starts one PostgreSQL with a template database, which each test file copies.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
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

const startServer = async (): Promise<TestServer> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'regulars-test-'));
  chmodSync(dataDir, 0o755);
  const server = await startLocalPostgres({ dataDir, fast: true, settings: { max_connections: '300' } });
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
