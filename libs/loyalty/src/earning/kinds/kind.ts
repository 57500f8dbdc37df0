import type { Sentence } from '../../words.ts';
import type { BaseRate } from '../base-rate.ts';
import type { EarningPurchase, EarningShare, MemberFacts } from '../purchase.ts';

/** What a rule may use to decide. */
export interface RuleInput {
  readonly purchase: EarningPurchase;
  readonly facts: MemberFacts;
  /** The money of each line that earns points, in minor units. */
  readonly amounts: readonly number[];
  /** How much of the purchase the member pays with own money, not with points or a gift card. */
  readonly share: EarningShare;
  /** What all applicable rules give for money. Multipliers multiply it. */
  readonly bases: readonly BaseRate[];
}

/** What a rule gives before its caps, with the figures that explain it. */
export interface Given<Reason> {
  readonly points: number;
  readonly reason: Reason;
}

export interface EffectFault {
  /** JSON pointer within the effect. */
  readonly pointer: string;
  /** English, for the author of the rule. */
  readonly message: string;
}

interface OfKind {
  readonly kind: string;
}

/** The sentence for each kind of reason. */
export type Explain<Reason extends OfKind> = {
  readonly [R in Reason['kind']]: Sentence<Extract<Reason, { readonly kind: R }>>;
};

/**
 * A kind of earning rule. Its file contains everything specific to the kind, and `kinds/index.ts` lists it.
 * What all rules share (validity, locations, caps, status) is handled elsewhere.
 */
export interface RuleKind<Effect extends OfKind, Reason extends OfKind> {
  readonly kind: Effect['kind'];
  /** Contradictions within the effect that its shape cannot express. */
  readonly check: (effect: Effect) => readonly EffectFault[];
  /** Whether the rule applies to this purchase. Rules that do not apply are not mentioned. */
  readonly applies: (effect: Effect, input: RuleInput) => boolean;
  /** What it gives for money, for multipliers; null if it gives nothing. */
  readonly base?: (effect: Effect, input: Omit<RuleInput, 'bases'>) => BaseRate | null;
  /** What it gives, if that is always the same. */
  readonly fixed?: (effect: Effect) => number;
  /** The id of the rate table that it names. */
  readonly table?: (effect: Effect) => string;
  /** True if it gives on top of what others give for money. */
  readonly multiplies?: true;
  /** Its work for each line, without its conditions, in the steps of `workOf`. Measured, and rounded up. */
  readonly stepsPerLine: number;
  /** Called only if the rule applies. */
  readonly grant: (effect: Effect, input: RuleInput) => Given<Reason>;
  readonly explain: Explain<Reason>;
}

/** Values that occurred before. */
export const repeated = (
  values: readonly string[],
  fault: (index: number) => EffectFault,
): readonly EffectFault[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [fault(index)] : []));
