import {
  checkCondition,
  contexts,
  type Comparison,
  type Condition,
  type Context,
} from '@regulars/conditions';
import { happenedConditionOf, happenedRowOf, type HappenedRow } from './happened-row.ts';
import { comparisonOf, leafOf, newKey, newLeaf, type LeafRow } from './leaf.ts';
import { newPast, pastConditionOf, pastFieldsOf, type PastFields } from './past-row.ts';

export interface GroupRow {
  kind: 'group';
  key: number;
  join: 'all' | 'any';
  rows: Row[];
}
/** Parts that this version cannot edit, such as a newer fact. They stay as they are and cannot be saved. */
export interface UnknownRow {
  kind: 'unknown';
  key: number;
  condition: Condition;
}
/** About the goods of the purchase: some or all of them match. */
export interface GoodsRow {
  kind: 'goods';
  key: number;
  which: 'any' | 'all';
  not: boolean;
  where: GroupRow;
}
/** About what the member bought before. */
export interface PastRow extends PastFields {
  /** Which purchases; null for all. */
  where: GroupRow | null;
}
export type Row = LeafRow | GroupRow | GoodsRow | PastRow | HappenedRow | UnknownRow;

/** Groups within the outermost one. */
export const deepestGroup = 3;

export const newGroup = (join: 'all' | 'any', rows: Row[]): GroupRow => ({
  kind: 'group',
  key: newKey(),
  join,
  rows,
});

export const newGoods = (currency: string): GoodsRow => goodsRow('any', false, [newLeaf('line', currency)]);

export const newPastRow = (currency: string): PastRow => ({ ...newPast(currency), where: null });

export const goodsRow = (which: 'any' | 'all', not: boolean, rows: Row[]): GoodsRow => ({
  kind: 'goods',
  key: newKey(),
  which,
  not,
  where: newGroup('all', rows),
});

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isList = (value: unknown): value is Condition[] => Array.isArray(value) && value.length > 0;

/** The editor's rows of a condition; the outermost is always a group. */
export function treeOf(condition: Condition, context: Context, currency: string): GroupRow {
  const row = rowOf(condition, false);
  if (row.kind !== 'group') return newGroup('all', [row]);
  return row;

  // By De Morgan, a negation moves down to the rows, where the editor can show it.
  function rowOf(node: Condition, not: boolean): Row {
    if (!isObject(node)) return unknownRow(node, not);
    if ('not' in node) return rowOf(node.not, !not);
    if ('all' in node && isList(node.all)) return groupOf(not ? 'any' : 'all', node.all, not);
    if ('any' in node && isList(node.any)) return groupOf(not ? 'all' : 'any', node.any, not);
    if ('fact' in node && checkCondition(node, context).length === 0)
      return leafOf(node satisfies Comparison, not, currency);
    if (
      'lines' in node &&
      !('op' in node) &&
      contexts[context].lines &&
      checkCondition(node, 'purchase').length === 0
    )
      return { ...goodsRow(node.lines, not, []), where: treeOf(node.where, 'line', currency) };
    if ('purchases' in node && contexts[context].purchases && checkCondition(node, 'member').length === 0) {
      const where = node.where ? treeOf(node.where, 'purchase', currency) : null;
      return { ...pastFieldsOf(node, not, currency), where };
    }
    if ('happened' in node && checkCondition(node, context).length === 0)
      return happenedRowOf(node, not, currency);
    return unknownRow(node, not);
  }
  function groupOf(join: 'all' | 'any', children: readonly Condition[], not: boolean): GroupRow {
    return newGroup(
      join,
      children.map((child) => rowOf(child, not)),
    );
  }
}

const unknownRow = (condition: Condition, not: boolean): UnknownRow => ({
  kind: 'unknown',
  key: newKey(),
  condition: not ? { not: condition } : condition,
});

/** The condition of the rows; null if nothing is filled in. A group of one becomes that one. */
export function conditionOf(row: Row, context: Context): Condition | null {
  switch (row.kind) {
    case 'unknown':
      return row.condition;
    case 'leaf':
      return comparisonOf(row, context);
    case 'group':
      return ofGroup(row, context);
    case 'past':
      return ofPast(row);
    case 'happened':
      return happenedConditionOf(row);
    case 'goods': {
      const where = conditionOf(row.where, 'line');
      const said = where && { lines: row.which, where };
      return said && row.not ? { not: said } : said;
    }
  }
}

/** Null if its `where` has a row that says nothing. */
function ofPast(row: PastRow): Condition | null {
  if (!row.where) return pastConditionOf(row, null);
  const where = conditionOf(row.where, 'purchase');
  return where && pastConditionOf(row, where);
}

function ofGroup({ rows, join }: GroupRow, context: Context): Condition | null {
  const parts = rows.map((one) => conditionOf(one, context)).filter((part) => part !== null);
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1) return only;
  return join === 'all' ? { all: parts } : { any: parts };
}

/** Keys of the rows that prevent saving. */
export function faultyRows(row: Row, context: Context): number[] {
  switch (row.kind) {
    case 'unknown':
      return [row.key];
    case 'leaf':
    case 'happened':
      return conditionOf(row, context) === null ? [row.key] : [];
    case 'group':
      return row.rows.flatMap((one) => faultyRows(one, context));
    case 'goods':
      return faultyRows(row.where, 'line');
    case 'past':
      return [
        ...(pastConditionOf(row, null) === null ? [row.key] : []),
        ...(row.where ? faultyRows(row.where, 'purchase') : []),
      ];
  }
}
