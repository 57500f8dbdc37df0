import { randomUUID } from 'node:crypto';
import type { Import, Problem } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClubSettings } from '../../../apps/api/src/features/club/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { unbalancedWallets } from '../../support/books.ts';
import { expectPublishedAsPromised } from '../../support/events.ts';
import { makeKey, makeStaff } from '../../support/makers.ts';
import { Importing, type Settings } from '../../support/makers/imports.ts';
import { makeMember } from '../../support/makers/members.ts';
import { expectProblem, send } from '../../support/requests.ts';

let api: TestApp;
let key: string;
let importing: Importing;

beforeAll(async () => {
  api = await startApp('2026-11-30T09:00:00Z');
  key = await makeKey(api);
  importing = new Importing(api, key);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await expectPublishedAsPromised(api);
  await api.close();
});

const points = async (id: string): Promise<Record<string, unknown>> => importing.get(`/members/${id}/points`);
const balances: Settings = {
  kind: 'balances',
  mapping: { columns: { externalId: 'Nr', points: 'Punkte', pointsExpire: 'gültig bis', reason: 'Grund' } },
  options: { dates: 'day-first', decimal: ',', reason: 'Umzug' },
};

/** Three members and a file that gives, takes and refuses. */
const shop = async (): Promise<{ ids: [string, string]; file: string }> => {
  const [one, two] = [randomUUID(), randomUUID()];
  const [anna, bert] = [
    await makeMember(api, { externalId: one }),
    await makeMember(api, { externalId: two }),
  ];
  const file = [
    'Nr;Punkte;gültig bis;Grund',
    `${one};1 200;31.12.2027;`,
    `${one};50;;Weihnachten`,
    `${two};300,00;30.6.2028;`,
    `${two};-40;;`,
    `${two};-400;;`,
    `${randomUUID()};10;;`,
    `${two};0;;`,
    `${two};1,5;;`,
    `${two};10;1.1.2026;`,
    `${two};;;`,
  ].join('\n');
  return { ids: [anna.id, bert.id], file };
};

describe('points for many', () => {
  it('are added and deducted line by line, each with its reason, and the check says how many', async () => {
    const { ids, file } = await shop();
    const checked = await importing.run({ ...balances, dryRun: true }, file);
    const sums = {
      bookings: 4,
      plus: 1550,
      minus: 40,
      expiring: [
        { year: null, points: 50 },
        { year: 2027, points: 1200 },
        { year: 2028, points: 300 },
      ],
    };
    expect(checked).toMatchObject({ state: 'checked', counts: { created: 4, refused: 6 }, points: sums });
    expect(await points(ids[0])).toMatchObject({ available: 0 });

    await importing.post(`/imports/${checked.id}/start`);
    const done = await importing.finished(checked.id);
    expect(done).toMatchObject({ state: 'done', counts: { created: 4, refused: 6 }, points: sums });
    expect(done.errors.map(({ line, code, reason }) => [line, reason ?? code])).toEqual([
      [6, 'insufficient-points'],
      [7, 'unknown-member'],
      [8, 'out-of-range'],
      [9, 'too-many-decimals'],
      [10, 'points-expired'],
      [11, 'empty'],
    ]);
    expect(await points(ids[0])).toMatchObject({
      available: 1250,
      expiring: [{ points: 1200, expiresAt: '2027-12-31T23:00:00Z' }],
    });
    expect(await points(ids[1])).toMatchObject({ available: 260 });
    const { data } = await importing.get<{ data: { kind: string; reason: string; fromAccount: string }[] }>(
      `/members/${ids[0]}/points/entries`,
    );
    expect(data.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['adjust', 'Weihnachten'],
      ['adjust', 'Umzug'],
    ]);
  });

  it('are never booked twice by accident', async () => {
    const { ids, file } = await shop();
    await importing.run(balances, file);
    const again = await importing.offer<Problem>(balances, file, { name: 'again.csv' });
    expect(again).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            pointer: '/settings/options/again',
            reason: 'file-imported-before',
            params: { file: 'file.csv', day: '2026-11-30' },
          },
        ],
      },
    });
    expect(await points(ids[0])).toMatchObject({ available: 1250 });
    const meant = await importing.run({ ...balances, options: { ...balances.options, again: true } }, file);
    expect(meant.counts.created).toBe(4);
    expect(await points(ids[0])).toMatchObject({ available: 2500 });
  });

  it('are taken back as far as their own lots reach, and what was spent is listed', async () => {
    const { ids, file } = await shop();
    const { id } = await importing.run(balances, file);
    const spend = { points: 100, reason: 'a coffee machine' };
    await send(api, 'post', `/members/${ids[0]}/points/redemptions`, { key, body: spend })
      .set('idempotency-key', randomUUID())
      .expect(201);
    await send(api, 'post', `/members/${ids[1]}/points/adjustments`, {
      key,
      body: { points: 7, reason: 'earned since' },
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const undone = await importing.undo(id);
    expect(undone).toMatchObject({ state: 'undone', counts: { kept: 1 } });
    expect(await points(ids[0])).toMatchObject({ available: 0, debt: 0 });
    expect(await points(ids[1])).toMatchObject({ available: 7, debt: 0 });
    expect(await importing.get(`/imports/${id}/kept`)).toMatchObject({
      data: [{ line: 2, subjectId: ids[0], member: 'Anna K.', spent: 100 }],
    });
    // The file may come again: nothing of it is left.
    expect(await importing.run(balances, file)).toMatchObject({ state: 'done' } satisfies Partial<Import>);
  });

  it('are no gift of staff to themselves, and need to see members', async () => {
    const narrow = new Importing(api, await makeKey(api, ['points:read', 'points:write']));
    expect(await narrow.offer(balances, 'Nr;Punkte;gültig bis;Grund\n1;1;;\n')).toMatchObject({
      status: 403,
    });
    const unmapped = { kind: 'balances', mapping: { columns: { externalId: 'Nr' } } };
    expect(await importing.offer(unmapped, 'Nr;Punkte\n1;1\n')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/settings/mapping/columns/points' }] },
    });
  });

  it('above the limit of the club are started by another person than who sent the file', async () => {
    const { ids, file } = await shop();
    const [sender, other] = [await makeStaff(api, ['manager']), await makeStaff(api, ['manager'])];
    const limited = (points: number | null): Promise<unknown> =>
      api.app
        .get(Transactions)
        .run(() => api.app.get(ClubSettings).changeApprovals(system, { points, cost: null }));
    await limited(1000);
    try {
      expect(await importing.offer(balances, file)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/settings/dryRun' }] },
      });
      const form = { settings: JSON.stringify({ ...balances, dryRun: true }), file };
      const sent = await api.http
        .post('/api/v1/imports')
        .set('cookie', sender.cookie)
        .set('origin', api.url)
        .field('settings', form.settings)
        .attach('file', Buffer.from(form.file), 'file.csv')
        .expect(202);
      const { id } = await importing.finished(sent.body.id);
      const start = `/imports/${id}/start`;
      await expectProblem(send(api, 'post', start, sender), 403, 'own-approval-refused');
      await send(api, 'post', start, other).expect(202);
      await importing.finished(id);
      expect(await points(ids[0])).toMatchObject({ available: 1250 });
    } finally {
      await limited(null);
    }
  });

  it('are guessed by the names of columns', async () => {
    for (const header of ['Punktestand', 'body', 'Balance', 'Stand', 'Punkte']) {
      const file = `Karte;${header};E-Mail\n1;2;a@b.example\n`;
      const { body } = await importing.offer<{ mapping: { columns: Record<string, string> } }>(
        { kind: 'balances' },
        file,
        { path: '/imports/preview' },
      );
      expect(body.mapping.columns).toEqual({ card: 'Karte', points: header, email: 'E-Mail' });
    }
  });
});
