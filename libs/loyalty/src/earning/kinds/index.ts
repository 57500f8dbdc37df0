import type { BaseRate } from '../base-rate.ts';
import { amountBands, type AmountBands, type BandsReason } from './amount-bands.ts';
import { fixedPoints, type FixedPoints, type FixedReason } from './fixed-points.ts';
import type { EffectFault, Given, RuleInput, RuleKind } from './kind.ts';
import { multiplier, type Multiplier, type MultiplierReason } from './multiplier.ts';
import { pointsPerMoney, type MoneyReason, type PointsPerMoney } from './points-per-money.ts';
import { pointsPerUnit, type PointsPerUnit, type UnitsReason } from './points-per-unit.ts';

/** All kinds of earning rules, and the reasons they give. */
interface Kinds {
  'points-per-money': { effect: PointsPerMoney; reason: MoneyReason };
  multiplier: { effect: Multiplier; reason: MultiplierReason };
  'fixed-points': { effect: FixedPoints; reason: FixedReason };
  'points-per-unit': { effect: PointsPerUnit; reason: UnitsReason };
  'amount-bands': { effect: AmountBands; reason: BandsReason };
}

export const ruleKinds = {
  'points-per-money': pointsPerMoney,
  multiplier,
  'fixed-points': fixedPoints,
  'points-per-unit': pointsPerUnit,
  'amount-bands': amountBands,
} satisfies Table;

export type RuleKindName = keyof Kinds;
/** What a rule does, by its kind. */
export type RuleEffect = EffectOf<RuleKindName>;
/** Why a rule gave what it gave. */
export type RuleReason = Kinds[RuleKindName]['reason'];

type EffectOf<K extends RuleKindName> = { [P in K]: Kinds[P]['effect'] & { readonly kind: P } }[K];
type Table = { readonly [K in RuleKindName]: RuleKind<EffectOf<K>, Kinds[K]['reason']> };
const table: Table = ruleKinds;

/** What is wrong with it besides its shape. */
export const checkEffect = <K extends RuleKindName>(effect: EffectOf<K>): readonly EffectFault[] =>
  table[effect.kind].check(effect);

export const effectApplies = <K extends RuleKindName>(effect: EffectOf<K>, input: RuleInput): boolean =>
  table[effect.kind].applies(effect, input);

export const baseOf = <K extends RuleKindName>(
  effect: EffectOf<K>,
  input: Omit<RuleInput, 'bases'>,
): BaseRate | null => table[effect.kind].base?.(effect, input) ?? null;

export const grantOf = <K extends RuleKindName>(effect: EffectOf<K>, input: RuleInput): Given<RuleReason> =>
  table[effect.kind].grant(effect, input);
