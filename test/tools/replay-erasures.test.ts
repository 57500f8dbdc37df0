import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startLocalPostgres } from '@regulars/local-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { ownCodeKey } from '../../apps/api/src/platform/codes/own-code-key.ts';
import { EraseMembersJob, ownRetentionKeys } from '../../apps/api/src/features/privacy/index.ts';
import { startApp } from '../support/app.ts';
import { club, clubAlone, startAndStop } from '../support/club-tool.ts';
import { CanaryHistory } from '../support/canary-member.ts';
import { columnsWith, filesWith } from '../support/personal-search.ts';
import { makeKey } from '../support/makers.ts';

const inNewProcess = promisify(execFile);

describe('a backup from before an erasure', { timeout: 240_000 }, () => {
  let folder: string;
  let needles: readonly string[];
  const copies = ['by-tool', 'by-start'] as const;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regulars-replay-'));
    await chmod(folder, 0o755);
    const live = join(folder, 'live');
    const server = await startLocalPostgres({ dataDir: join(live, 'postgres'), database: 'regulars' });
    const application = server.urlAs('regulars');
    await migrateDatabase(server.url, { application });
    const api = await startApp(undefined, {
      DATABASE_URL: application,
      DATABASE_OWNER_URL: server.url,
      DATA_DIR: live,
      RETENTION_KEYS: await ownRetentionKeys(live),
      CODE_KEY: await ownCodeKey(live),
    });
    try {
      const life = new CanaryHistory(api, await makeKey(api));
      ({ needles } = await life.live());
      // The membership is still open, so the backup brings back an active member.
      expect(await club({ DATA_DIR: live }, 'backup', join(folder, 'backup'))).toMatchObject({ code: 0 });
      await life.close();
      api.clock.advance({ days: 30 });
      expect(await api.app.get(EraseMembersJob).eraseDue()).toBe(1);
    } finally {
      await api.close();
      await server.stop();
    }
    const [first, second] = copies;
    expect(await club({ DATA_DIR: join(folder, first) }, 'restore', join(folder, 'backup'))).toMatchObject({
      code: 0,
    });
    expect((await traces(first)).length).toBeGreaterThan(30);
    await cp(join(live, 'erasures.jsonl'), join(folder, first, 'erasures.jsonl'));
    // Keeps the owner of the files, unlike Node's own.
    await inNewProcess('cp', ['-a', join(folder, first), join(folder, second)]);
  }, 240_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Columns and files with something of the member. */
  const traces = async (copy: (typeof copies)[number]): Promise<string[]> => {
    const dataDir = join(folder, copy);
    const server = await startLocalPostgres({ dataDir: join(dataDir, 'postgres'), database: 'regulars' });
    try {
      const files = await filesWith(dataDir, needles);
      return [
        ...(await columnsWith({ databaseUrl: server.url }, needles)),
        ...files.filter((path) => !path.includes('/postgres/')),
      ];
    } finally {
      await server.stop();
    }
  };

  it('is cleared by the tool, which reports it and has nothing to do the second time', async () => {
    const ofClub = { DATA_DIR: join(folder, 'by-tool') };
    const done = await clubAlone(ofClub, 'replay-erasures');
    expect(done).toEqual({ code: 0, text: expect.stringContaining('Every member on the list is erased.') });
    expect(done.text).toContain('erasures.replayed');
    expect(needles.filter((needle) => done.text.toLowerCase().includes(needle))).toEqual([]);
    expect(await traces('by-tool')).toEqual([]);
    const again = await clubAlone(ofClub, 'replay-erasures');
    expect(again.code).toBe(0);
    expect(again.text).not.toContain('erasures.replayed');
    expect(await club(ofClub, 'verify')).toMatchObject({ code: 0 });
  });

  it('is cleared by a start', async () => {
    const { code, text } = await startAndStop({ DEMO: 'off', DATA_DIR: join(folder, 'by-start') });
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('erasures.replayed') });
    expect(await traces('by-start')).toEqual([]);
  });
});
