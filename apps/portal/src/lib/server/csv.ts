import { withFormulaGuard } from '@regulars/contracts';
import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | null;

/** One line of CSV (RFC 4180); texts that a spreadsheet would run as a formula get an apostrophe before them. */
export const csvLine = (cells: readonly Cell[], delimiter = ','): string =>
  stringify([[...cells]], {
    delimiter,
    record_delimiter: 'windows',
    cast: { string: withFormulaGuard },
    // What a spreadsheet may take for the end of a cell or line, too.
    quoted_match: /[,;\t\r\n]/u,
  });
