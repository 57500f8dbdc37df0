import { error } from '@sveltejs/kit';
import { mostSheetRows } from '@regulars/contracts';
import writeXlsx from 'write-excel-file/node';
import { m } from '#lib/paraglide/messages.js';
import { csvLine, type Cell } from './csv.ts';
import { rowsOf, type Sheet } from './sheet.ts';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
export type Format = keyof typeof types;
export const isFormat = (asked: string | null): asked is Format => asked === 'csv' || asked === 'xlsx';

/**
 * A table as a file. The first page is read before anything is sent, so a refusal can still be an error page.
 */
export async function fileReply<Row>(file: string, format: Format, sheet: Sheet<Row>): Promise<Response> {
  const body = format === 'csv' ? await csvStream(sheet) : await workbook(sheet);
  return new Response(body, {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${file}.${format}"`,
      'cache-control': 'private, no-store',
    },
  });
}

async function csvStream<Row>(sheet: Sheet<Row>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const pages = rowsOf(sheet);
  let ahead = await pages.next();
  // The byte order mark tells a spreadsheet that this is UTF-8.
  let before = `\uFEFF${csvLine(Object.keys(sheet.columns))}`;
  return new ReadableStream({
    async pull(controller) {
      if (ahead.done) return controller.close();
      controller.enqueue(encoder.encode(before + ahead.value.map(csvLine).join('')));
      before = '';
      ahead = await pages.next();
    },
  });
}

// A text cell of a workbook never runs as a formula, so nothing needs escaping.
async function workbook<Row>(sheet: Sheet<Row>): Promise<Uint8Array<ArrayBuffer>> {
  const rows: (Cell | { value: string; fontWeight: 'bold' })[][] = [
    Object.keys(sheet.columns).map((value) => ({ value, fontWeight: 'bold' })),
  ];
  for await (const some of rowsOf(sheet)) {
    rows.push(...some);
    if (rows.length > mostSheetRows) error(422, m.exports_too_long({ most: mostSheetRows }));
  }
  return new Uint8Array(await writeXlsx(rows, { stickyRowsCount: 1 }).toBuffer());
}
