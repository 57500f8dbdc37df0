import type { Condition } from '@regulars/conditions';
import type { BaseRate } from '../base-rate.ts';
import { amountBands, type AmountBands, type BandsReason } from './amount-bands.ts';
import {
  checkOccasionEffect,
  fixedOccasionAward,
  isOccasionEffect,
  type OccasionEffect,
  type OccasionKindName,
  type OccasionReason,
} from '../occasions/kinds.ts';
import { isSound } from '../soundness.ts';
import type { ChosenLines } from './chosen-lines.ts';
import { fixedPoints, type FixedPoints, type FixedReason } from './fixed-points.ts';
import type { EffectFault, Given, RuleInput, RuleKind } from './kind.ts';
import { multiplier, type Multiplier, type MultiplierReason } from './multiplier.ts';
import { pointsPerMoney, type MoneyReason, type PointsPerMoney } from './points-per-money.ts';
import { pointsPerUnit, type PointsPerUnit, type UnitsReason } from './points-per-unit.ts';
import { rateTable, type RatesReason, type RateTable } from './rate-table.ts';

/** All kinds of earning rules for purchases, and the reasons they give. */
interface Kinds {
  'points-per-money': { effect: PointsPerMoney; reason: MoneyReason };
  multiplier: { effect: Multiplier; reason: MultiplierReason };
  'fixed-points': { effect: FixedPoints; reason: FixedReason };
  'points-per-unit': { effect: PointsPerUnit; reason: UnitsReason };
  'amount-bands': { effect: AmountBands; reason: BandsReason };
  'rate-table': { effect: RateTable; reason: RatesReason };
}

export const ruleKinds = {
  'points-per-money': pointsPerMoney,
  multiplier,
  'fixed-points': fixedPoints,
  'points-per-unit': pointsPerUnit,
  'amount-bands': amountBands,
  'rate-table': rateTable,
} satisfies Table;

export type PurchaseKindName = keyof Kinds;
export type RuleKindName = PurchaseKindName | OccasionKindName;
/** What a rule does, by its kind. */
export type RuleEffect = PurchaseEffect | OccasionEffect;
/** What a rule does for purchases, by its kind. */
export type PurchaseEffect = EffectOf<PurchaseKindName>;
/** Why a rule gave what it gave. */
export type RuleReason = PurchaseReason | OccasionReason;
export type PurchaseReason = Kinds[PurchaseKindName]['reason'];

type EffectOf<K extends PurchaseKindName> = { [P in K]: Kinds[P]['effect'] & { readonly kind: P } }[K];
type Table = { readonly [K in PurchaseKindName]: RuleKind<EffectOf<K>, Kinds[K]['reason']> };
const table: Table = ruleKinds;

/** What is wrong with it besides its shape. */
export const checkEffect = (effect: RuleEffect): readonly EffectFault[] =>
  isOccasionEffect(effect) ? checkOccasionEffect(effect) : checkPurchaseEffect(effect);

/** False if a newer version of the software stored it: this one does not know its kind or what it asks of lines. */
export function isReadableEffect(effect: RuleEffect): boolean {
  const known = readable.get(effect);
  if (known !== undefined) return known;
  const isKnown = isOccasionEffect(effect) || (isPurchaseEffect(effect) && asksReadable(effect));
  readable.set(effect, isKnown);
  return isKnown;
}

const readable = new WeakMap<RuleEffect, boolean>();

const isPurchaseKind = (kind: string): boolean => Object.hasOwn(table, kind);

const asksReadable = (effect: PurchaseEffect): boolean =>
  chosenBy(effect).every((condition) => isSound(condition, 'line'));

export const isPurchaseEffect = (effect: RuleEffect): effect is PurchaseEffect => isPurchaseKind(effect.kind);

const checkPurchaseEffect = <K extends PurchaseKindName>(effect: EffectOf<K>): readonly EffectFault[] =>
  table[effect.kind].check(effect);

export const effectApplies = <K extends PurchaseKindName>(effect: EffectOf<K>, input: RuleInput): boolean =>
  table[effect.kind].applies(effect, input);

export const baseOf = <K extends PurchaseKindName>(
  effect: EffectOf<K>,
  input: Omit<RuleInput, 'bases'>,
): BaseRate | null => table[effect.kind].base?.(effect, input) ?? null;

export const multipliesOthers = <K extends PurchaseKindName>(effect: EffectOf<K>): boolean =>
  table[effect.kind].multiplies ?? false;

/** What a rule gives for each purchase or occasion, if that is always the same; else null. */
export const fixedAwardOf = (effect: RuleEffect): number | null =>
  isPurchaseEffect(effect)
    ? fixedPurchaseAward(effect)
    : isOccasionEffect(effect)
      ? fixedOccasionAward(effect)
      : null;

const fixedPurchaseAward = <K extends PurchaseKindName>(effect: EffectOf<K>): number | null =>
  table[effect.kind].fixed?.(effect) ?? null;

export const stepsPerLineOf = (effect: PurchaseEffect): number => table[effect.kind].stepsPerLine;

/** Whether others multiply what it gives for money. */
export const givesForMoney = (effect: PurchaseEffect): boolean => table[effect.kind].base !== undefined;

/** The conditions that choose its lines. */
export const chosenBy = (effect: PurchaseEffect): readonly Condition[] => {
  const { where, except }: ChosenLines = { where: undefined, except: undefined, ...effect };
  return [where, except].filter((condition) => condition !== undefined);
};

/** The id of the rate table that it names; null if it names none. */
export const tableOf = (effect: RuleEffect): string | null =>
  isPurchaseEffect(effect) ? purchaseTableOf(effect) : null;

const purchaseTableOf = <K extends PurchaseKindName>(effect: EffectOf<K>): string | null =>
  table[effect.kind].table?.(effect) ?? null;

export const grantOf = <K extends PurchaseKindName>(
  effect: EffectOf<K>,
  input: RuleInput,
): Given<PurchaseReason> => table[effect.kind].grant(effect, input);
