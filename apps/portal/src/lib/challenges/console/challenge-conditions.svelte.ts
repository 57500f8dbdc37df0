import type { Challenge } from '@regulars/contracts';
import { newLeaf } from '#lib/facts/shared/conditions/leaf.ts';
import {
  conditionOf,
  faultyRows,
  newGroup,
  treeOf,
  type GroupRow,
} from '#lib/facts/shared/conditions/tree.ts';

/** Which goods and which purchases count, as typed. */
export class ChallengeConditions {
  goods = $state<'all' | 'some'>('all');
  /** On a line; it stays when the manager switches to all goods and back. */
  where: GroupRow = $state(newGroup('all', []));
  /** On the purchase; null for any. */
  when = $state<GroupRow | null>(null);
  readonly currency: string;

  constructor(terms: Challenge['terms'] | null, currency: string) {
    this.currency = currency;
    this.goods = terms?.where ? 'some' : 'all';
    this.where = terms?.where
      ? treeOf(terms.where, 'line', currency)
      : newGroup('all', [newLeaf('line', currency, 'line.category')]);
    this.when = terms?.when ? treeOf(terms.when, 'purchase', currency) : null;
  }

  addWhen(): void {
    this.when = newGroup('all', [newLeaf('purchase', this.currency, 'purchase.total')]);
  }

  removeWhen(): void {
    this.when = null;
  }

  /** Rows that prevent saving, as `row-<key>`. */
  readonly faults = $derived.by((): readonly string[] =>
    [
      ...(this.goods === 'some' ? faultyRows(this.where, 'line') : []),
      ...(this.when ? faultyRows(this.when, 'purchase') : []),
    ].map((key) => `row-${key}`),
  );

  /** The part that is filled in, for the form. */
  readonly sent = $derived.by((): string => {
    const where = this.goods === 'some' ? conditionOf(this.where, 'line') : null;
    const when = this.when && conditionOf(this.when, 'purchase');
    return JSON.stringify({ ...(where ? { where } : {}), ...(when ? { when } : {}) });
  });
}
