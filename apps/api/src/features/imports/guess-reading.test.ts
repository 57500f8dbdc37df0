import { expect, test } from 'vitest';
import { guessReading } from './guess-reading.ts';

test.each([
  ['points', ['12.03.1988', '1.5.1990'], 'day-first'],
  ['a day above twelve behind the slash', ['03/04/2025', '03/28/2025 10:15'], 'month-first'],
  ['a day above twelve before the slash', ['03/04/2025', '28/03/2025'], 'day-first'],
  ['slashes that tell nothing', ['03/04/2025'], 'iso'],
  ['ISO dates', ['2025-03-28', '2025-03-28T10:15:00Z'], 'iso'],
  ['no dates', ['K-1', '+43 660 12', '1.12.3'], 'iso'],
])('recognises %s', (_, cells, dates) => {
  expect(guessReading([cells]).dates).toBe(dates);
});

test.each([
  ['a comma', ['12,50', '1.234,00', '7'], ','],
  ['a point', ['12.50', '1,234.00', '7'], '.'],
  ['what may be thousands', ['1,234', '1.234'], '.'],
  ['a name with a number', ['Gasse 3,5'], '.'],
])('recognises decimals with %s', (_, cells, decimal) => {
  expect(guessReading([cells]).decimal).toBe(decimal);
});
