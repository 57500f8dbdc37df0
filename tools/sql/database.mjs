// A temporary PostgreSQL with the newest schema and no rows.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { apiSources } from './statements.mjs';

/**
 * @template Result
 * @param {(client: pg.Client, url: string) => Promise<Result>} ask
 * @returns {Promise<Result>}
 */
export async function withDatabase(ask) {
  const { startLocalPostgres } = await import('@regulars/local-postgres');
  const { migrateDatabase } = await import(pathToFileURL(join(apiSources, 'database.ts')).href);
  const dataDir = mkdtempSync(join(tmpdir(), 'regulars-types-'));
  chmodSync(dataDir, 0o755);
  const server = await startLocalPostgres({ dataDir, fast: true });
  const client = new pg.Client({ connectionString: server.url });
  try {
    await migrateDatabase(server.url, { durable: false });
    await client.connect();
    return await ask(client, server.url);
  } finally {
    await client.end().catch(() => undefined);
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
