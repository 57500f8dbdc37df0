import type { Instant } from '../clock.ts';
import type { Book } from './book.ts';
import { consumptionOrder, type Place } from './lot.ts';
import { entriesOf, type Cause, type Taking } from './posting.ts';

/** Points returned to these lots that were spent or held at this place. */
export interface CameBack {
  readonly lots: readonly Taking[];
  readonly place: Place;
  readonly cause: Cause;
  readonly at: Instant;
}

/**
 * Returned points first settle what returns forgave after they were spent, because those returns would have
 * forgiven less. The oldest such return comes first, because fewer redemptions can settle it. Returns the
 * settled points.
 */
export function reclaim(book: Book, { lots, place, cause, at }: CameBack): number {
  let left = sumOfPoints(lots);
  for (const forgiveness of book.forgiveness) {
    const settled = forgiveness.place > place ? Math.min(forgiveness.open, left) : 0;
    if (settled === 0) continue;
    book.settleForgiveness(forgiveness, settled);
    left -= settled;
  }
  const points = sumOfPoints(lots) - left;
  if (points === 0) return 0;
  const back = lots.map(({ lotId, points: room }) => ({ ...book.lot(lotId), remaining: room }));
  book.post({
    id: book.terms.newId(),
    kind: 'reclaim',
    effectiveAt: at,
    cause,
    entries: entriesOf(at, [{ from: 'available', to: 'forgiven', amount: points }]),
    takings: book.takeExactly(back.sort(consumptionOrder), points),
  });
  return points;
}

function sumOfPoints(takings: readonly Taking[]): number {
  return takings.reduce((sum, { points }) => sum + points, 0);
}
