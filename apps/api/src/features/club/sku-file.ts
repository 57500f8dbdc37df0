import type { Readable } from 'node:stream';
import { largestSkuFile, mostSkusOfSet, type TableReason } from '@regulars/contracts';
import { LineFaults, tableProblem } from '../../platform/files/table-faults.ts';
import { hasInvisible, plainCell, readTable } from '../../platform/files/table-file.ts';

export interface SkuFile {
  /** Each once. */
  readonly skus: readonly string[];
  readonly repeated: number;
}

const longestSku = 100;

/** Reads the article numbers of a CSV file. Throws `invalid-request` with the lines, `too-large`, `unreadable-file`. */
export const readSkuFile = async (file: Readable): Promise<SkuFile> => {
  const column = new SkuColumn();
  await readTable(file, largestSkuFile, (record, line) => column.take(record, line));
  return column.end();
};

/** The column with the article numbers. */
class SkuColumn {
  #at: number | null = null;
  #repeated = 0;
  readonly #skus = new Set<string>();
  readonly #faults = new LineFaults();

  take(record: readonly string[], line: number): void {
    if (this.#at === null) {
      const named = record.findIndex((cell) => cell.trim().toLowerCase() === 'sku');
      if (named < 0 && record.length > 1)
        throw tableProblem('invalid-request', line, 'table-columns', { columns: 'sku' });
      this.#at = Math.max(0, named);
      if (named >= 0) return;
    }
    this.#add(plainCell(record[this.#at] ?? ''), line);
  }

  #add(sku: string, line: number): void {
    const fault = faultOf(sku);
    if (fault !== null) this.#faults.add(line, fault, { most: longestSku });
    else if (this.#skus.has(sku)) this.#repeated += 1;
    else this.#skus.add(sku);
    if (this.#skus.size > mostSkusOfSet) {
      this.#faults.add(line, 'table-too-many', { most: mostSkusOfSet });
      this.#faults.refuse();
    }
  }

  end(): SkuFile {
    this.#faults.end();
    if (this.#skus.size === 0) throw tableProblem('invalid-request', 1, 'table-empty');
    return { skus: [...this.#skus], repeated: this.#repeated };
  }
}

const faultOf = (sku: string): TableReason | null => {
  if (sku === '') return 'sku-missing';
  if (sku.length > longestSku) return 'sku-too-long';
  return hasInvisible(sku) ? 'sku-invisible' : null;
};
