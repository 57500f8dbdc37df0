import { readFile } from 'node:fs/promises';
import type { Import, ImportKind, previewImport, Problem, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.ts';
import { makeKey } from '../../support/makers.ts';
import { makeLocation } from '../../support/makers/club.ts';
import { Importing } from '../../support/makers/imports.ts';
import { workbook, zipped } from '../../support/workbook.ts';

let api: TestApp;
let importing: Importing;

beforeAll(async () => {
  api = await startApp();
  importing = new Importing(api, await makeKey(api));
  await makeLocation(api, { code: 'vienna-1', name: 'Morgenrot Wien' });
});
afterAll(() => api.close());

type Preview = ReplyOf<typeof previewImport>;

const offered = <Body>(settings: object, file: string | Uint8Array) =>
  importing.offer<Body>(settings, file, { path: '/imports/preview' });

const previewed = async (kind: ImportKind, file: string | Uint8Array, more = {}): Promise<Preview> => {
  const { status, body } = await offered<Preview>({ kind, ...more }, file);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

const asGuessed = async (
  kind: ImportKind,
  file: string | Uint8Array,
  { options: chosen = {}, ...more }: { options?: object; sheet?: string } = {},
): Promise<Import> => {
  const { mapping, options, headerRow, sheet } = await previewed(kind, file, more);
  const ofSheet = sheet === null ? {} : { sheet };
  return importing.run({ kind, mapping, options: { ...options, headerRow, ...ofSheet, ...chosen } }, file);
};

const member = async (query: string): Promise<object | undefined> => {
  const { data } = await importing.get<{ data: { id: string }[] }>(`/members?query=${query}`);
  return data[0] && importing.get<object>(`/members/${data[0].id}`);
};

const cell = (ref: string, value: number | string, more = ''): string =>
  typeof value === 'number'
    ? `<c r="${ref}"${more}><v>${value}</v></c>`
    : `<c r="${ref}" t="inlineStr"${more}><is><t>${value}</t></is></c>`;

describe('a workbook', () => {
  it('comes in with its dates, numbers, results of formulas, merged and hidden cells', async () => {
    const file = workbook({
      texts: ['Kundennummer', 'Anna &amp; Eva', 'Vorname', 'Geburtsdatum', 'Telefon', 'Newsletter'],
      merged: ['A1:E1', 'D3:D4'],
      sheets: {
        Kunden: [
          `<row r="1">${cell('A1', 'Unsere Kunden')}</row>`,
          '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>2</v></c><c r="C2" t="s"><v>3</v></c><c r="D2" t="s"><v>4</v></c><c r="E2" t="s"><v>5</v></c></row>',
          `<row r="3"><c r="A3" s="4"><v>4711</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" s="1"><v>29547</v></c>${cell('D3', 6_601_110_001)}<c r="E3" t="b"><v>1</v></c></row>`,
          `<row r="4" hidden="1"><c r="A4" t="str"><f>"X"&amp;1</f><v>XL-2</v></c><c r="B4" t="e"><v>#N/A</v></c></row>`,
          `<row r="7">${cell('A7', 'XL-3')}${cell('B7', 'Zeile\nzwei')}</row>`,
        ].join(''),
        Preise: `<row r="1">${cell('A1', 'SKU')}${cell('B1', 'Price')}</row>`,
      },
    });
    const seen = await previewed('members', file);
    expect(seen).toMatchObject({ format: 'xlsx', sheets: ['Kunden', 'Preise'], sheet: 'Kunden' });
    expect(seen).toMatchObject({ headerRow: 2, hiddenRows: 1, errorCells: 1 });
    expect(seen.rows).toEqual([
      ['004711', 'Anna & Eva', '1980-11-22', '6601110001', 'true'],
      ['XL-2', '', '', '6601110001', ''],
      ['XL-3', 'Zeile zwei', '', '', ''],
    ]);
    const done = await asGuessed('members', file);
    expect(done.counts.created).toBeGreaterThanOrEqual(2);
    expect(await member('004711')).toMatchObject({ firstName: 'Anna & Eva', birthday: '1980-11-22' });
  });

  it('is read from the sheet that is chosen, with days since 1904 and one decimal mark for texts and numbers', async () => {
    const row = (n: number, ...cells: string[]): string => `<row r="${n}">${cells.join('')}</row>`;
    const file = workbook({
      from1904: true,
      sheets: {
        Notizen: row(1, cell('A1', 'nichts')),
        Verkauf: [
          row(
            1,
            ...['Bon', 'Filiale', 'Datum', 'Menge', 'Betrag'].map((name, at) =>
              cell(`${'ABCDE'[at]}1`, name),
            ),
          ),
          row(
            2,
            cell('A2', 'B-1'),
            cell('B2', 'vienna-1'),
            cell('C2', 43_000.5, ' s="2"'),
            cell('D2', 1.125),
            cell('E2', '12,90 €'),
          ),
          row(
            3,
            cell('A3', 'B-2'),
            cell('B3', 'vienna-1'),
            cell('C3', 43_001, ' s="1"'),
            cell('D3', 2),
            cell('E3', 7.5),
          ),
        ].join(''),
      },
    });
    const seen = await previewed('purchases', file, { sheet: 'Verkauf' });
    expect(seen.rows).toEqual([
      ['B-1', 'vienna-1', '2021-09-23T12:00:00', '1,125', '12,90 €'],
      ['B-2', 'vienna-1', '2021-09-24', '2', '7,5'],
    ]);
    const done = await asGuessed('purchases', file, { sheet: 'Verkauf' });
    expect(done).toMatchObject({
      counts: { created: 2, refused: 0 },
      settings: { options: { sheet: 'Verkauf' } },
    });
    expect(await offered<Problem>({ kind: 'members', sheet: 'Blatt 9' }, file)).toMatchObject({
      body: { errors: [{ reason: 'file-no-sheet' }] },
    });
  });

  it.each<[string, Buffer, string]>([
    [
      'a bomb',
      workbook({ sheets: { A: `<row r="1">${' '.repeat(40_000_000)}</row>` } }),
      'file-workbook-too-large',
    ],
    [
      'a declaration of entities',
      workbook({
        sheets: {
          A: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><row r="1"><c t="str"><v>&a;</v></c></row>',
        },
      }),
      'file-workbook-damaged',
    ],
    ['a part of one', workbook({ sheets: { A: '<row r="1"/>' } }).subarray(0, 300), 'file-workbook-damaged'],
    [
      'a column too far',
      workbook({ sheets: { A: `<row r="1">${cell('XFD1', 'x')}</row>` } }),
      'file-too-many-columns',
    ],
    ['another ZIP', zipped({ 'letter.txt': 'Dear reader' }), 'file-other-format'],
    [
      'an OpenDocument table',
      Buffer.from(`PK\u0003\u0004${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.spreadsheet`),
      'file-open-document',
    ],
    ['an old one', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'file-old-excel'],
    [
      'one with a password',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
      'file-protected',
    ],
  ])('is refused if it is %s', async (_, file, reason) => {
    const { status, body } = await offered<Problem>({ kind: 'members' }, file);
    expect([400, 413, 422]).toContain(status);
    expect(body.errors?.[0]?.reason).toBe(reason);
  });
});

describe('an address book', () => {
  const cards = [
    'BEGIN:VCARD',
    'VERSION:2.1',
    'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen-=',
    'Maria',
    'TEL;HOME;FAX:+43 1 5550001',
    'TEL;CELL:+43 660 2220001',
    'EMAIL;INTERNET:juergen@vcf.example',
    'PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQ',
    ' SkZJRgABAQ==',
    'BDAY:19801122',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:Šárka Nová',
    'item1.EMAIL;TYPE=INTERNET,pref:sarka@vcf.exam',
    ' ple',
    'BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-27',
    'NOTE:Zeile\\, eins\\nzwei\\; drei',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:4.0',
    'N:O\\;Hara;Pat;;;',
    'TEL;VALUE=uri;TYPE="voice,cell":tel:+43-660-222-0003',
    'END:VCARD',
  ].join('\r\n');

  it('of any version comes in, one member for each contact', async () => {
    const seen = await previewed('members', cards);
    expect(seen).toMatchObject({ format: 'vcard', sheets: [], sheet: null });
    expect(seen.rows.map((row) => row.slice(0, 7))).toEqual([
      ['Jürgen-Maria', 'Müller', 'juergen@vcf.example', '', '+43 660 2220001', '', '1980-11-22'],
      ['Šárka', 'Nová', 'sarka@vcf.example', '', '', '', '--03-27'],
      ['Pat', 'O;Hara', '', '', '+43-660-222-0003', '', ''],
    ]);
    const done = await asGuessed('members', cards);
    expect(done).toMatchObject({ counts: { created: 3, refused: 0 } });
    expect(await member('juergen@vcf.example')).toMatchObject({
      phone: '+436602220001',
      secondPhone: null,
      birthday: '1980-11-22',
    });
  });
});

describe('a file that went through many hands', () => {
  it('comes in with its members', async () => {
    const file = [
      'Kundenliste, Stand 25.11.2026, 14:30, Kasse 1\r\n\r\n',
      '\uFEFFKundennummer; Leer ;Vorname;Geburtsdatum;"Mitglied\nseit";Telefon\r\n',
      'MH-1;   ;"Eva\nMaria";Mo, 03.02.1986;45000;0660 3330001/0699 3330002\n',
      'MH-2;   ; "Ota; Karl" ;Di., 14. Februar 1984;45000,25;fehlt\n',
      'MH-3;   ;Uwe;29547;01.03.2024 um 8.05 Uhr;(0660) 333 00 03\r\n',
    ].join('');
    const done = await asGuessed('members', file, { options: { country: 'AT' } });
    expect(done).toMatchObject({ counts: { created: 3, refused: 0, remarks: 1 }, errors: [] });
    expect(await importing.remarks(done.id)).toEqual([[expect.any(Number), 'no-phone', 'phone']]);
    const found = await Promise.all(['MH-1', 'MH-2', 'MH-3'].map(member));
    expect(found).toMatchObject([
      {
        firstName: 'Eva Maria',
        birthday: '1986-02-03',
        phone: '+436603330001',
        secondPhone: '+436993330002',
      },
      {
        firstName: 'Ota; Karl',
        birthday: '1984-02-14',
        joinedAt: expect.stringMatching(/^2023-03-15T05:00/),
      },
      { firstName: 'Uwe', birthday: '1980-11-22', joinedAt: expect.stringMatching(/^2024-03-01T07:05/) },
    ]);
  });

  it('comes in with its amounts, whichever decimal mark they have', async () => {
    const file = [
      'Bon;Filiale;Datum;Artikel;Menge;Betrag',
      'MH-B1;vienna-1;Mo, 02.11.2026 10:00;A;1;1.234,50',
      'MH-B2;vienna-1;02.11.2026 (Mo) 10:05;A;1;1234.50',
      'MH-B3;vienna-1;Mo.02.11.2026 10:10 Uhr;A;2,5;€ 3,-',
      'MH-B4;vienna-1;46328.5;A;1;12,90 EUR',
    ].join('\n');
    const done = await asGuessed('purchases', file);
    expect(done).toMatchObject({ counts: { created: 4, refused: 0 }, errors: [] });
    expect(done.money).toMatchObject([{ file: 123_450 * 2 + 300 + 1290, agrees: true }]);
  });
});

describe('the files of other systems', () => {
  const fileOf = (name: string): Promise<string> =>
    readFile(new URL(`../../support/import-presets/${name}.csv`, import.meta.url), 'utf8');

  const withoutTown = ['google', 'mailchimp'];

  it.each<[system: string, people: string, sales?: string]>([
    ['shopify', 'shopify-customers', 'shopify-orders'],
    ['woocommerce', 'woocommerce-customers', 'woocommerce-orders'],
    ['square', 'square-customers', 'square-items'],
    ['google', 'google-contacts'],
    ['outlook', 'outlook-contacts'],
    ['mailchimp', 'mailchimp-audience'],
    ['odoo', 'odoo-contacts', 'odoo-orders'],
    ['lightspeed', 'lightspeed-customers', 'lightspeed-sales'],
  ])('come in without a touch: %s', async (system, people, sales) => {
    const file = await fileOf(people);
    expect(await previewed('members', file)).toMatchObject({ preset: { system, kind: 'members' } });
    const { counts, errors } = await asGuessed('members', file);
    expect({ counts, errors }).toMatchObject({
      counts: { created: 2, refused: 0, conflicts: 0 },
      errors: [],
    });
    const found = await importing.get<{ data: { id: string; displayName: string }[] }>(
      `/members?query=anna@${system}.example`,
    );
    expect(found.data.map(({ displayName }) => displayName)).toEqual(['Anna Berger']);
    if (!withoutTown.includes(system))
      expect(await member(`anna@${system}.example`)).toMatchObject({ address: { city: 'Wien' } });
    if (sales === undefined) return;
    const sold = await asGuessed('purchases', await fileOf(sales));
    expect({ counts: sold.counts, errors: sold.errors }).toMatchObject({
      counts: { created: 1, refused: 0 },
      errors: [],
    });
    const { data } = await importing.get<{ data: { total: { gross: number }; purchasedAt: string }[] }>(
      `/purchases?member=${found.data[0]?.id}`,
    );
    // Two have a discount of one euro.
    const gross = ['square', 'shopify'].includes(system) ? 2060 : 2160;
    expect(data.map(({ total, purchasedAt }) => [total.gross, purchasedAt.slice(0, 10)])).toEqual([
      [gross, '2026-11-20'],
    ]);
  });

  it('have several values in a cell: the first e-mail and two numbers come in, others are listed', async () => {
    const file = [
      'Jméno,Příjmení,Mobilní telefon,Telefon domů,E-mailová adresa,E-mailová adresa 2,Narozeniny',
      'Jana,Malá,602 700 801 / 603 700 802,,jana@kontakty.example,JANA@kontakty.example,3.7.1985',
      'Petr,Velký,604 700 803,+420 604 700 803,Petr Velký <petr@kontakty.example>; dopisy@kontakty.example,,',
    ].join('\n');
    const seen = await previewed('members', file);
    expect(seen).toMatchObject({ preset: { system: 'outlook' }, options: { dates: 'day-first' } });
    const done = await asGuessed('members', file, { options: { country: 'CZ' } });
    expect(done).toMatchObject({ counts: { created: 2, refused: 0 } });
    expect(await importing.remarks(done.id)).toEqual([[3, 'only-first', 'email']]);
    expect(await member('jana@kontakty.example')).toMatchObject({
      phone: '+420602700801',
      secondPhone: '+420603700802',
    });
    expect(await member('petr@kontakty.example')).toMatchObject({
      phone: '+420604700803',
      secondPhone: null,
    });
  });
});
