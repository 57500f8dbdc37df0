import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Export, Import } from '@regulars/contracts';
import { startLocalPostgres, type LocalPostgres } from '@regulars/local-postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { drawPng } from '../support/pictures.ts';

const root = join(import.meta.dirname, '../..');

/** In a space of its own for mounts: everything is read-only but a data folder and an empty folder for temporary files. */
const readOnly = [...(process.getuid?.() === 0 ? [] : ['-Ur']), '--mount', 'sh', '-ec'];
const mounts = `mount --bind "$DATA_DIR" "$DATA_DIR"
mount -t tmpfs tmpfs "$TMPDIR"
mount -o remount,bind,ro /
! touch "$ROOT/package.json" 2>/dev/null`;
const script = `${mounts}
exec "$NODE" apps/api/dist/main.js`;

const mayMount = spawnSync('unshare', [...readOnly, 'mount -o remount,bind,ro /']).status === 0;
if (!mayMount)
  console.warn('Skipped: only Linux with user namespaces can make the files read-only for a test.');

describe.runIf(mayMount)('on a read-only file system, as in docker-compose.yml', () => {
  /** As an operator runs it: the one of the tests does not keep what it says. */
  let postgres: LocalPostgres;
  let folder: string;
  let club: ChildProcess;
  let said = '';
  let cookie = '';
  const url = `http://127.0.0.1:${randomInt(20_000, 30_000)}`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regulars-read-only-'));
    const folders = { DATA_DIR: join(folder, 'data'), TMPDIR: join(folder, 'tmp') };
    await Promise.all(Object.values(folders).map((path) => mkdir(path)));
    await chmod(folder, 0o755);
    postgres = await startLocalPostgres({ dataDir: join(folder, 'postgres'), database: 'regulars' });
    club = spawn('unshare', [...readOnly, script], {
      cwd: root,
      env: {
        ...folders,
        PATH: process.env['PATH'],
        NODE: process.execPath,
        ROOT: root,
        NODE_ENV: 'production',
        PORT: new URL(url).port,
        ORIGIN: url,
        DATABASE_OWNER_URL: postgres.url,
        DATABASE_URL: postgres.urlAs('regulars'),
        DEMO: 'off',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [club.stdout, club.stderr])
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await vi.waitUntil(() => said.includes('/set-up?token=') || club.exitCode !== null, { timeout: 50_000 });
    cookie = await setUp();
  });
  afterAll(async () => {
    if (club.exitCode === null) {
      club.kill('SIGTERM');
      await once(club, 'exit');
    }
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = (method: string, path: string, body?: RequestInit['body'], type?: string): Promise<Response> =>
    fetch(`${url}${path}`, {
      method,
      body: body ?? null,
      headers: { origin: url, cookie, ...(type ? { 'content-type': type } : {}) },
    });
  const post = (path: string, body: object): Promise<Response> =>
    ask('POST', `/api/v1${path}`, JSON.stringify(body), 'application/json');
  const cookieOf = (reply: Response): string =>
    reply.headers
      .getSetCookie()
      .map((one) => one.split(';')[0] ?? '')
      .filter((one) => !one.endsWith('='))
      .join('; ');

  /** The session of the first admin. */
  const setUp = async (): Promise<string> => {
    expect(said).toContain('/set-up?token=');
    const token = /set-up\?token=([\w-]+)/.exec(said)?.[1] ?? '';
    const opened = await post('/setup/sessions', { token });
    expect(opened.status).toBe(201);
    cookie = cookieOf(opened);
    const logo = await ask('PUT', '/api/v1/setup/logo', drawPng({ width: 40, height: 40 }), 'image/png');
    expect(logo.status).toBe(200);
    const admin = { displayName: 'Ada', email: 'ada@club.example', language: 'en' };
    const made = await post('/setup/admin', { ...admin, password: 'long enough for an admin' });
    expect(made.status).toBe(201);
    return cookieOf(made);
  };

  it('a club starts, can be set up, and shows its pages', async () => {
    const page = await ask('GET', '/console');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Ada');
  });

  it('a club accepts files, writes files and sends mails, and writes nowhere else', async () => {
    const form = new FormData();
    const mapping = { columns: { externalId: 'id', email: 'mail' }, attributes: [] };
    form.set('settings', JSON.stringify({ kind: 'members', mapping, options: {}, dryRun: false }));
    const lines = Array.from({ length: 2_000 }, (_, index) => `${index},m${index}@club.example\n`);
    form.set('file', new Blob(['id,mail\n', ...lines]), 'members.csv');
    const taken = await ask('POST', '/api/v1/imports', form);
    expect(taken.status).toBe(202);
    const { id: importId } = (await taken.json()) as Import;
    const stateOf = async (path: string) =>
      ((await (await ask('GET', `/api/v1${path}`)).json()) as Import | Export).state;
    await expect.poll(() => stateOf(`/imports/${importId}`), { timeout: 25_000 }).toBe('done');

    const exported = await post('/exports', { kind: 'members', format: 'csv' });
    const { id } = (await exported.json()) as Export;
    await expect.poll(() => stateOf(`/exports/${id}`), { timeout: 25_000 }).toBe('done');
    expect(
      (await (await ask('GET', `/api/v1/exports/${id}/file`)).text()).split('\n').length,
    ).toBeGreaterThan(2_000);

    expect((await post('/password-resets', { email: 'ada@club.example' })).status).toBe(202);
    const mails = join(folder, 'data', 'mail');
    await expect.poll(() => readdir(mails).catch(() => []), { timeout: 25_000 }).not.toEqual([]);
    expect(said).not.toMatch(/EROFS|read-only|"level":"?(error|50)/i);
  });
});
