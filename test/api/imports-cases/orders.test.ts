import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Import, ImportKind, previewImport, Problem, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.ts';
import { makeKey } from '../../support/makers.ts';
import { makeLocation } from '../../support/makers/club.ts';
import { Importing } from '../../support/makers/imports.ts';
import { makeMember } from '../../support/makers/members.ts';

const samples = process.env['SAMPLE_DATA_DIR'];
const folder = join(samples ?? '', '..', 'cases', 'imports-2026-11-25');
const found = samples !== undefined && existsSync(folder);
if (!found)
  console.warn(
    'Orders and amounts of others are not imported: there is no cases folder beside SAMPLE_DATA_DIR.',
  );

let api: TestApp;
let importing: Importing;

beforeAll(async () => {
  api = await startApp();
  importing = new Importing(api, await makeKey(api));
  await makeLocation(api, { code: 'vienna-1', name: 'Morgenrot Wien' });
  await makeMember(api, { email: 'order@member.example' });
});
afterAll(() => api.close());

type Preview = ReplyOf<typeof previewImport>;

const previewed = async (kind: ImportKind, file: string): Promise<Preview> => {
  const { status, body } = await importing.offer<Preview>({ kind }, file, { path: '/imports/preview' });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

/** Imports a file as it is guessed. */
const asGuessed = async (kind: ImportKind, file: string, more: object = {}): Promise<Import> => {
  const { mapping, options } = await previewed(kind, file);
  return importing.run({ kind, mapping, options: { ...options, timeZone: 'Europe/Vienna', ...more } }, file);
};

const reasonsOf = ({ errors }: Import) => errors.map(({ line, reason, field }) => [line, reason, field]);

describe('the status of orders', () => {
  const header = 'Order,Email,Status,Date,Store,SKU,Qty,Unit Price';
  const file = [
    header,
    '#S-1,order@member.example,paid,2026-11-13 10:00,Morgenrot Wien,HB,2,12.90',
    '#S-1,,,,,MUG,1,9.00',
    '#S-2,order@member.example,cancelled,2026-11-13 11:00,Morgenrot Wien,HB,1,12.90',
    '#S-2,,,,,MUG,1,9.00',
    '#S-3,order@member.example,parked,2026-11-13 12:00,Morgenrot Wien,HB,1,12.90',
  ].join('\n');

  it('is listed with what its words mean, and asked about where nobody knows them', async () => {
    const { statusColumns, options, mapping } = await previewed('purchases', file);
    expect(mapping.columns).toMatchObject({ status: 'Status' });
    expect(statusColumns.find(({ column }) => column === 'Status')?.values).toEqual([
      { value: '', count: 2, meaning: 'count' },
      { value: 'paid', count: 1, meaning: 'count' },
      { value: 'cancelled', count: 1, meaning: 'leave-out' },
      { value: 'parked', count: 1, meaning: null },
    ]);
    expect(options.statuses).toEqual({ '': 'count', paid: 'count', cancelled: 'leave-out' });
    const asked = await importing.offer<Problem>({ kind: 'purchases', mapping, options }, file);
    expect(asked).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            pointer: '/settings/options/statuses',
            reason: 'file-status-unknown',
            params: { value: 'parked' },
          },
        ],
      },
    });
  });

  it('decides which lines count, and those below mean the same order', async () => {
    const { options } = await previewed('purchases', file);
    const statuses = { ...options.statuses, parked: 'leave-out' as const };
    const done = await asGuessed('purchases', file, { statuses });
    expect(done).toMatchObject({ lines: 5, counts: { created: 1, refused: 0, leftOut: 3 }, errors: [] });
    type Row = { total: { gross: number } };
    const soldAs = async (number: string): Promise<number[]> => {
      const { data } = await importing.get<{ data: Row[] }>(
        `/purchases?receipt=${encodeURIComponent(number)}`,
      );
      return data.map(({ total }) => total.gross);
    };
    expect(await soldAs('#S-1')).toEqual([3480]);
    expect(await soldAs('#S-2')).toEqual([]);
  });
});

describe('a last line that is a sum', () => {
  const members = 'Kundennummer;Vorname;E-Mail\nSU-1;Eva;su1@example.com\nSumme: 1;;\n';
  const purchases = [
    'Bonnummer;Filiale;Datum;Artikel;Betrag',
    'SU-1;vienna-1;13.11.2026 10:01;X;12,90',
    'SU-2;vienna-1;14.11.2026 10:01;X;1,10',
    ';;;;14,00',
  ].join('\n');

  it.each([
    ['members', members, ['Summe: 1', '', '']],
    ['purchases', purchases, ['', '', '', '', '14,00']],
  ] as const)('of %s is shown, and refused as long as nobody says what it is', async (kind, file, cells) => {
    expect((await previewed(kind, file)).sumLine).toEqual(cells);
    const checked = await asGuessed(kind, file);
    const last = file.trim().split('\n').length;
    expect(reasonsOf(checked)).toEqual([[last, 'sum-line', null]]);
    expect(checked.counts).toMatchObject({ created: last - 2, refused: 1, leftOut: 0 });
    const again = await asGuessed(kind, file, { sumLine: 'leave-out' });
    expect(again.counts).toMatchObject({ created: 0, refused: 0, leftOut: 1 });
  });

  it('is a line like others if the owner says so', async () => {
    const kept = await asGuessed('members', 'Kundennummer;Vorname\nSU-9;Eva\nTotal;Ota\n', {
      sumLine: 'keep',
    });
    expect(kept.counts).toMatchObject({ created: 2, refused: 0 });
  });

  it('is not seen in a last purchase that costs as much as the others', async () => {
    const file = purchases
      .replaceAll('SU-', 'SV-')
      .replace(/;;;;14,00$/, 'SV-3;vienna-1;15.11.2026 9:00;X;14,00');
    expect((await previewed('purchases', file)).sumLine).toBeNull();
    expect((await asGuessed('purchases', file)).counts).toMatchObject({ created: 3, refused: 0 });
  });
});

describe('refused lines', () => {
  it('are grouped by reason with exact counts, and many of one kind hide none of another', async () => {
    const lines = [
      ...Array.from({ length: 60 }, (_, at) => `G-${at};vienna-1;13.11.2026 10:01;X;1,00;nobody-${at}`),
      ...Array.from({ length: 3 }, (_, at) => `H-${at};vienna-1;13.11.2026 10:01;X;1,00 $;`),
      'I-1;vienna-1;31.11.2026 10:01;X;1,00;',
      'J-1;vienna-1;13.11.2026 10:01;X;1,00;',
    ];
    const file = `Bonnummer;Filiale;Datum;Artikel;Betrag;Kundennummer\n${lines.join('\n')}\n`;
    const done = await asGuessed('purchases', file);
    expect(done.counts).toMatchObject({ created: 1, refused: 64 });
    expect(
      done.groups.map(({ reason, field, count, examples }) => [reason, field, count, examples.length]),
    ).toEqual([
      ['unknown-member', 'externalId', 60, 5],
      ['other-currency', 'amount', 3, 3],
      ['no-date', 'purchasedAt', 1, 1],
    ]);
    expect(done.money).toMatchObject([{ currency: 'EUR', gross: 100, agrees: true }]);
    type Refused = { data: { cells: string[]; error: { reason: string } }[] };
    const { number } = done.groups[1] ?? { number: 0 };
    const { data } = await importing.get<Refused>(
      `/imports/${done.id}/refused-lines?group=${number}&limit=200`,
    );
    expect(data.map(({ cells }) => cells[0])).toEqual(['H-0', 'H-1', 'H-2']);
    expect((await importing.text(`/imports/${done.id}/errors`)).trim().split('\n')).toHaveLength(65);
  });
});

describe('products from a file of sales', () => {
  const file = [
    'StockCode,Description,UnitPrice,EAN,Barcode 2',
    'LW-1,WHITE MUG,4.00,4006381333931,',
    'LW-1,White mug,4.50,4006381333931,96385074',
  ].join('\n');
  const columns = {
    sku: 'StockCode',
    name: 'Description',
    price: 'UnitPrice',
    barcodes: ['EAN', 'Barcode 2'],
  };

  it('are refused where lines disagree, unless the last one wins', async () => {
    const settings = { kind: 'products', mapping: { columns }, options: { currency: 'EUR' } } as const;
    const refused = await importing.run(settings, file);
    expect(refused.groups).toMatchObject([{ reason: 'lines-disagree', count: 1 }]);
    const done = await importing.run({ ...settings, options: { ...settings.options, lastWins: true } }, file);
    expect(done.counts).toMatchObject({ created: 1, refused: 0 });
    type Products = {
      data: { sku: string; name: Record<string, string>; barcodes: string[]; prices: object[] }[];
    };
    for (const code of ['4006381333931', '96385074'])
      expect(await importing.get<Products>(`/products?barcode=${code}`)).toMatchObject({
        data: [{ sku: 'LW-1', prices: [{ amount: 450, currency: 'EUR' }] }],
      });
  });

  it('are bought by their barcodes, too', async () => {
    const sales = [
      'Receipt,Store,Date,EAN,Qty,Total',
      'EAN-1,vienna-1,2026-11-13 10:00,96385074,2,9.00',
      'EAN-2,vienna-1,2026-11-14 10:00,LW-1,-1,-4.50',
    ].join('\n');
    await asGuessed('purchases', sales);
    type Lines = { lines: { sku: string; name: string }[] };
    const { data } = await importing.get<{ data: { id: string }[] }>('/purchases?receipt=EAN-1');
    expect(await importing.get<Lines>(`/purchases/${data[0]?.id ?? ''}`)).toMatchObject({
      lines: [{ sku: 'LW-1', name: 'White mug' }],
    });
  });
});

describe.runIf(found)('files that failed elsewhere', () => {
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  const soldAs = async (numbers: readonly string[]): Promise<unknown[]> => {
    type Row = { total: { gross: number; currency: string }; returned: number };
    const rows = await Promise.all(
      numbers.map((number) =>
        importing.get<{ data: Row[] }>(`/purchases?receipt=${encodeURIComponent(number)}`),
      ),
    );
    return rows.map(({ data: [row] }) => row && [row.total.gross - row.returned, row.total.currency]);
  };

  it('say with each amount what it is in', async () => {
    await makeLocation(api, { code: 'prague-1', name: 'Svítání', currency: 'CZK' });
    const amounts = await asGuessed('purchases', await read('amounts/amounts.csv'));
    expect(amounts).toMatchObject({ counts: { created: 6, refused: 0, remarks: 1 } });
    expect(amounts.groups).toMatchObject([{ kind: 'remark', reason: 'without-purchase', count: 1 }]);
    await asGuessed('purchases', await read('amounts/czk.csv'));
    expect(await soldAs(['R9-1', 'R9-2', 'R9-3', 'R9-4', 'R9-5', 'R9-8'])).toEqual([
      [1290, 'EUR'],
      [1290, 'EUR'],
      [1290, 'EUR'],
      [123_450, 'EUR'],
      [1200, 'EUR'],
      [12_900, 'CZK'],
    ]);
  });

  it('hold orders that were refunded', async () => {
    await makeMember(api, { email: 'r10a@example.com' });
    const orders = await asGuessed('purchases', await read('order-status/orders.csv'));
    expect(orders).toMatchObject({
      counts: { created: 2, refused: 0 },
      money: [{ file: 3480, agrees: true }],
    });
    expect(await soldAs(['#R10-1', '#R10-2'])).toEqual([
      [3480, 'EUR'],
      [0, 'EUR'],
    ]);
  });

  it('end with a sum', async () => {
    const { mapping } = await previewed('members', await read('last-lines/footer.csv'));
    const members = await importing.run({ kind: 'members', mapping }, await read('last-lines/footer.csv'));
    expect(reasonsOf(members)).toEqual([[3, 'sum-line', null]]);
  });
});
