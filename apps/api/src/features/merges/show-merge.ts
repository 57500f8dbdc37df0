import type { Merge } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { StoredMerge } from './merges.repository.ts';
import { thingsIn, type Moved } from './moved-rows.ts';

export const showMerge = (merge: StoredMerge, moved: Moved): Merge => {
  const { id, survivorId, duplicateId, mergedAt, mergedBy, points, undoneAt, undoneBy, returnedPoints } =
    merge;
  const { available, pending, debt, status } = points.balances;
  return {
    id,
    survivorId,
    duplicateId,
    mergedAt: toInstant(mergedAt),
    mergedBy,
    points: { available, pending, debt, status },
    moved: thingsIn(moved),
    undone: undoneAt && { at: toInstant(undoneAt), by: undoneBy ?? '', points: returnedPoints ?? 0 },
  };
};
