import { conditionLimits } from '@regulars/conditions';
import { deepestGroup, type GroupRow, type Row } from './tree.ts';

export type Side = 'before' | 'after';

/** The rows of one tree while one of them moves. */
export interface RowMoves {
  dragged: number | null;
  /** Where the dragged row would go. */
  over: { key: number; side: Side } | null;
  /** For screen readers. */
  said: string;
  readonly root: GroupRow;
  readonly onchange: () => void;
}

/** Where a row is: its group first, then those around it. */
interface Place {
  readonly groups: readonly GroupRow[];
  readonly index: number;
}

function placeOf(group: GroupRow, key: number, around: readonly GroupRow[] = []): Place | null {
  const groups = [group, ...around];
  for (const [index, row] of group.rows.entries()) {
    if (row.key === key) return { groups, index };
    const within = 'rows' in row ? placeOf(row, key, groups) : null;
    if (within) return within;
  }
  return null;
}

const heightOf = (row: Row): number => ('rows' in row ? 1 + Math.max(0, ...row.rows.map(heightOf)) : 0);

/** A group takes a row if it has room, and if the row is not around it. @param place of any row in the group */
const takes = ({ groups }: Place, row: Row): boolean => {
  const [group, ...around] = groups;
  if (!group || groups.some(({ key }) => key === row.key)) return false;
  const isHome = group.rows.some(({ key }) => key === row.key);
  return (
    isHome || (group.rows.length < conditionLimits.children && around.length + heightOf(row) <= deepestGroup)
  );
};

function put(from: Place, row: Row, to: GroupRow, index: number): void {
  const home = from.groups[0];
  if (!home) return;
  home.rows.splice(from.index, 1);
  to.rows.splice(home.key === to.key && from.index < index ? index - 1 : index, 0, row);
  // A group that its last row left is gone too.
  for (const [place, group] of from.groups.entries()) {
    const parent = from.groups[place + 1];
    if (group.rows.length > 0 || !parent) return;
    parent.rows = parent.rows.filter(({ key }) => key !== group.key);
  }
}

/** Puts a row next to another one of the tree. False if it cannot be there. */
export function moveTo(root: GroupRow, key: number, target: number, side: Side, dry = false): boolean {
  const [from, to] = [placeOf(root, key), placeOf(root, target)];
  const [row, group] = [from?.groups[0]?.rows[from.index], to?.groups[0]];
  if (!from || !to || !row || !group || key === target || !takes(to, row)) return false;
  if (!dry) put(from, row, group, side === 'before' ? to.index : to.index + 1);
  return true;
}

/** Moves a row up or down by one: past its neighbour, into a group next to it, or out of its group. False at the end. */
export function step(root: GroupRow, key: number, by: -1 | 1): boolean {
  const from = placeOf(root, key);
  const [group, parent] = from?.groups ?? [];
  const row = group?.rows[from?.index ?? -1];
  if (!from || !group || !row) return false;
  const next = group.rows[from.index + by];
  if (!next) {
    const outer = { groups: from.groups.slice(1), index: 0 };
    if (!parent || !takes(outer, row)) return false;
    const at = parent.rows.findIndex((one) => one.key === group.key);
    put(from, row, parent, by < 0 ? at : at + 1);
    return true;
  }
  if ('rows' in next && takes({ groups: [next, ...from.groups], index: 0 }, row))
    put(from, row, next, by < 0 ? next.rows.length : 0);
  else put(from, row, group, by < 0 ? from.index - 1 : from.index + 2);
  return true;
}

/** The number of a row in its group, and of how many. */
export function standingOf(root: GroupRow, key: number): { place: number; of: number } {
  const at = placeOf(root, key);
  return { place: (at?.index ?? 0) + 1, of: at?.groups[0]?.rows.length ?? 0 };
}
