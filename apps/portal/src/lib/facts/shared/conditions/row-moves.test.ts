import type { Condition } from '@regulars/conditions';
import { describe, expect, it } from 'vitest';
import { moveTo, step } from './row-moves.ts';
import { conditionOf, treeOf, type GroupRow, type Row } from './tree.ts';

const brand = (value: string): Condition => ({ fact: 'line.brand', op: 'is', value });
const [a, b, c, d] = [brand('A'), brand('B'), brand('C'), brand('D')];
const treeFrom = (condition: Condition): GroupRow => treeOf(condition, 'line', 'EUR');
const said = (root: GroupRow): unknown => conditionOf(root, 'line');
const rows = (row: Row): Row[] =>
  row.kind === 'group' ? row.rows.flatMap((one) => [one, ...rows(one)]) : [];
const keyOf = (root: GroupRow, condition: Condition): number =>
  rows(root).find((row) => row.kind === 'leaf' && row.values[0] === (condition as { value: string }).value)
    ?.key ?? -1;

describe('a row', () => {
  it('moves past its neighbour, and stays at the ends', () => {
    const root = treeFrom({ all: [a, b, c] });
    expect(step(root, keyOf(root, c), -1)).toBe(true);
    expect(said(root)).toEqual({ all: [a, c, b] });
    expect(step(root, keyOf(root, a), -1)).toBe(false);
    expect(step(root, keyOf(root, b), 1)).toBe(false);
    step(root, keyOf(root, a), 1);
    expect(said(root)).toEqual({ all: [c, a, b] });
  });

  it('moves into the group next to it, through it and out on the other side', () => {
    const root = treeFrom({ all: [a, { any: [b, c] }, d] });
    const steps: unknown[] = [];
    while (step(root, keyOf(root, a), 1)) steps.push(said(root));
    expect(steps).toEqual([
      { all: [{ any: [a, b, c] }, d] },
      { all: [{ any: [b, a, c] }, d] },
      { all: [{ any: [b, c, a] }, d] },
      { all: [{ any: [b, c] }, a, d] },
      { all: [{ any: [b, c] }, d, a] },
    ]);
    step(root, keyOf(root, d), -1);
    expect(said(root)).toEqual({ all: [{ any: [b, c, d] }, a] });
  });

  it('takes its group along when it was the last one in it', () => {
    const root = treeFrom({ all: [a, { any: [b, c] }] });
    moveTo(root, keyOf(root, b), keyOf(root, a), 'before');
    moveTo(root, keyOf(root, c), keyOf(root, a), 'after');
    expect(root.rows).toHaveLength(3);
    expect(said(root)).toEqual({ all: [b, a, c] });
  });

  it('is dropped before or after another one', () => {
    const root = treeFrom({ all: [a, b, c] });
    moveTo(root, keyOf(root, a), keyOf(root, c), 'after');
    expect(said(root)).toEqual({ all: [b, c, a] });
    moveTo(root, keyOf(root, a), keyOf(root, b), 'before');
    expect(said(root)).toEqual({ all: [a, b, c] });
    expect(moveTo(root, keyOf(root, a), keyOf(root, a), 'after')).toBe(false);
  });
});

describe('a group', () => {
  it('cannot move into itself, nor deeper than groups may be', () => {
    const root = treeFrom({ all: [{ any: [a, { all: [b, { any: [c, d] }] }] }, { any: [b, c] }] });
    const [deep, other] = root.rows;
    if (!deep || !other) throw new Error('There are two groups');
    const before = said(root);
    expect(moveTo(root, deep.key, keyOf(root, c), 'before')).toBe(false);
    expect(moveTo(root, deep.key, rows(other)[0]?.key ?? -1, 'before')).toBe(false);
    expect(said(root)).toEqual(before);
    expect(moveTo(root, deep.key, other.key, 'after')).toBe(true);
  });
});
