import type { ImportOptions } from '@regulars/contracts';
import { DateEvidence } from './reading/guess-dates.ts';
import { writtenNumber } from './reading/numbers.ts';

// Three digits after it may also be thousands.
const withComma = /^[+-]?[\d.'’\s]*\d,\d{1,2}$/;
const withPoint = /^[+-]?[\d,'’\s]*\d\.\d{1,2}$/;

/** How dates and decimals are written, as far as the rows show; ISO and the point otherwise. */
export const guessReading = (
  rows: readonly (readonly string[])[],
): Pick<ImportOptions, 'dates' | 'decimal'> => {
  const cells = rows.flat().map((cell) => cell.trim());
  const numbers = cells.map((cell) => writtenNumber(cell)?.text ?? '');
  const commas = numbers.filter((text) => withComma.test(text)).length;
  const points = numbers.filter((text) => withPoint.test(text)).length;
  const evidence = new DateEvidence();
  for (const cell of cells) evidence.add(cell);
  // Without evidence lines are rather refused than read with day and month swapped.
  return { dates: evidence.order ?? 'iso', decimal: commas > points ? ',' : '.' };
};
