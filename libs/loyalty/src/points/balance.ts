import type { Instant } from '../clock.ts';
import { consumptionOrder, type Lot } from './lot.ts';
import { defaultPointsPolicy, type ClubPointsPolicy } from './policy.ts';
import type { Balances } from './posting.ts';
import { isDue, type Snapshot, type WalletChanges } from './snapshot.ts';
import { Wallet } from './wallet.ts';

export interface Expiring {
  readonly points: number;
  /** First moment after expiry. */
  readonly expiresAt: Instant;
}

/** Which available and pending points expire when, soonest first. */
export function expiring(lots: readonly Lot[], now: Instant): Expiring[] {
  const byMoment = new Map<Instant, number>();
  for (const lot of [...lots].sort(consumptionOrder)) {
    if (lot.remaining === 0 || lot.expiresAt === null || lot.expiresAt <= now) continue;
    byMoment.set(lot.expiresAt, (byMoment.get(lot.expiresAt) ?? 0) + lot.remaining);
  }
  return [...byMoment].map(([expiresAt, points]) => ({ points, expiresAt }));
}

export interface ReadTerms {
  readonly zone: string;
  readonly policy?: ClubPointsPolicy;
}

/**
 * Balances and lots that a read at `now` shows: what settling would book, without writing. If nothing is due, a
 * snapshot without lots is enough.
 */
export function balanceAt(
  snapshot: Snapshot,
  now: Instant,
  { zone, policy = defaultPointsPolicy }: ReadTerms,
): { balances: Balances; lots: readonly Lot[] } {
  if (!isDue(snapshot.nextDueAt, now) && !snapshot.complete) return { balances: snapshot.balances, lots: [] };
  let count = 0;
  const settled = Wallet.open(snapshot, { now, zone, policy, newId: () => `unsaved-${++count}` }).changes();
  return { balances: settled.balances, lots: snapshotAfter(snapshot, settled).lots };
}

/** The stored snapshot after the changes are saved. */
export function snapshotAfter(snapshot: Snapshot, changes: WalletChanges): Snapshot {
  const merge = <T extends { id: string }>(
    old: readonly T[],
    { opened, changed }: { opened: readonly T[]; changed: readonly T[] },
  ): T[] => {
    const fresh = new Map(changed.map((row) => [row.id, row]));
    return [...old.map((row) => fresh.get(row.id) ?? row), ...opened];
  };
  return {
    balances: changes.balances,
    lots: merge(snapshot.lots, changes.lots),
    holds: merge(snapshot.holds, changes.holds).filter((hold) => hold.state === 'active'),
    forgiveness: merge(snapshot.forgiveness, changes.forgiveness).filter(({ open }) => open > 0),
    complete: snapshot.complete,
    nextDueAt: changes.nextDueAt,
    lastActivityAt: changes.lastActivityAt,
    booked: changes.booked,
  };
}
