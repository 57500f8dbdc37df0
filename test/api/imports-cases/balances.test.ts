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
      expiring: [{ points: 1200, expiresAt: '2027-12-31T23:00:00.000Z' }],
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
    // The deduction of 400 is possible now.
    expect(meant.counts.created).toBe(5);
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

describe('members with balances', () => {
  const members: Settings = {
    kind: 'members',
    mapping: {
      columns: {
        externalId: 'Kundennr',
        card: 'Karte',
        firstName: 'Vorname',
        points: 'Punktestand',
        pointsExpire: 'gültig bis',
        statusPoints: 'Statuspunkte',
        tier: 'Stufe',
      },
    },
    options: { dates: 'day-first', decimal: ',' },
  };
  const named = async (externalId: string): Promise<string> => {
    const found = await importing.get<{ data: { id: string }[] }>(`/members?externalId=${externalId}`);
    return found.data[0]?.id ?? '';
  };
  const tierOf = (id: string): Promise<Record<string, unknown>> => importing.get(`/members/${id}/tier`);

  it('begin with them, with their tier for one whole period, and with their cards', async () => {
    const tiers = [
      { code: 'bronze', name: { de: 'Bronze', cs: 'Bronz', en: 'Bronze' }, threshold: 0 },
      { code: 'silver', name: { de: 'Silber', cs: 'Stříbro', en: 'Silver' }, threshold: 500 },
      { code: 'gold', name: { de: 'Gold', cs: 'Zlato', en: 'Gold' }, threshold: 2000 },
    ];
    for (const body of tiers) await send(api, 'post', '/tiers', { key, body }).expect(201);
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    await makeMember(api, { externalId: three });
    const file = [
      'Kundennr;Karte;Vorname;Punktestand;gültig bis;Statuspunkte;Stufe',
      `${one};kd-${one.slice(0, 8)};Eva;1.200;31.12.2027;;stříbro`,
      `${two};;Jan;80;1.1.2026;600;Platin`,
      `${three};;;15;;;GOLD`,
    ].join('\n');
    const checked = await importing.run({ ...members, dryRun: true }, file);
    const sums = {
      bookings: 3,
      plus: 1215,
      expiring: [
        { year: null, points: 15 },
        { year: 2027, points: 1200 },
      ],
    };
    expect(checked).toMatchObject({
      counts: { created: 2, matched: 1, refused: 0, remarks: 2 },
      points: sums,
    });
    await importing.post(`/imports/${checked.id}/start`);
    const done = await importing.finished(checked.id);
    expect(done).toMatchObject({ counts: { created: 2, matched: 1, refused: 0, remarks: 2 }, points: sums });

    const eva = await named(one);
    expect(await points(eva)).toMatchObject({ available: 1200 });
    expect(await tierOf(eva)).toMatchObject({ code: 'silver', grantedUntil: '2027-11-30T23:00:00.000Z' });
    const scanned = await send(api, 'post', '/cards/resolve', {
      key,
      body: { code: `KD${one.slice(0, 8)}` },
    });
    expect(scanned.body).toMatchObject({ member: { id: eva } });
    const jan = await named(two);
    // The points are over, the status credit lifts, and there is no such tier.
    expect(await points(jan)).toMatchObject({ available: 0, status: 600 });
    expect(await tierOf(jan)).toMatchObject({ code: 'silver', grantedUntil: null });
    expect(await tierOf(await named(three))).toMatchObject({ code: 'gold' });
    const remarks = await importing.get<{ data: { line: number; remarks: { reason: string }[] }[] }>(
      `/imports/${done.id}/remarks`,
    );
    expect(remarks.data.map(({ line, remarks: all }) => [line, ...all.map(({ reason }) => reason)])).toEqual([
      [3, 'points-expired', 'no-tier'],
    ]);

    // The same members in a newer file keep what they have.
    const again = await importing.run(members, file.replace('1.200', '1.300'));
    expect(again.counts).toMatchObject({ created: 0, matched: 3 });
    expect(await points(eva)).toMatchObject({ available: 1200 });

    const undone = await importing.undo(done.id);
    expect(undone.state).toBe('undone');
    expect(await points(eva)).toMatchObject({ available: 0, debt: 0 });
    expect(await tierOf(eva)).toMatchObject({ code: 'bronze' });
  });
});

it('a consent keeps its evidence, and says if there is none', async () => {
  const [one, two] = [randomUUID(), randomUUID()];
  await importing.run(
    {
      kind: 'members',
      mapping: {
        columns: {
          externalId: 'id',
          email: 'mail',
          newsletter: 'optin',
          consentAt: 'optin date',
          consentSource: 'source',
          consentText: 'wording',
        },
      },
    },
    `id,mail,optin,optin date,source,wording\n${one},${one}@import.example,ano,2024-05-01 10:00,Web form,"Ja, ich will."\n${two},${two}@import.example,1,,,\n`,
  );
  const consentsOf = async (externalId: string) => {
    const { data } = await importing.get<{ data: { id: string }[] }>(`/members?externalId=${externalId}`);
    const entries = await importing.get<{ data: Record<string, unknown>[] }>(
      `/members/${data[0]?.id}/consents`,
    );
    return entries.data.find(({ source }) => source === 'import');
  };
  expect(await consentsOf(one)).toMatchObject({
    changedAt: '2024-05-01T08:00:00.000Z',
    evidence: { at: '2024-05-01T08:00:00Z', source: 'Web form', text: 'Ja, ich will.' },
  });
  expect(await consentsOf(two)).toMatchObject({ evidence: null });
});
