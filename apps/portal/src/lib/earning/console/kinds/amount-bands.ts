import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { isCurrency, majorOf, minorOf } from '#lib/shell/form/amount.ts';
import {
  allLines,
  lineFaults,
  linesOf,
  readLines,
  type ChosenDraft,
} from '#lib/facts/shared/conditions/chosen-lines.ts';
import { newKey, wholeOf, type RuleKind } from './kind.ts';
import type { Rate } from '../../shared/kinds/points-per-money.ts';

type Effect = Extract<RuleEffect, { kind: 'amount-bands' }>;
export type BandMode = Effect['mode'];
type Band = Rate & { readonly from: number };

export interface BandRow {
  key: number;
  currency: string;
  /** Major units as typed. */
  from: string;
  points: string;
  per: string;
}
export interface BandsDraft {
  mode: BandMode;
  bands: BandRow[];
  lines: ChosenDraft;
}

export const newBand = (currency: string, typed: Partial<BandRow> = {}): BandRow => ({
  key: newKey(),
  currency,
  from: '',
  points: '1',
  per: '1',
  ...typed,
});

const bandOf = ({ currency, from, points, per }: BandRow): Band | null => {
  if (!isCurrency(currency)) return null;
  const [begins, minor, whole] = [minorOf(from, currency), minorOf(per, currency), wholeOf(points, 10_000)];
  return begins !== null && minor && whole ? { currency, from: begins, points: whole, per: minor } : null;
};

/** Two bands of a currency cannot begin at the same amount. */
const isRepeated = (row: BandRow, rows: readonly BandRow[]): boolean =>
  rows.slice(0, rows.indexOf(row)).some((other) => {
    const [one, before] = [bandOf(row), bandOf(other)];
    return one !== null && before !== null && one.currency === before.currency && one.from === before.from;
  });

/** Faults: `band-<key>`, `row-<key>`. */
export const amountBands: RuleKind<Effect, BandsDraft> = {
  name: m.console_rules_kind_bands,
  context: 'sale',

  empty: (currency) => ({
    mode: 'each-band',
    bands: [newBand(currency, { from: '0' }), newBand(currency, { from: '50', points: '2' })],
    lines: allLines(currency),
  }),

  read: (effect, clubCurrency) => ({
    mode: effect.mode,
    bands: effect.currencies.flatMap(({ currency, bands }) =>
      bands.map(({ from, points, per }) =>
        newBand(currency, {
          from: from === 0 ? '0' : majorOf(from, currency),
          points: String(points),
          per: majorOf(per, currency),
        }),
      ),
    ),
    lines: readLines(effect, clubCurrency),
  }),

  faults: ({ bands, lines }) => [
    ...bands.filter((row) => !bandOf(row) || isRepeated(row, bands)).map(({ key }) => `band-${key}`),
    ...lineFaults(lines),
  ],

  effect: (draft) => {
    const bands = draft.bands.flatMap((row) => (isRepeated(row, draft.bands) ? [] : (bandOf(row) ?? [])));
    if (bands.length === 0) return null;
    const currencies = [...Map.groupBy(bands, ({ currency }) => currency)].map(([currency, all]) => ({
      currency,
      bands: all
        .map(({ from, points, per }) => ({ from, points, per }))
        .sort((one, other) => one.from - other.from),
    }));
    return { kind: 'amount-bands', mode: draft.mode, currencies, ...linesOf(draft.lines) };
  },
};
