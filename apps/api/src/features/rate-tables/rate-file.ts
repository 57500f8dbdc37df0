import type { Readable } from 'node:stream';
import { highestRate, largestRateFile, mostRates, type TableReason } from '@regulars/contracts';
import type { RateRow } from '@regulars/loyalty';
import { LineFaults, tableProblem } from '../../platform/files/table-faults.ts';
import { hasInvisible, plainCell, readTable } from '../../platform/files/table-file.ts';

const longestSku = 100;
/** In a cell: all articles, or all locations. */
export const allCell = '*';

/**
 * Reads the rates of a CSV file. Throws `invalid-request` with the lines, `too-large`, `unreadable-file`.
 * @param locations ids by code
 */
export const readRateFile = async (
  file: Readable,
  locations: ReadonlyMap<string, string>,
): Promise<readonly RateRow[]> => {
  const reader = new RateReader(locations);
  await readTable(file, largestRateFile, (record, line) => reader.take(record, line));
  return reader.end();
};

interface Places {
  readonly sku: number;
  readonly location: number;
  readonly points: number;
}

class RateReader {
  #places: Places | null = null;
  readonly #rows = new Map<string, RateRow & { readonly line: number }>();
  readonly #faults = new LineFaults();

  constructor(private readonly locations: ReadonlyMap<string, string>) {}

  take(record: readonly string[], line: number): void {
    if (this.#places) this.#add(this.#places, record, line);
    else this.#places = placesIn(record, line);
  }

  end(): readonly RateRow[] {
    this.#faults.end();
    if (this.#rows.size === 0) throw tableProblem('invalid-request', 1, 'table-empty');
    return [...this.#rows.values()].map(({ sku, locationId, rate }) => ({ sku, locationId, rate }));
  }

  #add(places: Places, record: readonly string[], line: number): void {
    const sku = plainCell(record[places.sku] ?? (places.sku < 0 ? allCell : ''));
    const code = plainCell(record[places.location] ?? '') || allCell;
    const locationId = code === allCell ? null : this.locations.get(code);
    const rate = rateIn(record[places.points] ?? '');
    const fault = skuFault(sku, record[places.sku] ?? '');
    if (fault !== null) this.#faults.add(line, fault, { most: longestSku });
    if (locationId === undefined) this.#faults.add(line, 'location-unknown');
    if (rate === null) this.#faults.add(line, 'points-no-number', { most: highestRate });
    if (fault === null && locationId !== undefined && rate !== null)
      this.#keep({ sku: sku === allCell ? null : sku, locationId, rate, line });
  }

  #keep(row: RateRow & { readonly line: number }): void {
    const key = `${row.sku ?? ''}\n${row.locationId ?? ''}`;
    const before = this.#rows.get(key);
    if (before) this.#faults.add(row.line, 'table-twice', { line: before.line });
    else this.#rows.set(key, row);
    if (this.#rows.size > mostRates) {
      this.#faults.add(row.line, 'table-too-many', { most: mostRates });
      this.#faults.refuse();
    }
  }
}

const placesIn = (header: readonly string[], line: number): Places => {
  const at = (name: string): number => header.findIndex((cell) => cell.trim().toLowerCase() === name);
  const places = { sku: at('sku'), location: at('location'), points: at('points') };
  if (places.points < 0 || (places.sku < 0 && places.location < 0))
    throw tableProblem('invalid-request', line, 'table-columns', { columns: 'points, sku, location' });
  return places;
};

const skuFault = (sku: string, cell: string): TableReason | null => {
  if (sku === '') return 'sku-missing';
  if (cell.trim().startsWith('=')) return 'sku-formula';
  if (sku.length > longestSku) return 'sku-too-long';
  return hasInvisible(sku) ? 'sku-invisible' : null;
};

/** Thousandths: `1.5` and `1,5` are 1500. */
const rateIn = (cell: string): number | null => {
  const [, whole, decimals = ''] = /^(\d{1,9})(?:[.,](\d{1,3}))?$/u.exec(cell.trim()) ?? [];
  if (whole === undefined) return null;
  const rate = Number(whole) * 1000 + Number(decimals.padEnd(3, '0'));
  return rate > highestRate * 1000 ? null : rate;
};
