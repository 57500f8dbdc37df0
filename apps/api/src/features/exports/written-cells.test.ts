import type { ExportColumn, Language } from '@regulars/contracts';
import { expect, it } from 'vitest';
import type { ExportCell } from '../../platform/exports/export-source.ts';
import { WrittenCells } from './written-cells.ts';

const cells = (locale: Language | null, column: ExportColumn): WrittenCells =>
  new WrittenCells([column], { locale, zone: 'Europe/Vienna' });

it.each<[ExportColumn, ExportCell, none: string, de: string, cs: string, en: string]>([
  ['gross', 47.3, '47.3', '47,3', '47,3', '47.3'],
  ['returned', -0.5, '-0.5', '-0,5', '-0,5', '-0.5'],
  ['exchangeRate', '25.125', '25.125', '25,125', '25,125', '25.125'],
  [
    'prices',
    '12.90 EUR, 320.00 CZK',
    '12.90 EUR, 320.00 CZK',
    '12,90 EUR, 320,00 CZK',
    '12,90 EUR, 320,00 CZK',
    '12.90 EUR, 320.00 CZK',
  ],
  ['active', true, 'true', 'ja', 'ano', 'yes'],
  ['active', false, 'false', 'nein', 'ne', 'no'],
  [
    'joinedAt',
    '2026-07-01T22:30:15.123Z',
    '2026-07-01T22:30:15.123Z',
    '02.07.2026 00:30:15',
    '02.07.2026 00:30:15',
    '2026-07-02 00:30:15',
  ],
  [
    'joinedAt',
    '2026-01-01T22:30:15Z',
    '2026-01-01T22:30:15Z',
    '01.01.2026 23:30:15',
    '01.01.2026 23:30:15',
    '2026-01-01 23:30:15',
  ],
  ['birthday', '1980-11-22', '1980-11-22', '22.11.1980', '22.11.1980', '1980-11-22'],
  ['birthday', '--02-29', '--02-29', '29.02.', '29.02.', '29 Feb'],
  // Texts stay, whatever they look like.
  ['sku', '2026-01-01', '2026-01-01', '2026-01-01', '2026-01-01', '2026-01-01'],
  ['sku', '1.50', '1.50', '1.50', '1.50', '1.50'],
  ['name', '=cmd()', "'=cmd()", "'=cmd()", "'=cmd()", "'=cmd()"],
  ['phone', '+436601234567', '+436601234567', '+436601234567', '+436601234567', '+436601234567'],
  ['name', null, '', '', '', ''],
])('%s %s is written for programs and for readers', (column, cell, none, de, cs, en) => {
  const written = ([null, 'de', 'cs', 'en'] as const).map((locale) => cells(locale, column).texts([cell]));
  expect(written).toEqual([[none], [de], [cs], [en]]);
});

it.each<[ExportColumn, ExportCell, unknown]>([
  ['gross', 47.3, 47.3],
  ['exchangeRate', '25.125', 25.125],
  ['joinedAt', '2026-07-01T22:30:00Z', { serial: 46_205.020_833_33, withTime: true }],
  ['birthday', '1980-11-22', { serial: 29_547, withTime: false }],
  ['birthday', '--02-29', '29.02.'],
  // Spreadsheets count no days before 1900.
  ['birthday', '1899-05-01', '01.05.1899'],
  ['name', '=cmd()', '=cmd()'],
])('%s %s is a number, a date or a text in a workbook', (column, cell, expected) => {
  expect(cells('de', column).cells([cell])).toEqual([expected]);
});
