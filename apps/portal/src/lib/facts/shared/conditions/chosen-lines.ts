import type { Condition } from '@regulars/conditions';
import { newLeaf } from './leaf.ts';
import { conditionOf, faultyRows, newGroup, treeOf, type GroupRow } from './tree.ts';

/** Which lines of a purchase something is about: all, those that match, or all but those that match. */
export interface ChosenLines {
  where?: Condition | undefined;
  except?: Condition | undefined;
}

export type Choice = 'all' | 'where' | 'except';

/** Chosen lines as typed. The condition stays when the manager switches to all goods and back. */
export interface ChosenDraft {
  choice: Choice;
  tree: GroupRow;
  /** For new amounts. */
  currency: string;
}

export const allLines = (currency: string): ChosenDraft => ({
  choice: 'all',
  tree: newGroup('all', [newLeaf('line', currency)]),
  currency,
});

export function readLines({ where, except }: ChosenLines, currency: string): ChosenDraft {
  const condition = where ?? except;
  if (!condition) return allLines(currency);
  return { choice: where ? 'where' : 'except', tree: treeOf(condition, 'line', currency), currency };
}

/** Rows that prevent saving, as `row-<key>`. */
export const lineFaults = ({ choice, tree }: ChosenDraft): string[] =>
  choice === 'all' ? [] : faultyRows(tree, 'line').map((key) => `row-${key}`);

/** The part that is filled in. */
export function linesOf({ choice, tree }: ChosenDraft): ChosenLines {
  const condition = choice === 'all' ? null : conditionOf(tree, 'line');
  return condition ? { [choice]: condition } : {};
}
