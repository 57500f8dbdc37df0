import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startLocalPostgres, type LocalPostgres } from '@regulars/local-postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { club, clubAlone, startAndStop, type Said } from '../support/club-tool.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCodes } from '../support/makers/coupon-codes.ts';
import { makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';

/** Runs `work` on the database of a stopped club. */
const inside = async <Result>(
  dataDir: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const server = await startLocalPostgres({ dataDir: join(dataDir, 'postgres'), database: 'regulars' });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
    await server.stop();
  }
};

describe('npm run club', { timeout: 240_000 }, () => {
  let folder: string;
  let dataDir: string;
  let server: LocalPostgres;
  let api: TestApp;
  let till: Till;
  const members: string[] = [];
  /** Ids of the purchases that were posted before, while and after the club was backed up. */
  const acknowledged: string[] = [];
  let atStart: number;
  /** The backup, and the club that was made from it. */
  let copy: string;
  let elsewhere: string;
  let backedUp: Said;
  let restored: Said;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regulars-backup-'));
    await chmod(folder, 0o755);
    dataDir = join(folder, 'data');
    await mkdir(join(dataDir, 'mail'), { recursive: true });
    await writeFile(join(dataDir, 'demo-credentials.json'), '{"kept":true}', { mode: 0o600 });
    await writeFile(join(dataDir, 'mail', 'one.eml'), 'Subject: kept');
    server = await startLocalPostgres({ dataDir: join(dataDir, 'postgres'), database: 'regulars' });
    const application = server.urlAs('regulars');
    await migrateDatabase(server.url, { application });
    api = await startApp(undefined, { DATABASE_URL: application, DATABASE_OWNER_URL: server.url });
    await makeRule(api);
    const key = await makeKey(api);
    till = new Till(api, key, (await makeLocation(api)).code);
    // They depend on a key that is not in this folder.
    await makeCodes(api, key, (await makeUniqueCoupon(api)).id, 1);
    for (let made = 0; made < 4; made += 1) members.push((await makeMember(api)).id);

    copy = join(folder, 'copy');
    elsewhere = join(folder, 'elsewhere');
    let over = false;
    // Rests between sales. Without, the tills would take the processor away from the backup.
    const sell = async (memberId: string): Promise<void> => {
      for (; !over; await pause(40))
        acknowledged.push((await till.sell(memberId, { lines: [{ amount: 500 }] })).id);
    };
    const selling = members.map(sell);
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(10), { timeout: 60_000 });
    atStart = acknowledged.length;
    backedUp = await clubAlone({ DATA_DIR: dataDir }, 'backup', copy);
    over = true;
    await Promise.all(selling);
    restored = await clubAlone({ DATA_DIR: elsewhere }, 'restore', copy);
  }, 180_000);
  afterAll(async () => {
    await api.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('backs up while purchases are posted; the copy contains every purchase that was acknowledged before', async () => {
    expect(backedUp).toEqual({ code: 0, text: expect.stringContaining(`Backed up ${dataDir}`) });
    // The tills posted during the backup, so an inconsistent copy would show.
    expect(acknowledged.length).toBeGreaterThan(atStart);
    expect(restored).toEqual({ code: 0, text: expect.stringContaining('The books are right.') });
    expect(restored.text).toContain('it does not start without it: set CODE_KEY first.');
    const there = await inside(
      elsewhere,
      async (client) => new Set((await client.query('select id from purchases')).rows.map(({ id }) => id)),
    );
    expect(acknowledged.slice(0, atStart).filter((id) => !there.has(id))).toEqual([]);
    expect(await readFile(join(elsewhere, 'demo-credentials.json'), 'utf8')).toBe('{"kept":true}');
    expect((await stat(join(elsewhere, 'demo-credentials.json'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(elsewhere, 'mail', 'one.eml'), 'utf8')).toBe('Subject: kept');
    // The club itself has noticed nothing.
    expect(await clubAlone({ DATA_DIR: dataDir }, 'verify')).toMatchObject({ code: 0 });
    await till.sell(members[0] ?? '', { lines: [{ amount: 500 }] });
  });

  it('keeps personal data out of the log of PostgreSQL', async () => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const add = (email: string) =>
      client.query(
        `insert into accounts (id, email, email_confirmed_at, display_name, created_at) values (gen_random_uuid(), '${email}', now(), 'Anna', now())`,
      );
    try {
      await add('anna@secret.example');
      await expect(add('Anna@secret.example')).rejects.toThrow('duplicate key');
      await expect(client.query(`select 'anna@secret.example' from nowhere`)).rejects.toThrow();
    } finally {
      await client.end();
    }
    const log = join(dataDir, 'postgres', 'server.log');
    await expect.poll(() => readFile(log, 'utf8')).toContain('relation "nowhere" does not exist');
    const text = await readFile(log, 'utf8');
    expect(text).toContain('duplicate key value');
    expect(text.toLowerCase()).not.toContain('secret.example');
  });

  it('backs up a stopped club, and leaves it stopped', async () => {
    const second = join(folder, 'copy-of-copy');
    expect(await club({ DATA_DIR: elsewhere }, 'backup', second)).toMatchObject({ code: 0 });
    expect(await readdir(join(elsewhere, 'postgres'))).not.toContain('owner.lock');
    expect(await readdir(second)).toEqual(['cluster', 'files', 'regulars-backup.json']);
  });

  it('never overwrites a folder with files or a club', async () => {
    const occupied = join(folder, 'occupied');
    await mkdir(occupied);
    await writeFile(join(occupied, 'mine'), 'mine');
    expect(await club({ DATA_DIR: dataDir }, 'backup', occupied)).toEqual({
      code: 1,
      text: `${occupied} is not empty. Nothing was written.\n`,
    });
    expect(await club({ DATA_DIR: dataDir }, 'restore', copy)).toMatchObject({
      code: 1,
      text: expect.stringContaining('is not empty. Nothing was written'),
    });
    expect(await club({ DATA_DIR: dataDir }, 'backup', join(dataDir, 'copy'))).toMatchObject({ code: 1 });
    expect(await readdir(occupied)).toEqual(['mine']);
  });

  it('refuses a damaged backup, and reports the damage', async () => {
    const damaged = join(folder, 'damaged');
    await cp(copy, damaged, { recursive: true });
    const { files } = JSON.parse(await readFile(join(damaged, 'regulars-backup.json'), 'utf8')) as {
      files: { path: string; bytes: number }[];
    };
    const [first, second] = files.filter(({ path, bytes }) => path.includes('/base/') && bytes > 0);
    await writeFile(join(damaged, first?.path ?? ''), 'not what it was');
    await rm(join(damaged, second?.path ?? ''));
    const target = join(folder, 'never');
    const { code, text } = await club({ DATA_DIR: target }, 'restore', damaged);
    expect(code).toBe(1);
    expect(text).toContain(`${first?.path} was changed`);
    expect(text).toContain(`${second?.path} is missing`);
    await expect(stat(target)).rejects.toThrow(/ENOENT/);
    expect(await club({ DATA_DIR: target }, 'restore', folder)).toMatchObject({
      code: 1,
      text: expect.stringContaining('is not a Regulars backup'),
    });
  });

  it('detects wrong books', async () => {
    expect(await club({ DATA_DIR: elsewhere }, 'verify')).toMatchObject({ code: 0 });
    const [member = ''] = members;
    await inside(elsewhere, async (client) => {
      await client.query('update wallets set available = available + 1 where member_id = $1', [member]);
      await client.query('alter table purchases drop constraint purchases_receipt cascade');
      await client.query(
        `update purchases p set receipt_number = first.receipt_number
         from (select location_id, receipt_number from purchases order by id limit 1) first
         where p.location_id = first.location_id and p.id in (select id from purchases order by id limit 2)`,
      );
    });
    const { code, text } = await club({ DATA_DIR: elsewhere }, 'verify');
    expect(code).toBe(1);
    expect(text).toMatch(/Each wallet equals the journal +1 wrong/);
    expect(text).toMatch(/Each wallet equals its lots and holds +1 wrong/);
    expect(text).toMatch(/Each receipt counts once +1 wrong/);
    expect(text).toContain(`member ${member}: journal`);
    expect(text).toContain('The books are wrong: 3 faults.');
  });

  it('leaves an external database to its own tools, but checks its books', async () => {
    const environment = { DATA_DIR: join(folder, 'unused'), DATABASE_URL: server.url };
    const unmade = join(folder, 'unmade');
    expect(await club(environment, 'backup', unmade)).toMatchObject({
      code: 1,
      text: expect.stringContaining('pg_dump'),
    });
    expect(await club(environment, 'restore', unmade)).toMatchObject({
      code: 1,
      text: expect.stringContaining('pg_restore'),
    });
    expect(await club(environment, 'verify')).toMatchObject({ code: 0 });
  });

  it('explains once what to do with one role, and is silent with two', async () => {
    const unused = join(folder, 'unused');
    const environment = { DATA_DIR: unused, LOG_LEVEL: 'error', CODE_KEY: 'a'.repeat(43) };
    const alone = await startAndStop({ ...environment, DATABASE_URL: server.url });
    expect(alone).toMatchObject({ code: 0 });
    expect(alone.text.match(/DATABASE_OWNER_URL/g)).toHaveLength(1);
    const addresses = { DATABASE_URL: server.urlAs('regulars'), DATABASE_OWNER_URL: server.url };
    expect(await startAndStop({ ...environment, ...addresses })).toEqual({
      code: 0,
      text: expect.not.stringContaining('DATABASE_OWNER_URL'),
    });
  });

  it('shows its usage, and reports a missing club', async () => {
    for (const args of [[], ['backup'], ['verify', 'what'], ['drop']])
      expect(await club({ DATA_DIR: dataDir }, ...args)).toMatchObject({
        code: 1,
        text: expect.stringContaining('Usage:'),
      });
    const nowhere = join(folder, 'nowhere');
    expect(await club({ DATA_DIR: nowhere }, 'verify')).toEqual({
      code: 1,
      text: `There is no club in ${nowhere}. Set DATA_DIR to the folder of a club.\n`,
    });
  });
});
