import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { ExportColumn, ExportFormat } from '@regulars/contracts';
import { stringify } from 'csv-stringify';
import { configToken, type Config } from '../../config.ts';
import type { ExportCell } from '../../platform/exports/export-source.ts';
import { writeWorkbook } from './workbook.ts';
import { WrittenCells, type Writing } from './written-cells.ts';

/** What a file holds, and how it is written. */
export interface ExportTable {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  readonly headings: readonly string[];
  readonly rows: AsyncIterable<readonly (readonly ExportCell[])[]>;
  readonly writing: Writing;
}

type Name = { readonly id: string; readonly format: ExportFormat };

/** Export files below `DATA_DIR`, readable by this user only. */
@Injectable()
export class ExportFiles {
  readonly #folder: string;

  constructor(@Inject(configToken) config: Config) {
    this.#folder = join(resolve(config.DATA_DIR), 'exports');
  }

  /** Returns the size in bytes. The file gets its name when it is complete. */
  async write(name: Name, table: ExportTable): Promise<number> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#pathOf(name);
    const draft = `${path}.unfinished`;
    try {
      await (name.format === 'csv' ? writeCsv : writeSheet)(draft, table);
      await rename(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
    return (await stat(path)).size;
  }

  /** Null if the file is gone. */
  async read(name: Name): Promise<{ stream: ReadStream; bytes: number } | null> {
    const path = this.#pathOf(name);
    const file = await open(path, 'r').catch(() => null);
    if (!file) return null;
    return { bytes: (await file.stat()).size, stream: createReadStream(path, { fd: file }) };
  }

  async remove(name: Name): Promise<void> {
    await rm(this.#pathOf(name), { force: true });
  }

  #pathOf({ id, format }: Name): string {
    return join(this.#folder, `${id}.${format}`);
  }
}

const writeCsv = async (path: string, { headings, columns, rows, writing }: ExportTable): Promise<void> => {
  const cells = new WrittenCells(columns, writing);
  const csv = stringify({
    header: true,
    columns: [...headings],
    delimiter: cells.delimiter,
    bom: true,
    record_delimiter: 'windows',
    // What a spreadsheet may take for the end of a cell or line, too.
    quoted_match: /[,;\r\n]/u,
  });
  const lines = oneByOne(rows, (row) => cells.texts(row));
  await pipeline(Readable.from(lines), csv, createWriteStream(path, { mode: 0o600, flush: true }));
};

const writeSheet = (path: string, { name, headings, columns, rows, writing }: ExportTable): Promise<void> => {
  const cells = new WrittenCells(columns, writing);
  const made = async function* () {
    for await (const some of rows) yield some.map((row) => cells.cells(row));
  };
  return writeWorkbook(path, { name, headings, rows: made(), dateFormat: cells.dateFormat });
};

async function* oneByOne(
  rows: ExportTable['rows'],
  written: (row: readonly ExportCell[]) => string[],
): AsyncGenerator<string[]> {
  for await (const some of rows) for (const row of some) yield written(row);
}
