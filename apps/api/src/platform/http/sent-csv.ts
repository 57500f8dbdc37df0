import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { withFormulaGuard } from '@regulars/contracts';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { takeOver } from './taken-over.ts';

export interface CsvFile {
  readonly name: string;
  readonly columns: readonly string[];
  readonly delimiter?: string;
  readonly rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>;
}

/** Sends a table as a file, piece by piece. A spreadsheet opens it without running any cell as a formula. */
export const sendCsv = async (
  reply: FastifyReply,
  { name, columns, rows, delimiter = ',' }: CsvFile,
): Promise<void> => {
  const response = takeOver(reply, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-store',
  });
  const csv = stringify({
    header: true,
    delimiter,
    columns: [...columns],
    cast: { string: withFormulaGuard },
    bom: true,
  });
  await pipeline(Readable.from(rows), csv, response).catch(() => response.destroy());
};
