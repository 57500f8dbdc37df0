import type { RuleEffect, RuleKindName } from '@regulars/contracts';
import type { Wording } from '../wording.ts';

export type EffectOf<K extends RuleKindName> = {
  [P in K]: Extract<RuleEffect, { kind: P }> & { kind: P };
}[K];

/** What a rule of the kind gives, in words: `double points on goods of category Books`. Chosen values are strong. */
export type Phrase<K extends RuleKindName> = (effect: EffectOf<K>, wording: Wording) => string;
