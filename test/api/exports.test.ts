import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Export } from '@regulars/contracts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { configToken, type Config } from '../../apps/api/src/config.ts';
import { RunExportSchedulesJob, SweepExportsJob } from '../../apps/api/src/features/exports/index.ts';
import { SessionsService } from '../../apps/api/src/features/identity/index.ts';
import { Members } from '../../apps/api/src/features/members/index.ts';
import type { ExportRequest } from '../../apps/api/src/platform/exports/export-source.ts';
import { ExportSources } from '../../apps/api/src/platform/exports/export-sources.ts';
import { Jobs } from '../../apps/api/src/platform/jobs/jobs.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { asOwner } from '../support/owner.ts';
import { expectProblem, pluck, send, type Sender } from '../support/requests.ts';
import { unzip } from '../support/unzip.ts';

type Row = Record<string, string>;

let api: TestApp;
let key: string;
let location: string;
let memberId: string;
const open = async (): Promise<void> => {
  api = await startApp();
  key = await makeKey(api);
  await makeRule(api);
  location = (await makeLocation(api)).code;
  memberId = (
    await makeMember(api, { firstName: '=cmd()', lastName: 'Müller, "Anna"', phone: '+436601234567' })
  ).id;
  const till = new Till(api, key, location);
  await till.sell(memberId);
  await till.sell(null, { lines: [{ amount: 1200 }] });
};

const start = async (body: object, sender: Sender = { key }): Promise<Export> =>
  (await send(api, 'post', '/exports', { ...sender, body }).expect(202)).body;
const lookFor = async (id: string, sender: Sender): Promise<Export> =>
  (await send(api, 'get', `/exports/${id}`, sender)).body;
const look = (id: string): Promise<Export> => lookFor(id, { key });
const endedFor = async (id: string, sender: Sender): Promise<Export> => {
  await expect
    .poll(async () => (await lookFor(id, sender)).state, { timeout: 20_000 })
    .toMatch(/done|failed/);
  return lookFor(id, sender);
};
const ended = (id: string): Promise<Export> => endedFor(id, { key });
const download = async (id: string, sender: Sender = { key }): Promise<Buffer> => {
  const reply = await send(api, 'get', `/exports/${id}/file`, sender)
    .buffer(true)
    .parse((stream, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  return reply.body;
};
const rowsOf = (csv: Buffer): Row[] => parse(csv, { columns: true, bom: true });
const filesOnDisk = () => readdir(join(api.app.get<Config>(configToken).DATA_DIR, 'exports'));

describe('an export', () => {
  beforeAll(open);
  afterAll(() => api.close());

  it('of members has every field, and formulas are disarmed', async () => {
    const made = await start({ kind: 'members' });
    expect(made).toMatchObject({
      kind: 'members',
      format: 'csv',
      state: 'waiting',
      progress: { done: 0, total: 1 },
    });
    expect(await ended(made.id)).toMatchObject({ state: 'done', progress: { done: 1, total: 1 } });
    const csv = await download(made.id);
    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(csv.toString()).toContain('\r\n');
    const [row, ...more] = rowsOf(csv);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      id: memberId,
      firstName: "'=cmd()",
      lastName: 'Müller, "Anna"',
      phone: '+436601234567',
      status: 'active',
      points: '47',
    });
    expect(row?.cardNumber).toMatch(/^\d{16}$/);
    const audit = await send(api, 'get', `/audit-entries?subject=${made.id}`, { key });
    expect(pluck(audit.body, 'action')).toEqual(['export.downloaded', 'export.started']);
  });

  it('of purchases and of the journal agrees with the balances', async () => {
    const [purchases, journal] = [await start({ kind: 'purchases' }), await start({ kind: 'journal' })];
    await ended(purchases.id);
    await ended(journal.id);
    const sold = rowsOf(await download(purchases.id));
    expect(
      sold.map(({ memberId, location: at, grossMinorUnits, pointsEarned }) => [
        memberId,
        at,
        grossMinorUnits,
        pointsEarned,
      ]),
    ).toEqual([
      ['', location, '1200', '0'],
      [memberId, location, '4730', '47'],
    ]);
    const moved = rowsOf(await download(journal.id)).filter(({ to }) => to === 'available');
    expect(moved.map(({ memberId, amount }) => [memberId, amount])).toEqual([[memberId, '47']]);
  });

  it('on schedule is made each day, told by e-mail, changed and stopped', async () => {
    const { accountId, cookie } = await makeStaff(api, ['manager']);
    let manager = { cookie };
    const nextMorning = async (): Promise<void> => {
      api.clock.advance({ days: 1 });
      // Sessions of the team end within a day.
      const { token } = await api.app.get(SessionsService).open(accountId, 'test');
      manager = { cookie: `regulars=${token}` };
    };
    const make = (body: object) => send(api, 'post', '/export-schedules', { ...manager, body });
    const { body: list } = await send(api, 'post', '/segments', { key, body: { name: 'Ours' } });
    const members = { key, body: { members: [memberId] } };
    await send(api, 'post', `/segments/${list.id}/members`, members).expect(200);
    await expectProblem(make({ segment: randomUUID(), every: 'day' }), 422, 'unknown-segment', '/segment');
    await expectProblem(make({ segment: list.id, every: 'hour' }), 400, 'invalid-request', '/every');
    const { body: made } = await make({ segment: list.id, every: 'day', keepDays: 2, language: 'en' }).expect(
      201,
    );
    expect(made).toMatchObject({
      segment: { id: list.id, name: 'Ours' },
      format: 'csv',
      last: null,
      problem: null,
    });
    const run = () => api.app.get(RunExportSchedulesJob).run();
    const look = async () =>
      (await send(api, 'get', `/export-schedules?segment=${list.id}`, manager).expect(200)).body.data;
    await run();
    expect(await look()).toMatchObject([{ last: null }]);
    await nextMorning();
    await run();
    await run();
    await expect.poll(async () => (await look())[0].last.state, { timeout: 20_000 }).toBe('done');
    const { body: mine } = await send(api, 'get', '/exports', manager);
    expect(mine.data).toMatchObject([{ kind: 'members', state: 'done', progress: { total: 1 } }]);
    expect(Date.parse(mine.data[0].expiresAt) - Date.parse(mine.data[0].createdAt)).toBe(2 * 86_400_000);
    await run();
    await run();
    // A mail has its subject once it was sent.
    const told = async (): Promise<string[]> => {
      const { body: mails } = await send(api, 'get', '/mails', manager);
      return pluck(mails, 'subject').filter((one) => one?.includes('Ours'));
    };
    await expect.poll(told).toEqual(['Export ready: Ours']);
    const change = { format: 'xlsx', keepDays: 30 };
    const path = `/export-schedules/${made.id}`;
    await send(api, 'patch', path, { ...manager, body: change }).expect(200);
    expect(await look()).toMatchObject([change]);
    await send(api, 'delete', `/segments/${list.id}`, { key }).expect(204);
    await nextMorning();
    await run();
    expect(await look()).toMatchObject([{ problem: 'segment-gone', segment: { name: null } }]);
    await send(api, 'delete', path, manager).expect(204);
    await send(api, 'delete', path, manager).expect(404);
  });

  it('as a workbook has numbers as numbers, and no formula', async () => {
    const made = await start({ kind: 'members', format: 'xlsx' });
    expect(await ended(made.id)).toMatchObject({ state: 'done' });
    const text = [...unzip(await download(made.id)).values()].join('');
    expect(text).toContain('=cmd()');
    expect(text).not.toContain('<f>');
    expect(text).toContain('<v>47</v>');
    // When the member joined is a date.
    expect(text).toMatch(/<c s="3"><v>46\d{3}\.\d+<\/v>/u);
  });

  it('is written as readers of a language write it, on the clock of the club', async () => {
    const made = await start({ kind: 'purchases', locale: 'de' });
    await ended(made.id);
    const text = (await download(made.id)).toString();
    const [row] = parse<Row>(text, { columns: true, bom: true, delimiter: ';' });
    expect(row).toMatchObject({ Filiale: location, Brutto: '12', 'Brutto (kleinste Einheit)': '1200' });
    expect(row?.['Gekauft am']).toMatch(/^\d\d\.\d\d\.20\d\d \d\d:\d\d:\d\d$/u);
    await expectProblem(
      send(api, 'post', '/exports', { key, body: { kind: 'members', locale: 'fr' } }),
      400,
      'invalid-request',
      '/locale',
    );
  });

  it('of purchases with their goods has a row for each line, with what its receipt says', async () => {
    const made = await start({ kind: 'purchase-lines' });
    await ended(made.id);
    const rows = rowsOf(await download(made.id));
    const [single, ...others] = rows;
    expect(single).toMatchObject({ lineTotal: '12', cardNumber: '', member: '', currency: 'EUR' });
    expect(others.every(({ cardNumber }) => /^\d{16}$/u.test(cardNumber ?? ''))).toBe(true);
    expect(new Set(others.map(({ receiptNumber }) => receiptNumber)).size).toBe(1);
    expect(others.reduce((sum, { lineTotal }) => sum + Math.round(Number(lineTotal) * 100), 0)).toBe(4730);
  });

  it('is deleted after seven days', async () => {
    const made = await start({ kind: 'journal' });
    await ended(made.id);
    expect(await filesOnDisk()).toContain(`${made.id}.csv`);
    api.clock.advance({ days: 7 });
    await expectProblem(send(api, 'get', `/exports/${made.id}/file`, { key }), 410, 'link-expired');
    await api.app.get(SweepExportsJob).run();
    expect(await filesOnDisk()).toEqual([]);
    expect((await look(made.id)).state).toBe('expired');
  });
});

describe('an export', () => {
  beforeAll(open);
  afterAll(() => api.close());

  it('is refused to a key without the scope, and invisible to everyone else', async () => {
    const narrow = { key: await makeKey(api, ['members:read']) };
    const other = { key: await makeKey(api) };
    await expectProblem(
      send(api, 'post', '/exports', { ...narrow, body: { kind: 'journal' } }),
      403,
      'not-allowed',
    );
    const made = await start({ kind: 'purchases' });
    await ended(made.id);
    for (const stranger of [narrow, other]) {
      await expectProblem(send(api, 'get', `/exports/${made.id}`, stranger), 404, 'not-found');
      await expectProblem(send(api, 'get', `/exports/${made.id}/file`, stranger), 404, 'not-found');
    }
    const own = await start({ kind: 'members' }, narrow);
    await endedFor(own.id, narrow);
    const listed = await send(api, 'get', '/exports', narrow);
    expect(new Set(pluck(listed.body, 'kind'))).toEqual(new Set(['members']));
    expect(rowsOf(await download(own.id, narrow)).length).toBeGreaterThan(0);
  });

  it('is refused for an unknown kind, format, cursor or id', async () => {
    await expectProblem(
      send(api, 'post', '/exports', { key, body: { kind: 'secrets' } }),
      400,
      'invalid-request',
      '/kind',
    );
    await expectProblem(
      send(api, 'post', '/exports', { key, body: { kind: 'members', format: 'pdf' } }),
      400,
      'invalid-request',
      '/format',
    );
    await expectProblem(
      send(api, 'get', '/exports?cursor=x', { key }),
      400,
      'invalid-request',
      '/query/cursor',
    );
    await expectProblem(
      send(api, 'get', '/exports/00000000-0000-7000-8000-000000000000/file', { key }),
      404,
      'not-found',
    );
  });

  it('is listed in pages, newest first', async () => {
    for (const kind of ['members', 'purchases', 'journal']) await ended((await start({ kind })).id);
    const first = await send(api, 'get', '/exports?limit=2', { key });
    expect(first.body.data).toHaveLength(2);
    const second = await send(api, 'get', `/exports?limit=2&cursor=${first.body.cursor.next}`, { key });
    expect(pluck(second.body, 'id')).not.toContain(first.body.data[1].id);
  });
});

describe('an export of many rows', () => {
  beforeAll(open);
  afterAll(() => api.close());

  it('is complete', async () => {
    await api.app.get(Members).createMany(
      Array.from({ length: 2500 }, (_, index) => ({
        language: 'de' as const,
        externalId: `many-${index}`,
      })),
      'import',
    );
    const made = await start({ kind: 'members' });
    // Nobody waits until a long list is counted.
    expect(made.progress).toEqual({ done: 0, total: null });
    expect(await ended(made.id)).toMatchObject({ progress: { done: 2501, total: 2501 } });
    const ids = rowsOf(await download(made.id)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2501);
  });

  it('ends when the API closes, and begins again later', async () => {
    const sources = api.app.get(ExportSources);
    const members = sources.of('members');
    const endless = async function* (request: ExportRequest) {
      for (;;) yield* members.rows(request);
    };
    vi.spyOn(sources, 'of').mockReturnValue({ ...members, rows: endless });
    const { id } = await start({ kind: 'members' });
    await expect.poll(async () => (await look(id)).progress.done).toBeGreaterThan(0);
    await api.app.get(Jobs).onApplicationShutdown();
    const [job] = await asOwner(
      api,
      `select state::text from pgboss.job where name = 'run-export' and data->>'exportId' = '${id}'`,
    );
    expect(job).toEqual({ state: 'retry' });
    const left = await look(id);
    expect(left.state).toBe('running');
    // Nobody goes on with it unseen.
    await pause(100);
    expect(await look(id)).toEqual(left);
  });
});
