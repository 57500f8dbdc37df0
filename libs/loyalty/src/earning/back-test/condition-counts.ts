import { holds, partsOf, type Condition, type ConditionPart, type Subject } from '@regulars/conditions';
import { isSound } from '../soundness.ts';

/** How many sales of members met a part of the condition of the draft. */
export interface CountedCondition {
  /** JSON pointer in the condition; empty for the whole. */
  readonly pointer: string;
  readonly purchases: number;
}

/** Counts how many sales meet each part of a condition, wherever and whenever the rule applies. */
export class ConditionCounts {
  readonly #counted: readonly (ConditionPart & { purchases: number })[];

  constructor(when: Condition | undefined) {
    const parts = when && isSound(when, 'sale') ? partsOf(when) : [];
    this.#counted = parts.map((part) => ({ ...part, purchases: 0 }));
  }

  /** @param subject a sale; called only if there is a condition */
  add(subject: () => Subject): void {
    for (const counted of this.#counted) if (holds(counted.condition, subject())) counted.purchases += 1;
  }

  all(): readonly CountedCondition[] {
    return this.#counted.map(({ pointer, purchases }) => ({ pointer, purchases }));
  }
}
