import type { Import, ImportKind, previewImport, Problem, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { encoded } from '../support/encoded.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { Importing } from '../support/makers/imports.ts';
import { Till } from '../support/makers/purchases.ts';

let api: TestApp;
let importing: Importing;
let key: string;

beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  importing = new Importing(api, key);
  await makeLocation(api, { code: 'vienna-1', name: 'Morgenrot Wien' });
  await makeLocation(api, { code: 'prague-1', name: 'Svítání Praha', currency: 'CZK' });
});
afterAll(() => api.close());

type Preview = ReplyOf<typeof previewImport>;
type File = string | Uint8Array;

const previewed = async (kind: ImportKind, file: File): Promise<Preview> => {
  const { status, body } = await importing.offer<Preview>({ kind }, file, { path: '/imports/preview' });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

/** Imports a file as it is guessed, as a person would who changes nothing. */
const asGuessed = async (kind: ImportKind, file: File, options: object = {}): Promise<Import> => {
  const { mapping, options: guessed } = await previewed(kind, file);
  return importing.run({ kind, mapping, options: { ...guessed, ...options } }, file);
};

const namesOf = async (query: string): Promise<string[]> => {
  const { data } = await importing.get<{ data: { displayName: string }[] }>(`/members?query=${query}`);
  return data.map(({ displayName }) => displayName).sort();
};

/** The purchases of a day: receipt, location, amount and time. */
const soldOn = async (day: string): Promise<unknown[]> => {
  type Row = { receipt: { number: string; location: string }; total: { gross: number }; purchasedAt: string };
  const { data } = await importing.get<{ data: Row[] }>(
    `/purchases?limit=50&from=${day}T00:00:00Z&to=${day}T23:59:59Z`,
  );
  const inOrder = data.sort((left, right) => left.purchasedAt.localeCompare(right.purchasedAt));
  return inOrder.map(({ receipt, total, purchasedAt }) => [
    receipt.number,
    receipt.location,
    total.gross,
    purchasedAt.slice(11, 16),
  ]);
};

describe('files in other character sets', () => {
  it.each(['windows-1250', 'cp852', 'utf-16be'] as const)(
    'come in as they were written: %s',
    async (encoding) => {
      const text = `Číslo zákazníka;Jméno;Příjmení\nCS-${encoding};Žaneta;Šťastná\n`;
      expect((await asGuessed('members', encoded(text, encoding))).counts).toMatchObject({ created: 1 });
      expect(await namesOf(`CS-${encoding}`)).toEqual(['Žaneta Šťastná']);
    },
  );

  it('are not taken in silence if they can be read in two ways', async () => {
    const file = encoded('Kundennummer;Vorname\nCS-UNSURE;Sørine\n', 'windows-1252');
    const { encodings, mapping } = await previewed('members', file);
    expect(encodings.length).toBeGreaterThan(1);
    const asked = await importing.offer<Problem>({ kind: 'members', mapping }, file);
    expect(asked).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/settings/options/encoding', reason: 'file-encoding-unsure' }] },
    });
    await importing.run({ kind: 'members', mapping, options: { encoding: 'windows-1252' } }, file);
    expect(await namesOf('CS-UNSURE')).toEqual(['Sørine']);
  });
});

const prices = [
  { amount: 1290, currency: 'EUR' },
  { amount: 32_000, currency: 'CZK' },
];

const exportOf = async (body: object): Promise<Uint8Array> => {
  const { id } = await importing.post<{ id: string }>('/exports', body);
  await expect
    .poll(async () => (await importing.get<{ state: string }>(`/exports/${id}`)).state, { interval: 20 })
    .toBe('done');
  return importing.bytes(`/exports/${id}/file`);
};

describe('our own files', () => {
  const columns = { externalId: 'id', firstName: 'first', phone: 'phone', birthday: 'born' };
  const settings = { kind: 'members', mapping: { columns } } as const;

  it('come in again after a correction of the lines with remarks', async () => {
    const file =
      'id,first,phone,born\nOWN-1,Eva,+436601110001,1990-13-01\nOWN-2,-Ota-,+436601110002,1990-13-02\n';
    const { id } = await importing.run(settings, file);
    const refused = await importing.text(`/imports/${id}/errors`);
    expect(refused).toContain(",'-Ota-,+436601110002,");
    const done = await importing.run(settings, refused.replaceAll('1990-13', '1990-12'));
    expect(done.counts).toMatchObject({ matched: 2, refused: 0, remarks: 0 });
    expect(await namesOf('OWN-2')).toEqual(['-Ota-']);
  });

  it('come in again as they were exported, all found and none refused', async () => {
    await makeMember(api, {
      firstName: '=cmd()',
      phone: '+436601110005',
      secondPhone: '+4315551234',
      company: '=Mühle; "Süd"',
      address: { street: '-4 Straße, Top 2', postcode: '01067', city: 'Wien', country: 'AT' },
    });
    await makeMember(api, {
      firstName: "'-Eva",
      email: undefined,
      phone: '+436601110006',
      birthday: '--03-27',
    });
    const made = await importing.post<{ id: string }>('/exports', { kind: 'members' });
    await expect
      .poll(async () => (await importing.get<{ state: string }>(`/exports/${made.id}`)).state)
      .toBe('done');
    const csv = await importing.text(`/exports/${made.id}/file`);
    const { mapping, options } = await previewed('members', csv);
    const done = await importing.run({ kind: 'members', mapping, options, dryRun: true }, csv);
    expect(done).toMatchObject({ counts: { created: 0, refused: 0, conflicts: 0 }, errors: [] });
    expect(done.counts.matched).toBe(done.lines);
  });

  it.each([
    ['members', 'members', 'matched'],
    ['products', 'products', 'matched'],
    ['purchase-lines', 'purchases', 'duplicate'],
  ] as const)(
    'of %s come in again, as text and as a workbook, in the language of any reader',
    async (exported, kind, found) => {
      if (kind === 'products')
        await makeProduct(api, { sku: '007', prices, name: { de: '=Brot', cs: 'Chléb' } });
      if (kind === 'purchases') {
        const member = await makeMember(api);
        const lines = [
          { sku: 'B-1', name: 'Brot, "dunkel"', quantity: 1.125, unitPrice: 890, discount: 100 },
          { amount: 1230, taxRate: 20 },
        ];
        await new Till(api, key, 'vienna-1').sell(member.id, { lines });
      }
      const files = [{}, { locale: 'de' }, { locale: 'en' }, { locale: 'cs' }].flatMap((written) => [
        { ...written, format: 'csv' },
        { ...written, format: 'xlsx' },
      ]);
      for (const body of files) {
        const file = await exportOf({ kind: exported, ...body });
        const { mapping, options, preset } = await previewed(kind, file);
        expect(preset).toEqual({ system: 'regulars', kind });
        const done = await importing.run({ kind, mapping, options, dryRun: true }, file);
        expect({ body, ...done }).toMatchObject({
          body,
          counts: { created: 0, refused: 0, conflicts: 0 },
          errors: [],
        });
        expect(done.counts[found]).toBeGreaterThan(0);
      }
    },
  );

  it('and those of others come in, whatever guards their numbers', async () => {
    const lines = [
      "'7013808660771;Lena;'+436601110003",
      'OWN-4;Uwe;="+436601110004"',
      '="007";Ida;"=""12"""',
    ];
    const { id } = await importing.run(
      { ...settings, mapping: { columns: { externalId: 'Customer ID', phone: 'Phone' } } },
      `Customer ID;First;Phone\n${lines.join('\n')}\n`,
    );
    const { data } = await importing.get<{ data: object[] }>('/members?query=7013808660771');
    expect(data).toMatchObject([{ externalId: '7013808660771', phone: '+436601110003' }]);
    expect(await importing.get(`/imports/${id}/remarks`)).toMatchObject({
      data: [{ line: 4, cells: ['007', 'Ida', '12'], remarks: [{ reason: 'no-phone' }] }],
    });
  });
});

const inVienna = { timeZone: 'Europe/Vienna' };
const reasonsOf = ({ errors }: Import) => errors.map(({ line, reason, field }) => [line, reason, field]);

describe('amounts', () => {
  it('are read with their currency, refused with another, and at a location by its name', async () => {
    const lines = [
      'A-1;vienna-1;3.2.2026 10:01;X;1;12,90 €;;',
      'A-2;Morgenrot Wien;3.2.2026 10:02;X;1;EUR 12,90;;EUR',
      "A-3;vienna-1;3.2.2026 10:03;X;1;1'234,50;;€",
      'A-4;vienna-1;3.2.2026 10:04;X;1;12,-;;',
      'A-5;Svítání Praha;3.2.2026 10:05;X;1;1 129,00 Kč;;',
      'A-6;vienna-1;3.2.2026 10:06;X;1;129,00 Kč;;',
      'A-7;vienna-1;3.2.2026 10:07;X;1;0,45;;CZK',
      'A-8;vienna-1;3.2.2026 10:08;X;40,125;58,14;1,449;',
      'A-9;vienna-1;3.2.2026 10:09;X;1;;1,449;',
      'A-10;vienna-1;3.2.2026 10:10;X;1;12 90;;',
    ];
    const header = 'Bonnummer;Filiale;Datum;Artikel;Menge;Betrag;Einzelpreis;Währung';
    const done = await asGuessed('purchases', `${header}\n${lines.join('\n')}\n`, inVienna);
    expect(reasonsOf(done)).toEqual([
      [7, 'other-currency', 'amount'],
      [8, 'other-currency', 'currency'],
      [10, 'too-many-decimals', 'unitPrice'],
      [11, 'no-number', 'amount'],
    ]);
    expect(await soldOn('2026-02-03')).toEqual([
      ['A-1', 'vienna-1', 1290, '09:01'],
      ['A-2', 'vienna-1', 1290, '09:02'],
      ['A-3', 'vienna-1', 123_450, '09:03'],
      ['A-4', 'vienna-1', 1200, '09:04'],
      ['A-5', 'prague-1', 112_900, '09:05'],
      ['A-8', 'vienna-1', 5814, '09:08'],
    ]);
  });
});

describe('dates', () => {
  const header = 'Receipt,Store,Date,Time,Total';
  const columns = { receipt: 'Receipt', location: 'Store', purchasedAt: ['Date', 'Time'], amount: 'Total' };

  it('are read by the order that the whole column shows', async () => {
    const lines = Array.from(
      { length: 400 },
      (_, at) => `D-${at},vienna-1,1/${1 + (at % 12)}/2026,10:00,1.00`,
    );
    const file = [header, ...lines, 'D-400,vienna-1,1/25/2026,8:05 PM,1.00'].join('\n');
    expect(await previewed('purchases', file)).toMatchObject({
      dateColumns: [{ column: 'Date', order: 'month-first' }],
      options: { dates: 'month-first', dateOrders: { purchasedAt: 'month-first' } },
    });
    const swapped = { kind: 'purchases', mapping: { columns }, options: { dates: 'day-first' } };
    expect(await importing.offer<Problem>(swapped, file)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/settings/options/dates', reason: 'file-dates-otherwise' }] },
    });
    const options = { ...inVienna, dateOrders: { purchasedAt: 'month-first' } } as const;
    const last = [header, ...lines.slice(-1), 'D-400,vienna-1,1/25/2026,8:05 PM,1.00'].join('\n');
    expect((await importing.run({ kind: 'purchases', mapping: { columns }, options }, last)).errors).toEqual(
      [],
    );
    expect(await soldOn('2026-01-25')).toEqual([['D-400', 'vienna-1', 100, '19:05']]);
  });

  it('have to be asked about if both orders fit', async () => {
    const { dateColumns, options } = await previewed(
      'purchases',
      `${header}\nD-9,vienna-1,1/2/2026,9:00,1\n`,
    );
    expect(dateColumns).toEqual([{ column: 'Date', order: null, sample: ['1/2/2026'] }]);
    expect(options).toMatchObject({ dates: 'iso', dateOrders: {} });
  });

  it('of one file may be written in several forms, and birthdays without a year', async () => {
    const lines = [
      'DF-1;Eva;01.02.1990;2024-05-01 10:00:00',
      'DF-2;Ota;13.02.90;Nov 13, 2024',
      'DF-3;Ida;27.03.;20240501',
      'DF-4;Uwe;0000-03-27;2024/05/01 8:05 PM',
      'DF-5;Ada;30.02.1990;2024-05-01',
    ];
    const file = `Kundennummer;Vorname;Geburtsdatum;Mitglied seit\n${lines.join('\n')}\n`;
    const { id: made } = await asGuessed('members', file);
    expect(await importing.remarks(made)).toEqual([[6, 'no-date', 'birthday']]);
    const { data } = await importing.get<{ data: { id: string; externalId: string }[] }>(
      '/members?query=DF-',
    );
    const born = await Promise.all(
      data.map(async ({ id, externalId }) => [
        externalId,
        (await importing.get<{ birthday: string }>(`/members/${id}`)).birthday,
      ]),
    );
    expect(Object.fromEntries(born)).toEqual({
      'DF-1': '1990-02-01',
      'DF-2': '1990-02-13',
      'DF-3': '--03-27',
      'DF-4': '--03-27',
      'DF-5': null,
    });
  });
});

describe('lines around the table', () => {
  it.each([
    ['a line for Excel', 'sep=;\r\nKundennummer;Vorname\r\nFL-1;Eva\r\n'],
    ['titles and empty rows', 'Export 25.11.2026;\r\n;\r\nKundennummer;Vorname\r\nFL-2;Eva\r\n'],
    ['the column names again', 'Kundennummer;Vorname\nFL-3;Eva\nKundennummer;Vorname\nFL-4;Ota\n'],
    ['the end mark of DOS', 'Kundennummer;Vorname\r\nFL-5;Eva\r\n\u001A'],
  ])('are no members: %s', async (_, file) => {
    const { headerRow, mapping } = await previewed('members', file);
    const done = await importing.run({ kind: 'members', mapping, options: { headerRow } }, file);
    expect(done).toMatchObject({ counts: { created: done.lines, refused: 0 }, errors: [] });
    expect(await namesOf('Kundennummer')).toEqual([]);
  });

  it('that are too short are filled up if the owner says so', async () => {
    const file = 'Kundennummer;Vorname;E-Mail;Notiz\nSL-1;Eva;;\nSL-2;Ota\n';
    expect(reasonsOf(await asGuessed('members', file))).toEqual([[3, 'cell-count', null]]);
    expect((await asGuessed('members', file, { fillShort: true })).counts).toMatchObject({ refused: 0 });
    expect(await namesOf('SL-2')).toEqual(['Ota']);
  });

  it('two columns of one name are told apart', async () => {
    const { columns } = await previewed('members', 'Nr;Telefon;Telefon;\n1;0660;0661;\n');
    expect(columns).toEqual(['Nr', 'Telefon', 'Telefon (2)', '']);
  });
});

describe('members', () => {
  const phoneOf = async (query: string): Promise<string | null> => {
    const { data } = await importing.get<{ data: { id: string }[] }>(`/members?query=${query}`);
    return (await importing.get<{ phone: string | null }>(`/members/${data[0]?.id ?? ''}`)).phone;
  };

  it('have one phone number, however it is written', async () => {
    const file = [
      'Kundennummer;Telefon',
      'PH-1;+43 (0) 660 2220001',
      'PH-2;0660/2220002',
      'PH-3;+43–660–2220003 (privat)',
      'PH-4;n/a',
      'PH-5;12',
      'PH-6;tel:0043 660 2220001',
    ].join('\n');
    const done = await asGuessed('members', file, { country: 'AT' });
    expect(reasonsOf(done)).toEqual([]);
    expect(await importing.remarks(done.id)).toEqual([
      [6, 'no-phone', 'phone'],
      [7, 'taken-in-file', 'phone'],
    ]);
    expect(await Promise.all(['PH-1', 'PH-2', 'PH-3', 'PH-4'].map(phoneOf))).toEqual([
      '+436602220001',
      '+436602220002',
      '+436602220003',
      null,
    ]);
    const { mapping } = await previewed('members', file);
    const nowhere = { kind: 'members', mapping, options: { country: 'XX' } };
    expect(await importing.offer<Problem>(nowhere, file)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/settings/options/country' }] },
    });
  });

  it('say yes and no in many words, and a column of such words has no customer numbers', async () => {
    const words = ['subscribed', 'unsubscribed', 'WAHR', 'FALSCH', 'PRAVDA', 'NEPRAVDA', 'angemeldet'];
    const file = `Customer,ID,Newsletter\n${words.map((word, at) => `TRUE,YN-${at},${word}`).join('\n')}\n`;
    const { mapping } = await previewed('members', file);
    expect(mapping.columns).toEqual({ externalId: 'ID', newsletter: 'Newsletter' });
    expect((await asGuessed('members', file)).counts).toMatchObject({ created: words.length, refused: 0 });
  });
});

describe('orders', () => {
  it('say on their first line what is true for all, as web shops write them', async () => {
    await makeMember(api, { email: 'order@member.example' });
    const lines = [
      '#O-1,order@member.example,34.80,2026-02-05 21:06:21 +0200,2,Blend,12.90,HB,Morgenrot Wien,',
      '#O-1,,,,1,Mug,9.00,MUG,,',
    ];
    const header =
      'Name,Email,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Location,Receipt Number';
    const file = `${header}\n${lines.join('\n')}\n`;
    expect((await previewed('purchases', file)).mapping.columns).toMatchObject({
      receipt: 'Name',
      unitPrice: 'Lineitem price',
      name: 'Lineitem name',
      purchasedAt: 'Created at',
    });
    expect(await asGuessed('purchases', file)).toMatchObject({
      counts: { created: 1, refused: 0 },
      errors: [],
    });
    expect(await soldOn('2026-02-05')).toEqual([['#O-1', 'vienna-1', 3480, '19:06']]);
  });

  it('of a German till need nothing but the location', async () => {
    const file =
      'Bon-Nr.;Datum/Zeit;Artikel-Nr.;Stk;Betrag brutto;MwSt-Satz\nG-1;13.2.2026 14:32;X;1;12,90;20 %\n';
    const { mapping } = await previewed('purchases', file);
    expect(Object.keys(mapping.columns)).toHaveLength(6);
    expect((await asGuessed('purchases', file, { location: 'vienna-1' })).counts).toMatchObject({
      created: 1,
    });
  });
});
