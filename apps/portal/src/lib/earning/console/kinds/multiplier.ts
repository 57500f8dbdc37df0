import type { RuleEffect } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { newLeaf } from '#lib/facts/shared/conditions/leaf.ts';
import {
  conditionOf,
  faultyRows,
  newGroup,
  treeOf,
  type GroupRow,
} from '#lib/facts/shared/conditions/tree.ts';
import type { RuleKind } from './kind.ts';

type Effect = Extract<RuleEffect, { kind: 'multiplier' }>;

export interface MultiplierDraft {
  times: string;
  tree: GroupRow;
  /** For new amounts. */
  currency: string;
}

/** '1,5' → 1.5; at most two places, from 1 to 100. */
const timesOf = (typed: string): number | null => {
  const text = typed.trim().replace(',', '.');
  const times = /^\d{1,3}(?:\.\d{1,2})?$/u.test(text) ? Number(text) : 0;
  return times >= 1 && times <= 100 ? times : null;
};

/** Faults: `times`, `row-<key>`. */
export const multiplier: RuleKind<Effect, MultiplierDraft> = {
  name: m.console_rules_kind_multiplier,
  context: 'sale',

  empty: (currency) => ({ times: '2', tree: newGroup('all', [newLeaf('line', currency)]), currency }),

  read: ({ times, where }, currency) => ({
    times: String(times),
    tree: treeOf(where, 'line', currency),
    currency,
  }),

  faults: ({ times, tree }) => [
    ...(timesOf(times) === null ? ['times'] : []),
    ...faultyRows(tree, 'line').map((key) => `row-${key}`),
  ],

  effect: (draft) => {
    const times = timesOf(draft.times);
    const where = conditionOf(draft.tree, 'line');
    return times !== null && where ? { kind: 'multiplier', times, where } : null;
  },
};
