export type Cell = string | number | null;

// A spreadsheet runs a cell that starts like this as a formula.
const runsAsFormula = /^[=+\-@\t\r]/u;

function cellText(value: Cell): string {
  if (value === null) return '';
  // Our numbers cannot contain a formula and must stay numbers.
  if (typeof value === 'number') return String(value);
  const text = runsAsFormula.test(value) ? `'${value}` : value;
  return /[",;\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of CSV (RFC 4180); texts that a spreadsheet would run as a formula get an apostrophe before them. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`;
