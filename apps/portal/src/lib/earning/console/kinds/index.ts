import type { RuleEffect, RuleKindName } from '@regulars/contracts';
import type { Wording } from '../wording.ts';
import { fixedPoints, type FixedDraft } from './fixed-points.ts';
import type { Ends, RuleKind } from './kind.ts';
import { multiplier, type MultiplierDraft } from './multiplier.ts';
import { pointsPerMoney, type MoneyDraft } from './points-per-money.ts';

/** What is typed for each kind; the others stay as they were when one chooses another kind. */
export interface Drafts {
  'points-per-money': MoneyDraft;
  multiplier: MultiplierDraft;
  'fixed-points': FixedDraft;
}

type EffectOf<K extends RuleKindName> = { [P in K]: Extract<RuleEffect, { kind: P }> & { kind: P } }[K];
type Table = { readonly [K in RuleKindName]: RuleKind<EffectOf<K>, Drafts[K]> };

/** Every kind of earning rule that the console can write, in the order in which it offers them. */
const ruleKinds: Table = {
  'points-per-money': pointsPerMoney,
  multiplier,
  'fixed-points': fixedPoints,
};

export const kindNames = Object.keys(ruleKinds) as RuleKindName[];
export const isKindName = (name: string): name is RuleKindName => Object.hasOwn(ruleKinds, name);
export const nameOfKind = (kind: RuleKindName): string => ruleKinds[kind].name();

export const emptyDrafts = (currency: string): Drafts =>
  Object.fromEntries(kindNames.map((kind) => [kind, ruleKinds[kind].empty(currency)])) as unknown as Drafts;

/** Takes the effect over into the drafts. */
export const readEffect = <K extends RuleKindName>(
  drafts: Drafts,
  effect: EffectOf<K>,
  currency: string,
): void => {
  const read: Drafts[K] = ruleKinds[effect.kind].read(effect, currency);
  Object.assign(drafts, { [effect.kind]: read });
};

export const effectFaults = <K extends RuleKindName>(kind: K, drafts: Drafts): readonly string[] =>
  ruleKinds[kind].faults(drafts[kind]);

export const draftedEffect = <K extends RuleKindName>(kind: K, drafts: Drafts): RuleEffect | null =>
  ruleKinds[kind].effect(drafts[kind]);

export const effectSentence = <K extends RuleKindName>(
  effect: EffectOf<K>,
  ends: Ends,
  wording: Wording,
): string => ruleKinds[effect.kind].sentence(effect, ends, wording);
