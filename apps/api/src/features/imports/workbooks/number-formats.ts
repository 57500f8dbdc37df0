/** What the format of a cell says about its number. */
export interface NumberFormat {
  readonly shows: 'plain' | 'day' | 'time' | 'percent';
  /** Figures at least, with zeros before: `00000`. */
  readonly figures: number;
}

const plain: NumberFormat = { shows: 'plain', figures: 0 };

/** The formats that every workbook has, by number. */
const known = (id: number): NumberFormat => {
  if (id === 9 || id === 10) return { shows: 'percent', figures: 0 };
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return { shows: 'day', figures: 0 };
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return { shows: 'time', figures: 0 };
  return plain;
};

/** A format by its code, or by its number if it has none. */
export const numberFormat = (id: number, code: string | undefined): NumberFormat => {
  if (code === undefined) return known(id);
  // Texts, colours and conditions say nothing; nor do signs after a backslash.
  const bare =
    code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '').split(';', 1)[0] ?? '';
  if (/^0{2,}$/u.test(bare.trim())) return { shows: 'plain', figures: bare.trim().length };
  if (/general/iu.test(bare)) return plain;
  if (/[dy]/iu.test(bare)) return { shows: 'day', figures: 0 };
  if (/[hs]/iu.test(bare)) return { shows: 'time', figures: 0 };
  if (/m/iu.test(bare)) return { shows: 'day', figures: 0 };
  return bare.includes('%') ? { shows: 'percent', figures: 0 } : plain;
};

/** Day 0 of spreadsheets, and of old ones on a Mac. */
const zeros = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
const lastSerial = 2_958_466;

/** A number of a cell as a file of text writes it, with a decimal point: `12.5`, `2026-11-22T14:30:00`, `20%`. */
export const writtenCell = (raw: string, { shows, figures }: NumberFormat, from: 1900 | 1904): string => {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (shows === 'percent') return `${decimals(value * 100)}%`;
  if (shows === 'plain' || value < 0 || value >= lastSerial) return decimals(value).padStart(figures, '0');
  // Spreadsheets have a 29 February 1900, so the days before it are one off.
  const days = from === 1900 && value < 60 && value >= 1 ? value + 1 : value;
  const moment = new Date(zeros[from] + Math.round(days * 86_400) * 1000).toISOString();
  if (shows === 'time' && value < 1) return moment.slice(11, 19);
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 19);
};

/** As a spreadsheet shows it: to fifteen figures, without an exponent. */
export const decimals = (value: number): string => {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e')
    ? Number(text)
        .toFixed(20)
        .replace(/\.?0+$/u, '')
    : text;
};
