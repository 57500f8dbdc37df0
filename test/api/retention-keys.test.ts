import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Erasure } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { addressesOf, startApp, type TestApp } from '../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { LogLines } from '../support/log-lines.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const old = `old:${Buffer.alloc(32, 1).toString('base64')}`;
const fresh = `fresh:${Buffer.alloc(32, 2).toString('base64')}`;
const impostor = `old:${Buffer.alloc(32, 3).toString('base64')}`;

const log = new LogLines();
let database: TestDatabase;
let dataDir: string;
let key: string;
let admin: { cookie: string };
/** Erased under the old key, and under the new one. */
let first: string;
let second: string;

/** The same club, started again with other keys. */
const withKeys = async <Result>(keys: string, work: (api: TestApp) => Promise<Result>): Promise<Result> => {
  const environment = {
    ...addressesOf(database),
    DATA_DIR: dataDir,
    RETENTION_KEYS: keys,
    LOG_LEVEL: 'warn',
  };
  const api = await startApp(undefined, environment);
  try {
    return await work(api);
  } finally {
    await api.close();
  }
};

const erase = async (api: TestApp, email: string): Promise<string> => {
  const consents = [{ purpose: 'newsletter' as const, granted: true }];
  const { id } = await makeMember(api, { email, consents });
  await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
  api.clock.advance({ days: 30 });
  expect(await api.app.get(EraseMembersJob).eraseDue()).toBe(1);
  return id;
};

const read = (api: TestApp, id: string) => send(api, 'get', `/members/${id}/retained-records`, admin);
const emailIn = async (api: TestApp, id: string): Promise<unknown> =>
  (await read(api, id).expect(200)).body.data[0].content.person.email;
const expectMissing = async (api: TestApp, detail: string): Promise<void> => {
  const { status, body } = await read(api, first);
  expect({ status, body }).toMatchObject({ status: 409, body: { code: 'retention-key-missing', detail } });
};
const keysOf = async (id: string): Promise<string[]> =>
  (
    await rowsOf<{ key_id: string }>(
      { databaseUrl: database.url },
      'select key_id from retained_records where member_id = $1',
      [id],
    )
  ).map(({ key_id }) => key_id);

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'regulars-keys-'));
  await withKeys(old, async (api) => {
    key = await makeKey(api);
    admin = await makeStaff(api, ['admin']);
    first = await erase(api, 'first@member.example');
  });
  await withKeys(`${fresh},${old}`, async (api) => {
    second = await erase(api, 'second@member.example');
  });
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('the keys of retained records', () => {
  it('can change: the first one encrypts, and each of them decrypts', async () => {
    await withKeys(`${fresh},${old}`, async (api) => {
      expect([await keysOf(first), await keysOf(second)]).toEqual([['old'], ['fresh']]);
      expect(await emailIn(api, first)).toBe('first@member.example');
      expect(await emailIn(api, second)).toBe('second@member.example');
      const { body } = await send(api, 'get', '/privacy-settings', { key }).expect(200);
      expect(body).toMatchObject({ keyMissing: false, keysLost: [] });
    });
  });

  it('are named by the start, the settings and a read if one is missing; the others still work', async () => {
    log.forget();
    await withKeys(fresh, async (api) => {
      await expectMissing(api, 'RETENTION_KEYS has no key named old');
      expect(await emailIn(api, second)).toBe('second@member.example');
      expect((await send(api, 'get', '/privacy-settings', { key }).expect(200)).body.keysLost).toEqual([
        'old',
      ]);
      // That something is kept, and until when, can be seen without a key.
      const { body } = await send(api, 'get', `/members/${first}/erasure`, { key }).expect(200);
      expect((body as Erasure).retained).toHaveLength(1);
    });
    expect(log.text).toContain('retention-keys.missing');
  });

  it('refuse another key under the name of a missing one', async () => {
    await withKeys(`${fresh},${impostor}`, async (api) => {
      await expectMissing(api, 'The key named old is not the one that encrypted this');
    });
  });
});
