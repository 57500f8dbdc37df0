import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Problem } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing, type Settings } from '../support/makers/imports.ts';
import { makeMember } from '../support/makers/members.ts';

let api: TestApp;
let importing: Importing;

beforeAll(async () => {
  api = await startApp();
  importing = new Importing(api, await makeKey(api));
  await makeLocation(api, { code: 'vienna', name: 'Vienna' });
});
afterAll(() => api.close());

const members: Settings = {
  kind: 'members',
  mapping: { columns: { externalId: 'id', email: 'mail', firstName: 'first', birthday: 'born' } },
};
const header = 'id,mail,first,born';

describe('a file with a wrong name', () => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)]);
  const cases: [string, string | Uint8Array, string][] = [
    ['half of a workbook', zip, 'file-workbook-damaged'],
    ['half of one in a gz', gzipSync(zip), 'file-not-text'],
    ['a PDF', '%PDF-1.7\n1 0 obj\n', 'file-other-format'],
    ['a picture of zeros', Buffer.alloc(5000), 'file-not-text'],
    ['an empty gz', gzipSync(''), 'file-empty'],
    ['nothing', '', 'file-empty'],
    ['a gz cut at its head', gzipSync(header).subarray(0, 12), 'file-gz-damaged'],
    ['a header alone', `${header}\n`, 'file-header-only'],
    ['an open quote', `${header}\n1,,"A,\n2,,B,\n`, 'file-quote-open'],
    ['a NUL', `${header}\n1,,A\0B,\n`, 'file-nul'],
    ['10 MB in a field', `${header}\n1,,"${'x'.repeat(10_000_000)}",\n`, 'file-line-too-long'],
  ];
  it.each(cases)('%s is detected by its content, also in the preview', async (_, file, reason) => {
    const before = await importing.get('/imports');
    const { status, body } = await importing.offer<Problem>(members, file);
    expect({ status, errors: body.errors }).toMatchObject({
      status: 422,
      errors: [{ pointer: '/file', reason }],
    });
    const seen = await importing.offer<Problem>({ kind: 'members' }, file, { path: '/imports/preview' });
    expect(seen.status).not.toBe(500);
    expect(await importing.get('/imports')).toEqual(before);
  });
});

const reasonsOf = async (
  settings: Settings,
  lines: readonly string[],
): Promise<[number, string | null][]> => {
  const done = await importing.run(settings, lines.join('\n'));
  expect(done.state).toBe('done');
  return done.errors.map(({ line, reason, code }) => [line, reason ?? code]);
};

describe('invalid lines', () => {
  it('are refused one by one, and the file goes on', async () => {
    await makeMember(api, { externalId: 'B-1', email: undefined });
    expect(
      await reasonsOf(members, [
        header,
        'A-1,,Anna,1990-02-28',
        'A-2,nobody,Berta,',
        ',nobody,Cora,1990-01-01',
        ',,Dora,1990-01-01',
        'A-5,,Emma,1999-01-01',
        'A-6,,Smith, John,1990-01-01',
        'A-7,,Franz',
        'A-8,,Greta,,,',
        'B-1,same@member.example,,',
        'B-2,same@member.example,,',
        'A-9,,Hanna,',
        'A-9,,Ida,',
        'A-9,,Hanna,1990-01-01',
      ]),
    ).toEqual([
      [4, 'no-email'],
      [5, 'nobody-named'],
      [7, 'cell-count'],
      [8, 'cell-count'],
      [13, 'lines-disagree'],
    ]);
    const { data } = await importing.get<{ data: object[] }>('/members?query=B-1');
    expect(data).toMatchObject([{ email: 'same@member.example' }]);
  });

  it('are members without the cells that cannot be read', async () => {
    const lines = [
      'LO-1,,Anna,1990-02-28',
      'LO-2,,Berta,2025-02-30',
      'LO-3,,Cora,31.12.1990',
      'LO-4,nobody,Dora,12/31/1990',
      'LO-5,,Emma,2999-01-01',
    ];
    const { id, counts } = await importing.run(members, `${header}\n${lines.join('\n')}\n`);
    expect(counts).toMatchObject({ created: 5, refused: 0, remarks: 5 });
    expect(await importing.remarks(id)).toEqual([
      [3, 'no-date', 'birthday'],
      [4, 'date-form', 'birthday'],
      [5, 'no-email', 'email'],
      [5, 'date-form', 'birthday'],
      [6, 'in-future', 'birthday'],
    ]);
    expect((await importing.undo(id)).counts).toMatchObject({ kept: 0, remarks: 5 });
  });

  it('never turn an invalid amount into another one', async () => {
    await makeMember(api, { externalId: 'P-1' });
    const purchases: Settings = {
      kind: 'purchases',
      mapping: {
        columns: { receipt: 'bon', location: 'shop', purchasedAt: 'at', amount: 'sum', externalId: 'id' },
      },
    };
    const line = (sum: string, at = '2025-12-31T10:00:00Z'): string =>
      `${randomUUID()},vienna,${at},${sum},P-1`;
    expect(
      await reasonsOf(purchases, [
        'bon,shop,at,sum,id',
        line('"1,234.56"'),
        line('"1.2.34,5"'),
        line('"3,8,6"'),
        line('€12'),
        line('12 USD'),
        line('1e3'),
        line('-5.00'),
        line('999999999999.00'),
        line('5.00', '1969-12-31'),
        line('5.00', '31.12.2025'),
        line('5.00', '2999-12-31'),
        line('5.00,7'),
      ]),
    ).toEqual([
      [3, 'no-number'],
      [4, 'no-number'],
      [6, 'other-currency'],
      [7, 'no-number'],
      [9, 'too-large'],
      [10, 'too-early'],
      [11, 'date-form'],
      [12, 'purchase-in-future'],
      [13, 'cell-count'],
    ]);
    expect(
      await reasonsOf({ ...purchases, options: { decimal: ',', dates: 'day-first' } }, [
        'bon;shop;at;sum;id',
        line('1.234,56', '31.12.2025').replaceAll(/,(?!\d\d;|56)/g, ';'),
        line('1.234,56', '12/31/2025').replaceAll(/,(?!\d\d;|56)/g, ';'),
      ]),
    ).toEqual([[3, 'no-date']]);
  });

  it('are read from UTF-16 with and without a byte order mark', async () => {
    for (const [mark, id] of [
      ['\ufeff', 'U-1'],
      ['', 'U-2'],
    ] as const) {
      const done = await importing.run(members, Buffer.from(`${mark}${header}\n${id},,Zoë,\n`, 'utf16le'));
      expect(done).toMatchObject({ counts: { created: 1, refused: 0 } });
    }
  });
});

describe('conflicts', () => {
  it('are listed in pages, counted by field and decided by field', async () => {
    const lines = (name: string): string =>
      [
        header,
        ...Array.from({ length: 5 }, (_, at) => `C-${at},,${name},199${at % 2 ? 0 : name.length}-01-01`),
      ].join('\n');
    await importing.run(members, lines('Old'));
    const { id } = await importing.run(members, lines('Newer'));
    type Page = {
      data: { fields: { field: string }[] }[];
      cursor: { next: string | null };
      fields: object[];
    };
    const first = await importing.get<Page>(`/imports/${id}/conflicts?limit=4`);
    expect(first.data).toHaveLength(4);
    expect(first.fields).toEqual([
      { field: 'firstName', count: 5 },
      { field: 'birthday', count: 3 },
    ]);
    const next = await importing.get<Page>(
      `/imports/${id}/conflicts?limit=4&cursor=${first.cursor.next ?? ''}`,
    );
    expect(next).toMatchObject({ data: [{}], cursor: { next: null } });
    const decided = await importing.post(`/imports/${id}/conflicts`, {
      decision: 'take',
      field: 'firstName',
    });
    expect(decided).toMatchObject({ counts: { conflicts: 3, matched: 2 } });
    const left = await importing.get<Page>(`/imports/${id}/conflicts`);
    expect(left.data.flatMap(({ fields }) => fields.map(({ field }) => field))).toEqual(
      Array(3).fill('birthday'),
    );
    await importing.post(`/imports/${id}/conflicts`, { decision: 'keep' });
    expect((await importing.undo(id)).state).toBe('undone');
    const { data } = await importing.get<{ data: { displayName: string }[] }>('/members?query=C-0');
    expect(data[0]?.displayName).toContain('Old');
  });
});

it('the preview shows the first lines, also of a .gz file, and cuts long cells', async () => {
  const lines = Array.from({ length: 30_000 }, () => `${randomUUID()},,A,`).join('\n');
  const gz = gzipSync(`${header}\n${lines}`).subarray(0, 200_000);
  const cut = `${header}\n1,,"${'x'.repeat(200_000)}`;
  for (const [file, rows] of [
    [gz, 10],
    [cut, 0],
  ] as const) {
    const asked = { kind: 'members', partial: true };
    const seen = await importing.offer<{ rows: object[] }>(asked, file, { path: '/imports/preview' });
    expect({ status: seen.status, rows: seen.body.rows.length }).toEqual({ status: 200, rows });
  }
});

it('the list of refused lines shows their cells', async () => {
  const { id } = await importing.run(members, `${header}\n,nobody,A,\nL-2,,B,\n`);
  expect(await importing.get(`/imports/${id}/refused-lines`)).toMatchObject({
    header: ['id', 'mail', 'first', 'born'],
    data: [
      {
        line: 2,
        cells: ['', 'nobody', 'A', ''],
        error: { line: 2, reason: 'no-email', field: 'email', column: 'mail', params: { value: 'nobody' } },
      },
    ],
    cursor: { next: null },
  });
});

it('a long cell is cut before a character, not within it', async () => {
  const long = (letters: number) => `${'x'.repeat(letters)}🦄${'x'.repeat(50)}`;
  const lines = [`,${long(56)},A,`, `${long(249)},,B,`, 'CUT-3,,C,'];
  const { id, counts } = await importing.run(members, `${header}\n${lines.join('\n')}\n`);
  expect(counts).toMatchObject({ created: 1, refused: 2 });
  const { data } = await importing.get<{ data: { error: object }[] }>(`/imports/${id}/refused-lines`);
  expect(data[0]?.error).toMatchObject({ reason: 'no-email', params: { value: `${'x'.repeat(56)}…` } });
});

it('mappings can be renamed and deleted', async () => {
  const mapping = { kind: 'members', mapping: members.mapping };
  const { id } = await importing.post<{ id: string }>('/import-mappings', { ...mapping, name: 'One' });
  await importing.post('/import-mappings', { ...mapping, name: 'Two' });
  const send = async (method: string, body?: object): Promise<number> =>
    (
      await fetch(`${api.url}/api/v1/import-mappings/${id}`, {
        method,
        headers: { authorization: `Bearer ${await makeKey(api)}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    ).status;
  expect(await send('PATCH', { name: 'Two' })).toBe(409);
  expect(await send('PATCH', { name: 'Three' })).toBe(200);
  expect(await importing.get('/import-mappings')).toMatchObject({
    data: [{ name: 'Three' }, { name: 'Two' }],
  });
  expect(await send('DELETE', {})).toBe(204);
  expect(await send('DELETE', {})).toBe(404);
});
