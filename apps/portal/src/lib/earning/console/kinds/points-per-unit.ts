import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import {
  allLines,
  lineFaults,
  linesOf,
  readLines,
  type ChosenDraft,
} from '#lib/facts/shared/conditions/chosen-lines.ts';
import { wholeOf, type RuleKind } from './kind.ts';

type Effect = Extract<RuleEffect, { kind: 'points-per-unit' }>;
export type GoodsUnit = Effect['unit'];

export interface UnitDraft {
  points: string;
  per: string;
  unit: GoodsUnit;
  lines: ChosenDraft;
}

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
};
