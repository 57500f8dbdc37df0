import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join, resolve } from 'node:path';
import { startLocalPostgres, type LocalPostgres } from '@regulars/local-postgres';
import { createApp } from './app.ts';
import { directDatabaseUrl, ownerDatabaseUrl, ownOrigin, readConfig, type Config } from './config.ts';
import { migrateDatabase } from './database.ts';
import { SetupLink } from './features/setup/index.ts';
import { adviceOnDemo, discardUnfinishedDemo, loadDemo } from './demo/index.ts';
import { ownSecrets } from './own-secrets.ts';
import { adviceOnRole } from './platform/database/access.ts';

const closeWithinMs = 8000;
/** Of the embedded database, whose owner does nothing but bring it up to date. */
const applicationRole = 'regulars';

/** Starts the whole system: database (unless `DATABASE_URL` names one), migrations, API and portal. */
const start = async (): Promise<void> => {
  const read = readConfig(process.env);
  const local = read.DATABASE_URL === undefined ? await startDatabase(read) : null;
  const config: Config = {
    ...read,
    ...(local ? { DATABASE_URL: local.urlAs(applicationRole), DATABASE_OWNER_URL: local.url } : {}),
    ...(local ? await ownSecrets(read) : {}),
    PORTAL_SECRET: read.PORTAL_SECRET ?? randomBytes(24).toString('base64url'),
  };
  const stopDatabase = async (): Promise<void> => local?.stop();
  try {
    await bringUpToDate(config);
    await serve(config, stopDatabase);
  } catch (error) {
    await stopDatabase();
    throw error;
  }
};

const bringUpToDate = async (config: Config): Promise<void> => {
  const owner = ownerDatabaseUrl(config);
  const upgrade = config.DATABASE_OWNER_URL === undefined ? {} : { application: config.DATABASE_URL };
  await migrateDatabase(owner, upgrade);
  if (config.demo && (await discardUnfinishedDemo(owner))) await migrateDatabase(owner, upgrade);
  const direct = directDatabaseUrl(config);
  for (const advice of [await adviceOnRole(direct), await adviceOnDemo(config, direct)])
    if (advice !== null) console.warn(`${advice}\n`);
};

const startDatabase = (config: Config): Promise<LocalPostgres> =>
  startLocalPostgres({
    dataDir: join(resolve(config.DATA_DIR), 'postgres'),
    database: 'regulars',
    log: (message) => console.log(message),
  });

const serve = async (config: Config, stopDatabase: () => Promise<void>): Promise<void> => {
  const app = await createApp(config, { portal: config.PORTAL ? await loadPortal(config) : undefined });
  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), closeWithinMs).unref();
    await app.close();
    await stopDatabase();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  await app.init();
  const url = ownOrigin(config);
  if (config.demo) await loadDemo(app, config.DATA_DIR, url);
  const token = await app.get(SetupLink).issue();
  await app.listen(config.PORT, config.HOST);
  console.log(`Regulars is running: ${url}`);
  if (token) console.log(`Set up your club: ${url}/set-up?token=${token}`);
};

/** The portal's built handler, told its address and how to prove to the API that it speaks for a visitor. */
const loadPortal = async (config: Config): Promise<RequestListener | undefined> => {
  const path = resolve(import.meta.dirname, '../../portal/build/handler.js');
  if (!existsSync(path)) throw new Error('The portal is not built. Run `npm run build`, or set PORTAL=off.');
  process.env.PORTAL_SECRET = config.PORTAL_SECRET;
  process.env.LOG_LEVEL = config.LOG_LEVEL;
  process.env.API_INTERNAL_URL ??= `http://${config.HOST === '0.0.0.0' ? '127.0.0.1' : config.HOST}:${config.PORT}`;
  process.env.PROTOCOL_HEADER ??= 'x-forwarded-proto';
  process.env.BODY_SIZE_LIMIT ??= '4M';
  const { handler } = (await import(path)) as { handler: RequestListener };
  const { guard } = (await import(resolve(import.meta.dirname, '../../portal/serve.ts'))) as {
    guard: (handler: RequestListener, options: { origin: string | undefined }) => RequestListener;
  };
  return guard(handler, { origin: config.ORIGIN });
};

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
