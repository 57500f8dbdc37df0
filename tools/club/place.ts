import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findRunningPostgres, startLocalPostgres } from '@regulars/local-postgres';
import pg from 'pg';
import { ownerDatabaseUrl, type Config } from '../../apps/api/src/config.ts';
import { ClubToolError } from './errors.ts';

/** Where the data of the club is: an embedded database under `DATA_DIR`, or an external server. */
export type Place =
  | { readonly kind: 'embedded'; readonly dataDir: string; readonly postgres: string }
  | { readonly kind: 'server'; readonly url: string };

export type EmbeddedPlace = Extract<Place, { kind: 'embedded' }>;

const database = 'regulars';

export const placeOf = (config: Config): Place => {
  if (config.DATABASE_URL !== undefined) return { kind: 'server', url: ownerDatabaseUrl(config) };
  const dataDir = resolve(config.DATA_DIR);
  return { kind: 'embedded', dataDir, postgres: join(dataDir, 'postgres') };
};

/** Throws for an external database, whose server has better tools. */
export const embedded = (place: Place, instead: string): EmbeddedPlace => {
  if (place.kind === 'embedded') return place;
  throw new ClubToolError(
    `DATABASE_URL names a PostgreSQL server of your own: ${instead} (see docs/guides/backup.md).`,
  );
};

/** Runs `work` on a separate connection. Starts an embedded server if it is stopped. */
export const connected = async <Result>(
  place: Place,
  work: (client: pg.Client, directory: string, url: string) => Promise<Result>,
): Promise<Result> => {
  if (place.kind === 'server') return withClient(place.url, (client) => work(client, '', place.url));
  if (!existsSync(join(place.postgres, 'cluster', 'PG_VERSION')))
    throw new ClubToolError(`There is no club in ${place.dataDir}. Set DATA_DIR to the folder of a club.`);
  const running = findRunningPostgres(place.postgres, database);
  if (running) return withClient(running.url, (client) => work(client, running.directory, running.url));
  const started = await startLocalPostgres({ dataDir: place.postgres, database });
  try {
    return await withClient(started.url, (client) => work(client, started.directory, started.url));
  } finally {
    await started.stop();
  }
};

const withClient = async <Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url, application_name: 'regulars-club' });
  // A broken connection makes its running statement fail.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
