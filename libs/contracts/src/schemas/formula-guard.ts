/** What a spreadsheet takes for a formula; and what begins as if it were guarded already. */
const risky = /^'*[=+\-@\t\r＝＋－＠]|^'+\d/u;
/** Telephone numbers, negative amounts, days without a year: at worst a sum. */
const harmless = /^[ +\d()/.-]*$/u;
const guarded = /^'(?='*[=+\-@\t\r＝＋－＠\d])/u;
/** How Excel keeps zeros before a number. */
const excelText = /^\s*=\s*"(.*)"\s*$/su;

/** A cell of a file that a spreadsheet opens: it never runs as a formula. */
export const withFormulaGuard = (cell: string): string =>
  risky.test(cell) && !harmless.test(cell) ? `'${cell}` : cell;

/** The cell as it was before this or another program guarded it: `'+43…`, `="0043"`. */
export const withoutFormulaGuard = (cell: string): string => {
  // Nearly all cells begin with a letter or a digit.
  const first = cell.charCodeAt(0);
  if (first > 0x3d || (first > 0x27 && first < 0x3d)) return cell;
  if (guarded.test(cell)) return cell.replace(guarded, '');
  const [, text] = excelText.exec(cell) ?? [];
  return text === undefined ? cell : text.replaceAll('""', '"');
};
