import type { TransactionKind, Wallet } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { causeOf } from './posting-cause.ts';
import type { NamedTransaction } from './stored-wallet.ts';

export interface Reversed {
  readonly transactionId: string;
  /** Change of the member's points, signed. */
  readonly points: number;
}

/**
 * Books the mirror image of a transaction: what was redeemed or taken goes back to its lots, what was given goes.
 * Throws `already-reversed`; `cannot-reverse` for what has a way back of its own; `insufficient-points` when
 * points that were given by mistake are spent.
 */
export const reverse = (wallet: Wallet, mistake: NamedTransaction | undefined, reason: string): Reversed => {
  if (!mistake) throw new ClubError('not-found');
  if (mistake.reversed) throw new ClubError('already-reversed');
  const cause = causeOf({ kind: 'reversal', reason, reverses: mistake.id });
  const { takings, place } = mistake;
  const way = isOwn(mistake) ? ways[mistake.kind] : null;
  if (way === 'redemption') {
    const { transactionId, points } = wallet.giveBack({ takings, place, cause });
    return { transactionId, points };
  }
  if (way !== 'adjustment') throw new ClubError('cannot-reverse', wayBack(mistake));
  if (takings.length > 0) {
    const { transactionId, points } = wallet.giveBack({ takings, place, cause, from: 'adjusted' });
    return { transactionId, points };
  }
  return takeAdjustmentBack(wallet, mistake, cause);
};

export interface UndoneAdjustment {
  /** Null when nothing was left to take. */
  readonly transactionId: string | null;
  /** Points that were given and are spent: the member keeps them. */
  readonly missing: number;
}

/**
 * As `reverse` of an adjustment, but takes only what is left of points that were given, so that one of many does not fail for
 * a part. What expired of them counts as taken. Throws `not-found`, `already-reversed`, `cannot-reverse`.
 */
export const undoAdjustment = (
  wallet: Wallet,
  mistake: NamedTransaction | undefined,
  reason: string,
  approvalId?: string,
): UndoneAdjustment => {
  if (!mistake) throw new ClubError('not-found');
  if (mistake.reversed) throw new ClubError('already-reversed');
  if (mistake.kind !== 'adjust') throw new ClubError('cannot-reverse', wayBack(mistake));
  const { takings, place, lotIds, id: reverses } = mistake;
  const approved = approvalId ? { approvalId } : {};
  const cause = causeOf({ kind: 'reversal', reason, reverses, ...approved });
  if (takings.length > 0) {
    const { transactionId } = wallet.giveBack({ takings, place, cause, from: 'adjusted' });
    return { transactionId, missing: 0 };
  }
  const points = givenBy(mistake, 'points');
  const status = givenBy(mistake, 'status');
  const done = wallet.takeBack({ points, status, lotIds, cause, to: 'adjusted', atMost: true });
  return { transactionId: done.transactionId, missing: points - done.takenBack };
};

/**
 * As `undoAdjustment`, but takes only what is left of the lots that the posting opened: the member keeps what
 * they earned since. Returns the points that are spent.
 */
export const takeImportedBack = (wallet: Wallet, mistake: NamedTransaction, reason: string): number => {
  const { takings, place, lotIds, id: reverses } = mistake;
  const cause = causeOf({ kind: 'reversal', reason, reverses });
  if (takings.length > 0) {
    wallet.giveBack({ takings, place, cause, from: 'adjusted' });
    return 0;
  }
  const points = givenBy(mistake, 'points');
  const status = givenBy(mistake, 'status');
  const asked = { points, status, lotIds, cause, to: 'adjusted' } as const;
  return points - wallet.takeBack({ ...asked, atMost: true, ownLotsOnly: true }).takenBack;
};

/** As what a transaction is reversed by hand; null for what has a way back of its own. */
const ways: Readonly<Record<TransactionKind, 'redemption' | 'adjustment' | null>> = {
  earn: null,
  bonus: null,
  import: null,
  redeem: 'redemption',
  return: null,
  adjust: 'adjustment',
  release: null,
  expire: null,
  hold: null,
  capture: 'redemption',
  'hold-release': null,
  'hold-timeout': null,
  cancel: null,
  repay: null,
  reclaim: null,
  'transfer-out': null,
  'transfer-in': null,
};

/** Nothing else ends with it: neither a voucher nor a purchase. */
const isOwn = ({ cause }: NamedTransaction): boolean =>
  cause.redemptionId === undefined && cause.kind !== 'points-payment';

const wayBack = (mistake: NamedTransaction): string => {
  if (isOwn(mistake)) return `A transaction of kind ${mistake.kind} cannot be reversed by hand`;
  return mistake.cause.redemptionId === undefined
    ? 'Return the goods instead, so that their points come back'
    : 'Cancel the redemption instead, so that its voucher ends too';
};

/** An adjustment never makes debt, and neither does its reversal. */
const takeAdjustmentBack = (
  wallet: Wallet,
  mistake: NamedTransaction,
  cause: ReturnType<typeof causeOf>,
): Reversed => {
  const points = givenBy(mistake, 'points');
  const { available } = wallet.balance();
  if (available < points)
    throw new ClubError('insufficient-points', `available: ${available}, wanted: ${points}`);
  const { transactionId } = wallet.takeBack({
    points,
    status: givenBy(mistake, 'status'),
    lotIds: mistake.lotIds,
    cause,
    to: 'adjusted',
  });
  if (transactionId === null) throw new ClubError('cannot-reverse', 'The transaction moved no points');
  return { transactionId, points: -points };
};

const givenBy = ({ entries }: NamedTransaction, currency: 'points' | 'status'): number =>
  entries.reduce((sum, entry) => (entry.currency === currency ? sum + entry.amount : sum), 0);
