import type { Import, ImportKind, previewImport, Problem, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.ts';
import { makeKey } from '../../support/makers.ts';
import { makeLocation } from '../../support/makers/club.ts';
import { Importing } from '../../support/makers/imports.ts';
import { makeMember } from '../../support/makers/members.ts';

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
    type Row = { receipt: { number: string }; total: { gross: number } };
    const { data } = await importing.get<{ data: Row[] }>('/purchases?limit=50');
    expect(data.map(({ receipt, total }) => [receipt.number, total.gross])).toEqual([['#S-1', 3480]]);
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
