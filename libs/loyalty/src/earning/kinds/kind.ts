import type { Sentence } from '../../words.ts';
import type { BaseRate } from '../base-rate.ts';
import type { EarningPurchase, MemberFacts } from '../purchase.ts';

/** What a rule may know when it decides. */
export interface RuleInput {
  readonly purchase: EarningPurchase;
  readonly facts: MemberFacts;
  /** The money of each line that points are earned on, in minor units. */
  readonly amounts: readonly number[];
  /** What all rules that apply give for money: multipliers multiply it. */
  readonly bases: readonly BaseRate[];
}

/** What a rule gives before its caps, and the figures that explain it. */
export interface Given<Reason> {
  readonly points: number;
  readonly reason: Reason;
}

export interface EffectFault {
  /** JSON pointer within the effect. */
  readonly pointer: string;
  /** English, for whoever wrote the rule. */
  readonly message: string;
}

interface OfKind {
  readonly kind: string;
}

/** For each kind of reason the sentence that says it. */
export type Explain<Reason extends OfKind> = {
  readonly [R in Reason['kind']]: Sentence<Extract<Reason, { readonly kind: R }>>;
};

/**
 * A kind of earning rule. All that tells it from others stands in its file; `kinds/index.ts` lists it. What every
 * rule has (validity, locations, caps, status) is none of its business.
 */
export interface RuleKind<Effect extends OfKind, Reason extends OfKind> {
  readonly kind: Effect['kind'];
  /** What the shape of the effect cannot tell: contradictions within it. */
  readonly check: (effect: Effect) => readonly EffectFault[];
  /** Whether the rule has a say in this purchase; one that has none is not mentioned. */
  readonly applies: (effect: Effect, input: RuleInput) => boolean;
  /** What it gives for money, so that multipliers can multiply it; null where it gives nothing. */
  readonly base?: (effect: Effect, input: Omit<RuleInput, 'bases'>) => BaseRate | null;
  /** Asked only where it applies. */
  readonly grant: (effect: Effect, input: RuleInput) => Given<Reason>;
  readonly explain: Explain<Reason>;
}

/** Those of the values that were there before. */
export const repeated = (
  values: readonly string[],
  fault: (index: number) => EffectFault,
): readonly EffectFault[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [fault(index)] : []));
