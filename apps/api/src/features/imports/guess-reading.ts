import type { ImportOptions } from '@regulars/contracts';
import { localDate } from './cells.ts';

// Three digits after it may also be thousands.
const withComma = /^[+-]?[\d.\s\u00a0]*\d,\d{1,2}$/;
const withPoint = /^[+-]?[\d,\s\u00a0]*\d\.\d{1,2}$/;

/** How dates and decimals are written, as far as the first rows show; ISO and the point otherwise. */
export const guessReading = (
  rows: readonly (readonly string[])[],
): Pick<ImportOptions, 'dates' | 'decimal'> => {
  const cells = rows.flat().map((cell) => cell.trim());
  const commas = cells.filter((cell) => withComma.test(cell)).length;
  const points = cells.filter((cell) => withPoint.test(cell)).length;
  return { dates: guessDates(cells), decimal: commas > points ? ',' : '.' };
};

const guessDates = (cells: readonly string[]): ImportOptions['dates'] => {
  const dates = cells.flatMap((cell) => {
    const [found, first, second] = localDate.exec(cell) ?? [];
    return found === undefined ? [] : [{ first: Number(first), second: Number(second) }];
  });
  if (dates.length === 0) return 'iso';
  if (dates.some(({ first }) => first > 12)) return 'day-first';
  if (dates.some(({ second }) => second > 12)) return 'month-first';
  // Nobody writes months first with points or dashes. With slashes, most of the world does not either.
  return 'day-first';
};
