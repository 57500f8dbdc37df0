import type { Coupon } from '@regulars/contracts';
import { newLeaf } from '#lib/facts/shared/conditions/leaf.ts';
import {
  conditionOf,
  faultyRows,
  newGroup,
  treeOf,
  type GroupRow,
} from '#lib/facts/shared/conditions/tree.ts';

export type LinesChoice = 'all' | 'where' | 'except';

/** Which goods a coupon is about, as typed. */
export class CouponLines {
  choice = $state<LinesChoice>('all');
  /** It stays when the manager switches to all goods and back. */
  tree: GroupRow = $state(newGroup('all', []));
  readonly currency: string;

  constructor({ where, except }: Coupon['on'], currency: string) {
    this.currency = currency;
    const condition = where ?? except;
    this.choice = condition ? (where ? 'where' : 'except') : 'all';
    this.tree = condition
      ? treeOf(condition, 'line', currency)
      : newGroup('all', [newLeaf('line', currency, 'line.category')]);
  }

  /** Rows that prevent saving, as `row-<key>`. */
  readonly faults = $derived.by((): readonly string[] =>
    this.choice === 'all' ? [] : faultyRows(this.tree, 'line').map((key) => `row-${key}`),
  );

  /** The part that is filled in, for the form. */
  readonly sent = $derived.by((): string => {
    const condition = this.choice === 'all' ? null : conditionOf(this.tree, 'line');
    return JSON.stringify(condition ? { [this.choice]: condition } : {});
  });
}
