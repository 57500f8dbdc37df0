import { Transform } from 'node:stream';
import type { Delimiter } from '../csv.ts';

// A cell `="0043"` that is not in quotes itself. Within a quoted cell each quotation mark is double, so it cannot match.
const unquoted = (delimiter: Delimiter): RegExp => {
  const cut = delimiter === '|' ? '\\|' : delimiter;
  return new RegExp(`(^|[${cut}\\n\\r])="([^"\\n\\r]+)"(?=[${cut}\\n\\r]|$)`, 'gu');
};

/** Makes plain cells of texts that Excel keeps by a formula: `;="0043";` has a quotation mark where CSV allows none. */
export const withoutExcelTexts = (text: string, delimiter: Delimiter): string =>
  text.includes('="') ? text.replaceAll(unquoted(delimiter), '$1"$2"') : text;

/** A line that is longer is refused later. */
const longestHeld = 1_000_000;

/** The same for a stream of text. A line that a chunk cuts waits for the next one. */
export const excelTextsGone = (delimiter: Delimiter): Transform => {
  let held = '';
  return new Transform({
    decodeStrings: false,
    encoding: 'utf8',
    transform(chunk: string, _, done) {
      const text = held + chunk;
      const end = text.length > longestHeld ? text.length : text.lastIndexOf('\n') + 1;
      held = text.slice(end);
      done(null, withoutExcelTexts(text.slice(0, end), delimiter));
    },
    flush(done) {
      done(null, withoutExcelTexts(held, delimiter));
    },
  });
};
