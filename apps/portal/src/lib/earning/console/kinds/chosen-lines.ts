import { newLeaf } from '#lib/facts/shared/conditions/leaf.ts';
import {
  conditionOf,
  faultyRows,
  newGroup,
  treeOf,
  type GroupRow,
} from '#lib/facts/shared/conditions/tree.ts';
import type { ChosenLines } from '../../shared/kinds/chosen-lines.ts';

export type Choice = 'all' | 'where' | 'except';

/** The condition stays when the manager switches to all goods and back. */
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

export const lineFaults = ({ choice, tree }: ChosenDraft): string[] =>
  choice === 'all' ? [] : faultyRows(tree, 'line').map((key) => `row-${key}`);

/** The part that is filled in. */
export function linesOf({ choice, tree }: ChosenDraft): ChosenLines {
  const condition = choice === 'all' ? null : conditionOf(tree, 'line');
  return condition ? { [choice]: condition } : {};
}
