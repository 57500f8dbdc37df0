import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { strong, type Wording } from '../wording.ts';
import { allLines, lineFaults, linesOf, linesText, readLines, type ChosenDraft } from './chosen-lines.ts';
import { wholeOf, type RuleKind } from './kind.ts';

type Effect = Extract<RuleEffect, { kind: 'points-per-unit' }>;
export type GoodsUnit = Effect['unit'];

export interface UnitDraft {
  points: string;
  per: string;
  unit: GoodsUnit;
  lines: ChosenDraft;
}

const units: { readonly [U in GoodsUnit]: (inputs: { count: number }, wording: Wording) => string } = {
  piece: m.console_unit_piece,
  kilo: m.console_unit_kilo,
  litre: m.console_unit_litre,
};
export const unitNames: { readonly [U in GoodsUnit]: () => string } = {
  piece: m.console_units_pieces,
  kilo: m.console_units_kilos,
  litre: m.console_units_litres,
};
export const isUnit = (name: string): name is GoodsUnit => Object.hasOwn(unitNames, name);

const most = 10_000;

/** Faults: `points`, `per`, `row-<key>`. */
export const pointsPerUnit: RuleKind<Effect, UnitDraft> = {
  name: m.console_rules_kind_unit,
  context: 'sale',

  empty: (currency) => ({ points: '10', per: '1', unit: 'piece', lines: allLines(currency) }),

  read: (effect, currency) => ({
    points: String(effect.points),
    per: String(effect.per),
    unit: effect.unit,
    lines: readLines(effect, currency),
  }),

  faults: ({ points, per, lines }) => [
    ...(wholeOf(points, most) === null ? ['points'] : []),
    ...(wholeOf(per, most) === null ? ['per'] : []),
    ...lineFaults(lines),
  ],

  effect: ({ points, per, unit, lines }) => {
    const [given, each] = [wholeOf(points, most), wholeOf(per, most)];
    if (given === null || each === null) return null;
    return { kind: 'points-per-unit', points: given, per: each, unit, ...linesOf(lines) };
  },

  sentence: (effect, ends, wording) => {
    const { points, per, unit } = effect;
    const rate = m.console_sentence_per_unit(
      { points: m.common_points({ count: points }, wording), unit: units[unit]({ count: per }, wording) },
      wording,
    );
    const said = { rates: strong(rate), goods: linesText(effect, wording), ...ends };
    return m.console_sentence_money(said, wording);
  },
};
