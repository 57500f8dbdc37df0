import type { Instant } from '../clock.ts';
import { LoyaltyError } from '../errors.ts';

/**
 * Accounts of a member. `status` holds status credit, the others hold points. `debt` and `forgiven` go below
 * zero: what the member owes, and what returns have forgiven and nothing has settled.
 */
export type MemberAccount = 'available' | 'pending' | 'held' | 'debt' | 'forgiven' | 'status';
/** Accounts of the club, which have no running balance. */
export type ClubAccount = 'issued' | 'redeemed' | 'expired' | 'adjusted' | 'transferred';
export type Account = MemberAccount | ClubAccount;
export type PointsCurrency = 'points' | 'status';

/** One journal row: it moves `amount` > 0 from `from` to `to`. */
export interface Entry {
  readonly currency: PointsCurrency;
  readonly from: Account;
  readonly to: Account;
  readonly amount: number;
  readonly effectiveAt: Instant;
}

/** How much was taken from a lot. */
export interface Taking {
  readonly lotId: string;
  readonly points: number;
}

export type AwardKind = 'earn' | 'bonus' | 'import';
export type TransactionKind =
  | AwardKind
  | 'redeem'
  | 'return'
  | 'adjust'
  | 'release'
  | 'expire'
  | 'hold'
  | 'capture'
  | 'hold-release'
  | 'hold-timeout'
  | 'cancel'
  | 'repay'
  | 'reclaim'
  | 'transfer-out'
  | 'transfer-in';

/** What settles debt or forgiveness has the cause of what came in, and does nothing else. */
const settlements: Readonly<Record<TransactionKind, boolean>> = {
  earn: false,
  bonus: false,
  import: false,
  redeem: false,
  return: false,
  adjust: false,
  release: false,
  expire: false,
  hold: false,
  capture: false,
  'hold-release': false,
  'hold-timeout': false,
  cancel: false,
  repay: true,
  reclaim: true,
  'transfer-out': false,
  'transfer-in': false,
};
export const isSettlement = (kind: TransactionKind): boolean => settlements[kind];

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
/** The cause of a posting: JSON of the caller, stored but not interpreted. */
export type Cause = { readonly [key: string]: Json | undefined };

export interface Transaction {
  readonly id: string;
  readonly kind: TransactionKind;
  /** Booking time, or the due time of a release, expiry or timeout. */
  readonly effectiveAt: Instant;
  readonly cause: Cause;
  readonly entries: readonly Entry[];
  /** The lots it consumed. */
  readonly takings: readonly Taking[];
}

/**
 * Running balances of a member: integers ≥ 0. `debt` is what the member owes, `forgiven` what returned points
 * settle first.
 */
export interface Balances {
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly debt: number;
  readonly forgiven: number;
  readonly status: number;
}

/** The maximum for one operation. */
const maxPoints = 1_000_000_000;

/** Throws LoyaltyError('points-out-of-range') unless `points` is an integer of `least` to `maxPoints`. */
export function assertPoints(points: number, least: number): void {
  if (Number.isSafeInteger(points) && points >= least && points <= maxPoints) return;
  throw new LoyaltyError('points-out-of-range', { points: String(points), least, most: maxPoints });
}

/** The maximum that a wallet may hold of points and of status, so that sums of many wallets stay exact. */
const maxBalance = 1_000_000_000_000;

/** Throws LoyaltyError('points-out-of-range') if the wallet would exceed the maximum. */
export function assertRoom(
  balances: Balances,
  { points, status = 0 }: { points: number; status?: number },
): void {
  const { available, pending, held } = balances;
  if (points <= 0 || available + pending + held + points <= maxBalance) {
    if (status <= 0 || balances.status + status <= maxBalance) return;
  }
  throw new LoyaltyError('points-out-of-range', { points: String(points), mostInAll: maxBalance });
}

/** Balances after the entries. Accounts below zero are counted as positive distance. */
export function balancesAfter(balances: Balances, entries: readonly Entry[]): Balances {
  const next = { ...balances };
  const add = (account: Account, amount: number) => {
    if (account === 'debt' || account === 'forgiven') next[account] -= amount;
    else if (account in next) next[account as keyof Balances] += amount;
  };
  for (const entry of entries) {
    add(entry.from, -entry.amount);
    add(entry.to, entry.amount);
  }
  return next;
}

interface Move {
  readonly from: Account;
  readonly to: Account;
  readonly amount: number;
  readonly currency?: PointsCurrency;
  /** Set if it counts at another moment than its transaction. */
  readonly at?: Instant;
}

/** Entry rows of one transaction, without amounts of 0. */
export function entriesOf(effectiveAt: Instant, moves: readonly Move[]): Entry[] {
  return moves
    .filter((move) => move.amount > 0)
    .map(({ from, to, amount, currency = 'points', at = effectiveAt }) => ({
      currency,
      from,
      to,
      amount,
      effectiveAt: at,
    }));
}
