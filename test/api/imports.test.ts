import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Import, Problem, ReplyOf, listImportConflicts, previewImport } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing, type Settings } from '../support/makers/imports.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule } from '../support/makers/purchases.ts';

let api: TestApp;
let importing: Importing;
const rows = madeStatement<Record<string, unknown>>(
  `select (select count(*) from imports) as imports, (select count(*) from import_lines) as lines, (select count(*) from members) as members`,
);

beforeAll(async () => {
  api = await startApp();
  importing = new Importing(api, await makeKey(api));
  await makeLocation(api, { code: 'vienna', name: 'Vienna' });
  await makeRule(api);
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const countRows = async (): Promise<Record<string, unknown>> =>
  (await api.app.get(Transactions).query(rows))[0] ?? {};
const members: Settings = {
  kind: 'members',
  mapping: { columns: { externalId: 'id', email: 'mail', firstName: 'first' } },
};
const purchases: Settings = {
  kind: 'purchases',
  mapping: {
    columns: {
      receipt: 'bon',
      location: 'shop',
      purchasedAt: 'at',
      externalId: 'id',
      amount: 'sum',
      quantity: 'qty',
    },
  },
  options: { timeZone: 'Europe/Vienna' },
};
const member = async (externalId: string): Promise<Record<string, unknown> & { id: string }> => {
  const found = await importing.get<{ data: { id: string; externalId: string }[] }>(
    `/members?query=${externalId}`,
  );
  const [row] = found.data.filter((each) => each.externalId === externalId);
  return importing.get(`/members/${row?.id ?? randomUUID()}`);
};
const available = async (id: string): Promise<unknown> => {
  const { available, debt } = await importing.get<Record<string, number>>(`/members/${id}/points`);
  return { available, debt };
};

describe('an unreadable file', () => {
  const bomb = () => gzipSync(Buffer.alloc(80_000_000, 'a'));
  const cases: [string, () => [object, string | Uint8Array], number, string, string?][] = [
    ['nothing', () => [members, ''], 422, 'unreadable-file'],
    ['a header alone', () => [members, 'id,mail,first\n'], 422, 'unreadable-file'],
    [
      'another header',
      () => [members, 'nummer,name\n1,A\n'],
      400,
      'invalid-request',
      '/settings/mapping/columns/externalId',
    ],
    [
      'another delimiter than said',
      () => [{ ...members, options: { delimiter: ';' } }, 'id,mail,first\n1,a@b.at,A\n'],
      400,
      'invalid-request',
    ],
    [
      '10 MB in one field',
      () => [members, `id,mail,first\n1,,"${'x'.repeat(10_000_000)}"\n`],
      422,
      'unreadable-file',
    ],
    ['an open quote', () => [members, 'id,mail,first\n1,,"A\n2,,B\n'], 422, 'unreadable-file'],
    ['a NUL', () => [members, 'id,mail,first\n1,,A\0B\n'], 422, 'unreadable-text'],
    [
      'bytes that are no UTF-8 late in the file',
      () => [
        members,
        Buffer.concat([Buffer.from(`id,mail,first\n${'1,,A\n'.repeat(200_000)}`), Buffer.from([0xff, 0x0a])]),
      ],
      422,
      'unreadable-file',
    ],
    [
      'a damaged .gz',
      () => [members, gzipSync('id,mail,first\n1,,A\n'.repeat(90_000)).subarray(0, 300)],
      422,
      'unreadable-file',
    ],
    ['a gzip bomb', () => [members, bomb()], 413, 'too-large'],
    [
      'a kind without its fields',
      () => [{ ...purchases, mapping: { columns: { receipt: 'bon' } } }, 'bon\n1\n'],
      400,
      'invalid-request',
      '/settings/mapping/columns/purchasedAt',
    ],
    ['no kind', () => [{ mapping: { columns: {} } }, 'id\n1\n'], 400, 'invalid-request', '/settings/kind'],
  ];
  it.each(cases)(
    '%s gives a clear problem, and nothing is stored',
    async (_, offer, status, code, pointer) => {
      const before = await countRows();
      const [settings, file] = offer();
      const reply = await importing.offer<Problem>(settings, file);
      expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
      if (pointer) expect(reply.body.errors?.map((error) => error.pointer)).toContain(pointer);
      expect(await countRows()).toEqual(before);
    },
  );

  it('that expands too much is refused while it is read', async () => {
    const before = await countRows();
    const innocent = Array.from({ length: 15_000 }, () => `${randomUUID()},,A`).join('\n');
    const lines = Buffer.concat([
      Buffer.from(`id,mail,first\n${innocent}\n`),
      Buffer.alloc(120_000_000, `1,,${'A'.repeat(560)}\n`),
    ]);
    const file = gzipSync(lines);
    // The API answers before it has read everything. That may cut off who still sends, who then sends again.
    const reply = await vi.waitFor(() => importing.offer<Problem>(members, file), 60_000);
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status: 413, code: 'too-large' });
    expect(await countRows()).toEqual(before);
  }, 90_000);

  it('sent as a form is refused by other endpoints', async () => {
    const reply = await importing.offer<Problem>(members, 'id\n1\n', { path: '/members' });
    expect(reply).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it('with an invalid form, or with settings after the file, is refused', async () => {
    const reply = await api.http
      .post('/api/v1/imports')
      .set('authorization', `Bearer ${await makeKey(api)}`)
      .send({ kind: 'members' });
    expect(reply.status).toBe(415);
    const form = new FormData();
    form.set('file', new Blob(['id\n1\n']), 'a.csv');
    form.set('settings', JSON.stringify(members));
    const headers = { authorization: `Bearer ${await makeKey(api)}` };
    const late = await fetch(`${api.url}/api/v1/imports`, { method: 'POST', body: form, headers });
    expect({ status: late.status, body: await late.json() }).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/settings' }] },
    });
  });
});

describe('members', () => {
  it('are read with a BOM, semicolons and Latin-1, and shown in a preview', async () => {
    const bom = await importing.run(members, '\ufeffid;mail;first\nBOM-1;;Zoë\n');
    expect(bom).toMatchObject({ state: 'done', counts: { created: 1 } });
    const latin = Buffer.from('id;mail;first;geb\nLAT-1;;J\u00fcrgen;12.03.1988\n', 'latin1');
    const preview = await importing.offer<ReplyOf<typeof previewImport>>({ kind: 'members' }, latin, {
      path: '/imports/preview',
    });
    expect(preview.body).toMatchObject({
      delimiter: ';',
      encoding: 'windows-1252',
      columns: ['id', 'mail', 'first', 'geb'],
      rows: [['LAT-1', '', 'Jürgen', '12.03.1988']],
      mapping: { columns: { email: 'mail' } },
      options: { dates: 'day-first', decimal: '.' },
    });
    await importing.run(members, latin);
    expect(await member('LAT-1')).toMatchObject({ firstName: 'Jürgen', attributes: {} });
  });

  it('match existing members, ask about conflicts, and can be undone', async () => {
    const known = await makeMember(api, {
      externalId: 'K-1',
      email: 'known@member.example',
      firstName: 'Old',
      lastName: undefined,
    });
    await makeMember(api, { externalId: 'K-2', email: 'other@member.example' });
    const settings: Settings = {
      ...members,
      mapping: {
        columns: { ...members.mapping.columns, lastName: 'last' },
        attributes: [{ column: 'size', name: 'household_size', type: 'number' }],
      },
    };
    const done = await importing.run(
      settings,
      [
        'id,mail,first,last,size',
        ',KNOWN@member.example,New,Filled,3',
        'K-9,new@member.example,Nina,,',
        'K-2,known@member.example,Anna,,',
        ',no address,Y,,',
        ',,Nobody,,',
      ].join('\n'),
    );
    expect(done).toMatchObject({
      state: 'done',
      counts: { created: 1, matched: 1, conflicts: 1, refused: 2, remarks: 1 },
    });
    expect(done.errors).toMatchObject([
      {
        line: 5,
        code: 'invalid-request',
        reason: 'no-email',
        field: 'email',
        column: 'mail',
        params: { value: 'no address' },
        message: 'email: no address is not an e-mail address',
      },
      { line: 6, code: 'invalid-request', message: 'no externalId, card, email or phone' },
    ]);
    expect(await importing.text(`/imports/${done.id}/errors`)).toContain(
      '\n5,email: no address is not an e-mail address,,no address,Y',
    );
    expect(await importing.remarks(done.id)).toEqual([[4, 'taken-by-member', 'email']]);
    const { data } = await importing.get<ReplyOf<typeof listImportConflicts>>(
      `/imports/${done.id}/conflicts`,
    );
    expect(data).toMatchObject([
      { line: 2, subjectId: known.id, fields: [{ field: 'firstName', ours: 'Old', theirs: 'New' }] },
    ]);
    expect(await member('K-1')).toMatchObject({
      firstName: 'Old',
      lastName: 'Filled',
      attributes: { household_size: 3 },
    });
    const decided = await importing.post<Import>(`/imports/${done.id}/conflicts`, { decision: 'take' });
    expect(decided.counts).toMatchObject({ conflicts: 0, matched: 2 });
    expect(await member('K-1')).toMatchObject({ firstName: 'New' });

    const again = await importing.run(settings, 'id,mail,first,last,size\nK-1,,New,Filled,3\nK-9,,,,\n');
    expect(again.counts).toMatchObject({ created: 0, matched: 2, conflicts: 0 });

    const undone = await importing.undo(done.id);
    expect(undone).toMatchObject({ state: 'undone', counts: { kept: 0 } });
    expect(await member('K-1')).toMatchObject({ firstName: 'Old', lastName: null, attributes: {} });
    expect(await member('K-9')).toMatchObject({ code: 'not-found' });
  });

  it('have their formulas disarmed in the download of errors', async () => {
    const done = await importing.run(members, 'id,mail,first\nF-1,=cmd(),A\n');
    expect(await importing.text(`/imports/${done.id}/errors`)).toContain(",F-1,'=cmd(),A");
  });
});

describe('purchases', () => {
  const file = [
    'bon,shop,at,id,sum,qty',
    'R1,vienna,2026-01-05 12:00:00,P-1,10.50,1',
    'R2,vienna,2026-01-06 12:00:00,P-1,20.00,2',
    'R1,vienna,2026-01-05 12:00:00,P-1,0.50,0',
    'R3,vienna,2026-01-07 12:00:00,P-1,5.00,1',
    'R3,vienna,2026-01-07 12:00:00,P-1,5.005,1',
    'R4,vienna,2026-01-07 12:00:00,nobody,5.00,1',
    'R5,graz,2026-01-07 12:00:00,P-1,5.00,1',
    'R6,vienna,someday,P-1,5.00,1',
  ].join('\n');

  it('collect the lines of a receipt from the whole file, refuse it as a whole, and count it once', async () => {
    const { id } = await makeMember(api, { externalId: 'P-1' });
    const dry = await importing.run({ ...purchases, dryRun: true }, file);
    expect(dry).toMatchObject({ state: 'checked', lines: 8, counts: { created: 2, refused: 4 } });
    expect(await available(id)).toEqual({ available: 0, debt: 0 });
    await importing.post(`/imports/${dry.id}/start`);
    const done = await importing.finished(dry.id);
    expect(done).toMatchObject({
      state: 'done',
      dryRun: false,
      counts: { created: 2, refused: 4, duplicate: 0 },
    });
    expect(done.errors.map(({ line, code }) => [line, code])).toEqual([
      [6, 'invalid-request'],
      [7, 'not-found'],
      [8, 'unknown-location'],
      [9, 'invalid-request'],
    ]);
    const errors = await importing.text(`/imports/${done.id}/errors`);
    expect(errors).toContain('\n5,line 6: amount: 5.005 has more than 2 decimal places,R3');
    expect(await available(id)).toEqual({ available: 31, debt: 0 });
    const list = await importing.get<{ data: { purchasedAt: string; total: object }[] }>(
      `/purchases?member=${id}`,
    );
    expect(list.data).toMatchObject([
      { purchasedAt: '2026-01-06T11:00:00.000Z', total: { gross: 2000 } },
      { purchasedAt: '2026-01-05T11:00:00.000Z', total: { gross: 1100 } },
    ]);
    const again = await importing.run(purchases, file);
    expect(again.counts).toMatchObject({ created: 0, duplicate: 2, refused: 4 });
    expect(await available(id)).toEqual({ available: 31, debt: 0 });

    const spent = await fetch(`${api.url}/api/v1/members/${id}/points/redemptions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await makeKey(api)}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ points: 30, reason: 'mug' }),
    });
    expect(spent.status).toBe(201);
    expect(await importing.undo(done.id)).toMatchObject({ state: 'undone', progress: { done: 2, total: 2 } });
    expect(await available(id)).toEqual({ available: 0, debt: 30 });
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
    const anew = await importing.run(purchases, file);
    expect(anew.counts).toMatchObject({ created: 2, duplicate: 0 });
    expect(await available(id)).toEqual({ available: 1, debt: 0 });
  });

  it('accept returned bottles, and list other negative lines', async () => {
    const { id } = await makeMember(api, { externalId: 'P-7' });
    const { columns } = purchases.mapping;
    const bottles = [
      'bon,shop,at,id,sum,qty,kind',
      'B1,vienna,2026-01-05 12:00:00,P-7,10.00,1,goods',
      'B1,vienna,2026-01-05 12:00:00,P-7,-1.50,6,deposit',
      'B2,vienna,2026-01-05 12:00:00,P-7,-1.50,6,goods',
      'B3,vienna,2026-01-05 12:00:00,P-7,-1.50,6,deposit',
    ].join('\n');
    const done = await importing.run(
      { ...purchases, mapping: { columns: { ...columns, kind: 'kind' } } },
      bottles,
    );
    expect(done).toMatchObject({ counts: { created: 1, refused: 1, remarks: 1 } });
    expect(await available(id)).toEqual({ available: 10, debt: 0 });
  });

  it('can be imported without points, and create locations', async () => {
    const { id } = await makeMember(api, { externalId: 'P-2' });
    const options = { points: 'none', newLocations: true, currency: 'USD', decimal: ',' } as const;
    const done = await importing.run(
      { ...purchases, options: { ...purchases.options, ...options } },
      'bon;shop;at;id;sum;qty\nN1;Store 7;2026-01-05;P-2;1.000,50;0,125\nN2;Store 7;2026-01-05;P-2;3.8.6;1\n',
    );
    expect(done).toMatchObject({ counts: { created: 1, refused: 1 } });
    expect(done.errors).toMatchObject([{ line: 3, message: 'amount: 3.8.6 is not a number' }]);
    expect(await available(id)).toEqual({ available: 0, debt: 0 });
    const { data } = await importing.get<{ data: object[] }>(`/purchases?member=${id}`);
    expect(data).toMatchObject([
      { receipt: { location: 'store-7' }, total: { gross: 100_050, currency: 'USD' }, earned: 0 },
    ]);
  });

  it('refuse steps that do not fit the state of the import', async () => {
    const done = await importing.run({ ...purchases, dryRun: true }, file);
    for (const verb of ['undo', 'cancel'])
      expect(await importing.post(`/imports/${done.id}/${verb}`)).toMatchObject({
        code: 'import-not-ready',
        status: 409,
      });
    expect(await importing.post(`/imports/${randomUUID()}/start`)).toMatchObject({ code: 'not-found' });
    expect(await importing.text(`/imports/${done.id}/errors`)).toContain(',R3,');
  });
});

it('an import keeps the first ten thousand errors', async () => {
  const lines = Array.from({ length: 11_000 }, (_, index) => `,no address ${index},A`).join('\n');
  const done = await importing.run(members, `id,mail,first\n${lines}\n`);
  expect(done).toMatchObject({ state: 'done', counts: { created: 0, refused: 11_000 } });
  expect((await importing.text(`/imports/${done.id}/errors`)).trim().split('\n')).toHaveLength(10_001);
}, 90_000);

it('a stopped check keeps no lines', async () => {
  const before = await countRows();
  const lines = Array.from({ length: 40_000 }, (_, index) => `S-${index},,A`).join('\n');
  const { body } = await importing.offer<Import>({ ...members, dryRun: true }, `id,mail,first\n${lines}\n`);
  await importing.post(`/imports/${body.id}/cancel`);
  expect(await importing.finished(body.id)).toMatchObject({ state: 'cancelled' });
  const [{ lines: kept }, { lines: had }] = [await countRows(), before];
  expect(kept).toBe(had);
});

it('mappings are saved by name', async () => {
  const mapping = { name: 'Kasse', kind: 'members', mapping: members.mapping };
  const saved = await importing.post<{ id: string }>('/import-mappings', mapping);
  expect(
    await importing.post('/import-mappings', { ...mapping, options: { dates: 'day-first' } }),
  ).toMatchObject({ id: saved.id, options: { dates: 'day-first' } });
  const { data } = await importing.get<{ data: object[] }>('/import-mappings');
  expect(data).toMatchObject([{ id: saved.id, name: 'Kasse' }]);
});
