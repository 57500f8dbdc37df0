import type { Condition } from '@regulars/conditions';
import type { Segment, Texts } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { named, type Wording } from '../club/index.ts';

export interface SegmentRecord {
  readonly id: string;
  readonly version: number;
  readonly name: Texts;
  /** Null for a list. */
  readonly condition: Condition | null;
  readonly announced: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** How far a segment has been reckoned. */
export interface Fill {
  readonly members: number;
  readonly filled: boolean;
  readonly settled: boolean;
}

export const shown = (
  { createdAt, updatedAt, ...segment }: SegmentRecord,
  fill: Fill | undefined,
  wording: Wording,
): Segment =>
  named(
    {
      ...segment,
      kind: segment.condition ? ('condition' as const) : ('list' as const),
      state: fill?.settled ? ('ready' as const) : ('filling' as const),
      members: fill?.members ?? 0,
      createdAt: toInstant(createdAt),
      updatedAt: toInstant(updatedAt),
    },
    wording,
  );
