import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { withFormulaGuard, type ExportFormat } from '@regulars/contracts';
import { stringify } from 'csv-stringify';
import writeXlsx from 'write-excel-file/node';
import { configToken, type Config } from '../../config.ts';
import type { ExportCell } from '../../platform/exports/export-source.ts';

type Rows = AsyncGenerator<readonly ExportCell[][]>;
type Name = { readonly id: string; readonly format: ExportFormat };

/** Export files below `DATA_DIR`, readable by this user only. */
@Injectable()
export class ExportFiles {
  readonly #folder: string;

  constructor(@Inject(configToken) config: Config) {
    this.#folder = join(resolve(config.DATA_DIR), 'exports');
  }

  /** Returns the size in bytes. The file gets its name when it is complete. */
  async write(name: Name, columns: readonly string[], rows: Rows): Promise<number> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#pathOf(name);
    const draft = `${path}.unfinished`;
    try {
      await (name.format === 'csv' ? writeCsv : writeSheet)(draft, columns, rows);
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

const writeCsv = async (path: string, columns: readonly string[], rows: Rows): Promise<void> => {
  const csv = stringify({
    header: true,
    columns: [...columns],
    bom: true,
    record_delimiter: 'windows',
    // What a spreadsheet may take for the end of a cell or line, too.
    quoted_match: /[;\r\n]/u,
    cast: { boolean: String, string: withFormulaGuard },
  });
  await pipeline(Readable.from(oneByOne(rows)), csv, createWriteStream(path, { mode: 0o600, flush: true }));
};

// A text cell of a workbook never runs as a formula, so nothing needs escaping.
const writeSheet = async (path: string, columns: readonly string[], rows: Rows): Promise<void> => {
  const sheet: (ExportCell | { value: string; fontWeight: 'bold' })[][] = [
    columns.map((value) => ({ value, fontWeight: 'bold' as const })),
  ];
  for await (const some of rows) sheet.push(...some.map((row) => [...row]));
  const workbook = await writeXlsx(sheet, { stickyRowsCount: 1 }).toBuffer();
  await writeFile(path, workbook, { mode: 0o600, flush: true });
};

async function* oneByOne(rows: Rows): AsyncGenerator<readonly ExportCell[]> {
  for await (const some of rows) yield* some;
}
