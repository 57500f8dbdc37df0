import type { Condition } from '@regulars/conditions';
import { namedIn } from '../club/index.ts';

/** What says which segments name which. */
export interface Nested {
  readonly id: string;
  readonly condition: Condition | null;
}

const namedBy = ({ condition }: Nested): string[] => [
  ...new Set(namedIn('segment', condition).map(({ id }) => id)),
];

/** The segments so that each comes after those that it names. Without those whose condition names itself through others. */
export function inOrder<Segment extends Nested>(segments: readonly Segment[]): Segment[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const placed = new Map<string, Segment>();
  const open = new Set<string>();
  const place = (segment: Segment): void => {
    if (placed.has(segment.id) || open.has(segment.id)) return;
    open.add(segment.id);
    for (const id of namedBy(segment)) {
      const named = byId.get(id);
      if (named) place(named);
    }
    placed.set(segment.id, segment);
  };
  segments.forEach(place);
  return [...placed.values()];
}

/** The shortest way from the segment back to itself, by ids from its own to its own; null if there is none. */
export function chainTo(id: string, segments: readonly Nested[]): string[] | null {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const seen = new Set<string>();
  const ways: string[][] = [[id]];
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = byId.get(way.at(-1) ?? '');
    for (const next of last ? namedBy(last) : []) {
      if (next === id) return [...way, id];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return null;
}

/** How many segments are inside of each other at most. One that names none is 1. There is no circle. */
export function depthOf(segments: readonly Nested[]): number {
  const depths = new Map<string, number>();
  for (const segment of inOrder(segments))
    depths.set(segment.id, 1 + Math.max(0, ...namedBy(segment).map((id) => depths.get(id) ?? 0)));
  return Math.max(0, ...depths.values());
}

/** The segment, and all that name it, also through others. */
export function namersOf(id: string, segments: readonly Nested[]): string[] {
  const found = new Set([id]);
  for (const segment of inOrder(segments))
    if (namedBy(segment).some((named) => found.has(named))) found.add(segment.id);
  return [...found];
}
