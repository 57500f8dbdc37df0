import {
  isoOf,
  isSettlement,
  type Forgiveness,
  type Hold,
  type Instant,
  type Lot,
  type Transaction,
} from '@regulars/loyalty';
import { system, type Actor } from '../../platform/actor.ts';
import type { OpenWallets, WalletPage } from './open-wallets.ts';

/** The rows that `apply_points` writes. Keys without rows are absent. */
export type PointsDocument = Readonly<Record<string, unknown>>;

export interface BookedTransaction {
  readonly memberId: string;
  readonly bookedAt: Instant;
  readonly transaction: Transaction;
}

type Row = Record<string, unknown>;

const timeDriven = new Set(['release', 'expire', 'hold-timeout']);

/** Settled items, which nobody requested. */
const isTimeDriven = ({ kind, cause }: Transaction): boolean => timeDriven.has(kind) || cause.kind === 'due';

/** Everything booked in these wallets since they were opened, in booking order. */
export const bookedIn = (wallets: OpenWallets): BookedTransaction[] =>
  wallets.memberIds.flatMap((memberId) =>
    wallets
      .pages(memberId)
      .flatMap(({ bookedAt, changes }) =>
        changes.transactions.map((transaction) => ({ memberId, bookedAt, transaction })),
      ),
  );

export const documentOf = (wallets: OpenWallets, actor: Actor): Row => {
  const booked = bookedIn(wallets);
  const perMember = wallets.memberIds
    .map((memberId) => ({ memberId, pages: wallets.pages(memberId) }))
    .filter(({ memberId, pages }) => isTouched(pages, wallets.nextDueAt(memberId)));
  const rows = (make: (memberId: string, pages: WalletPage[]) => Row[]): Row[] =>
    perMember.flatMap(({ memberId, pages }) => make(memberId, pages));
  return filled({
    wallets: rows((memberId, pages) => [walletRow(memberId, wallets.version(memberId), pages)]),
    transactions: booked.map((each) => transactionRow(each, actor)),
    entries: booked.flatMap(entryRows),
    takings: booked.flatMap(takingRows),
    lots_opened: rows((memberId, pages) =>
      finalRows(pages, 'lots', 'opened').map((lot) => lotRow(memberId, lot)),
    ),
    lots_changed: rows((memberId, pages) =>
      finalRows(pages, 'lots', 'changed').map((lot) => lotChange(memberId, lot)),
    ),
    holds_opened: rows((memberId, pages) =>
      finalRows(pages, 'holds', 'opened').map((hold) => holdRow(memberId, hold)),
    ),
    holds_changed: rows((memberId, pages) =>
      finalRows(pages, 'holds', 'changed').map(({ id, state }) => ({ member_id: memberId, id, state })),
    ),
    forgiveness_opened: rows((memberId, pages) =>
      finalRows(pages, 'forgiveness', 'opened').map((one) => forgivenessRow(memberId, one)),
    ),
    forgiveness_changed: rows((memberId, pages) =>
      finalRows(pages, 'forgiveness', 'changed').map((one) => forgivenessRow(memberId, one)),
    ),
  });
};

// A due time that turned out to be none is written too, or the settling job would find the wallet again and
// again.
const isTouched = (pages: readonly WalletPage[], storedDueAt: Instant | null): boolean =>
  pages.some(({ changes }) => changes.transactions.length > 0 || changes.nextDueAt !== storedDueAt);

const filled = (document: Record<string, Row[]>): Row =>
  Object.fromEntries(Object.entries(document).filter(([, rows]) => rows.length > 0));

interface Changes {
  readonly lots: Lot;
  readonly holds: Hold;
  readonly forgiveness: Forgiveness;
}

/** A lot or hold may be opened on one page and changed on a later one: the last state counts. */
const finalRows = <Noun extends keyof Changes>(
  pages: readonly WalletPage[],
  noun: Noun,
  fate: 'opened' | 'changed',
): Changes[Noun][] => {
  const opened = new Set<string>();
  const last = new Map<string, Changes[Noun]>();
  for (const { changes } of pages) {
    const written = changes[noun] as { opened: readonly Changes[Noun][]; changed: readonly Changes[Noun][] };
    for (const row of written.opened) opened.add(row.id);
    for (const row of [...written.opened, ...written.changed]) last.set(row.id, row);
  }
  return [...last.values()].filter(({ id }) => opened.has(id) === (fate === 'opened'));
};

const walletRow = (memberId: string, version: number, pages: readonly WalletPage[]): Row => {
  const last = pages.at(-1);
  if (!last) throw new Error('A wallet has at least one page');
  return {
    member_id: memberId,
    version,
    ...last.changes.balances,
    next_due_at: time(last.changes.nextDueAt),
    last_activity_at: time(last.changes.lastActivityAt),
  };
};

const transactionRow = ({ memberId, bookedAt, transaction }: BookedTransaction, actor: Actor): Row => {
  const { id, kind, effectiveAt, cause } = transaction;
  const by = isTimeDriven(transaction) ? system : actor;
  return {
    member_id: memberId,
    id,
    kind,
    effective_at: time(effectiveAt),
    booked_at: time(bookedAt),
    cause,
    purchase_id: cause.purchaseId ?? null,
    redemption_id: cause.redemptionId ?? null,
    hold_id: cause.holdId ?? null,
    // A settlement has the cause of the reversal, but it does not reverse anything itself.
    reverses: isSettlement(kind) ? null : (cause.reverses ?? null),
    reason: cause.reason ?? null,
    actor_kind: by.kind,
    actor_id: by.id,
  };
};

const entryRows = ({ memberId, bookedAt, transaction }: BookedTransaction): Row[] =>
  transaction.entries.map(({ currency, from, to, amount, effectiveAt }) => ({
    member_id: memberId,
    transaction_id: transaction.id,
    currency,
    from_account: from,
    to_account: to,
    amount,
    effective_at: time(effectiveAt),
    booked_at: time(bookedAt),
  }));

const takingRows = ({ memberId, transaction }: BookedTransaction): Row[] =>
  transaction.takings.map(({ lotId, points }) => ({
    member_id: memberId,
    transaction_id: transaction.id,
    lot_id: lotId,
    points,
  }));

const lotRow = (memberId: string, lot: Lot): Row => ({
  ...lotChange(memberId, lot),
  transaction_id: lot.transactionId,
  amount: lot.amount,
  available_at: time(lot.availableAt),
  earned_at: time(lot.earnedAt),
  awarded_at: time(lot.awardedAt),
  source: lot.source,
  origin: lot.origin ?? null,
});

const lotChange = (memberId: string, { id, remaining, expired, released, expiresAt }: Lot): Row => ({
  member_id: memberId,
  id,
  remaining,
  expired,
  released,
  expires_at: time(expiresAt),
});

const holdRow = (memberId: string, { id, transactionId, points, expiresAt, state }: Hold): Row => ({
  member_id: memberId,
  id,
  transaction_id: transactionId,
  points,
  expires_at: time(expiresAt),
  state,
});

const forgivenessRow = (memberId: string, { id, points, open }: Forgiveness): Row => ({
  member_id: memberId,
  transaction_id: id,
  points,
  open,
});

const time = (at: Instant | null): string | null => (at === null ? null : isoOf(at));
