import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RegularsClient } from '@regulars/client';
import supertest from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { createApp, type AppParts } from '../../apps/api/src/app.ts';
import { readConfig } from '../../apps/api/src/config.ts';
import { Clock } from '../../apps/api/src/platform/clock.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { rememberQueues } from './known-queues.ts';

/** A clock that only moves when a test moves it. */
export class TestClock extends Clock {
  #now: number;

  constructor(private readonly start: string) {
    super();
    this.#now = Date.parse(start);
  }

  /** Back to its start. */
  reset(): void {
    this.set(this.start);
  }

  now(): number {
    return this.#now;
  }

  set(instant: string): void {
    this.#now = Date.parse(instant);
  }

  advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }): void {
    this.#now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly clock: TestClock;
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** As the owner, for access without the API. */
  readonly databaseUrl: string;
  readonly http: TestAgent;
  /** A typed client in English, with the secret of a key or the cookie of a session. */
  client(as?: { apiKey?: string; cookie?: string }): RegularsClient;
  close(): Promise<void>;
}

/** The API uses the role without rights to the schema, as in production, so a missing grant fails a test. */
export const addressesOf = ({ url, applicationUrl }: TestDatabase): NodeJS.ProcessEnv => ({
  DATABASE_URL: applicationUrl,
  DATABASE_OWNER_URL: url,
});

/** The cheapest parameters: tests hash hundreds of passwords, and none measures the time. */
export const cheapHash = { memory: 8, passes: 1 };

/** The real API with a separate database, on a free port. */
export const startApp = async (
  instant = '2026-11-22T10:00:00+01:00',
  environment: NodeJS.ProcessEnv = {},
  parts: Pick<AppParts, 'timeLimits' | 'hashCost' | 'schedules'> = {},
): Promise<TestApp> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'regulars-data-'));
  const database = await createTestDatabase();
  const clock = new TestClock(instant);
  const config = readConfig({
    ...(environment['DATABASE_URL'] === undefined ? addressesOf(database) : {}),
    DEMO: 'off',
    PORTAL: 'off',
    LOG_LEVEL: 'error',
    PORT: '0',
    DATA_DIR: dataDir,
    CODE_KEY: 'a'.repeat(43),
    ...environment,
  });
  const app = await createApp(config, { hashCost: cheapHash, schedules: false, ...parts, clock });
  await app.listen(0, '127.0.0.1');
  const databaseUrl = environment['DATABASE_OWNER_URL'] ?? database.url;
  await rememberQueues(databaseUrl);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app,
    clock,
    url,
    databaseUrl,
    http: supertest(url),
    client: ({ apiKey, cookie } = {}) =>
      new RegularsClient({
        baseUrl: `${url}/api/v1`,
        apiKey,
        headers: { origin: url, 'accept-language': 'en', ...(cookie ? { cookie } : {}) },
      }),
    close: async () => {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
