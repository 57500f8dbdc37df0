import type { RuleEffect, RuleKindName } from '@regulars/contracts';
import type { EffectOf } from '../../shared/kinds/kind.ts';
import { amountBands, type BandsDraft } from './amount-bands.ts';
import { anniversary, birthday, type CelebrationDraft } from './celebration.ts';
import { customEvent, type EventDraft } from './custom-event.ts';
import { fixedPoints, type FixedDraft } from './fixed-points.ts';
import type { RuleContext, RuleKind } from './kind.ts';
import { multiplier, type MultiplierDraft } from './multiplier.ts';
import { profileCompleted, type ProfileDraft } from './profile-completed.ts';
import { pointsPerMoney, type MoneyDraft } from './points-per-money.ts';
import { pointsPerUnit, type UnitDraft } from './points-per-unit.ts';
import { rateTable, type TableDraft } from './rate-table.ts';
import { referral, type ReferralDraft } from './referral.ts';

/** The inputs of each kind; they stay when the manager switches to another kind. */
export interface Drafts {
  'points-per-money': MoneyDraft;
  multiplier: MultiplierDraft;
  'fixed-points': FixedDraft;
  'points-per-unit': UnitDraft;
  'amount-bands': BandsDraft;
  'rate-table': TableDraft;
  'custom-event': EventDraft;
  birthday: CelebrationDraft;
  anniversary: CelebrationDraft;
  'profile-completed': ProfileDraft;
  referral: ReferralDraft;
}

type Table = { readonly [K in RuleKindName]: RuleKind<EffectOf<K>, Drafts[K]> };

/** All kinds of earning rules in the console, in display order. */
const ruleKinds: Table = {
  'points-per-money': pointsPerMoney,
  multiplier,
  'fixed-points': fixedPoints,
  'points-per-unit': pointsPerUnit,
  'amount-bands': amountBands,
  'rate-table': rateTable,
  'custom-event': customEvent,
  birthday,
  anniversary,
  'profile-completed': profileCompleted,
  referral,
};

export const kindNames = Object.keys(ruleKinds) as RuleKindName[];
export const nameOfKind = (kind: RuleKindName): string => ruleKinds[kind].name();

export const contextOfKind = (kind: RuleKindName): RuleContext => ruleKinds[kind].context;

export const emptyDrafts = (currency: string): Drafts =>
  Object.fromEntries(kindNames.map((kind) => [kind, ruleKinds[kind].empty(currency)])) as unknown as Drafts;

/** Copies the effect into the drafts. */
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
