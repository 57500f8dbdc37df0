import {
  snapshotAfter,
  Wallet,
  type Instant,
  type Lot,
  type Snapshot,
  type WalletChanges,
  type WalletTerms,
} from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import type { NamedTransaction, StoredWallet } from './stored-wallet.ts';

/** What was written in one wallet at one moment. */
export interface WalletPage {
  readonly bookedAt: Instant;
  readonly changes: WalletChanges;
}

interface Opened {
  readonly stored: StoredWallet;
  readonly closed: WalletPage[];
  snapshot: Snapshot;
  wallet: Wallet;
  now: Instant;
}

/** Wallets read together, settled to the moment of the terms. */
export class OpenWallets {
  readonly #terms: WalletTerms;
  readonly #opened: ReadonlyMap<string, Opened>;

  /** @param mostDue how many due items each settles, for callers that do nothing else */
  constructor(stored: readonly StoredWallet[], terms: WalletTerms, mostDue = Infinity) {
    this.#terms = terms;
    this.#opened = new Map(stored.map((wallet) => [wallet.memberId, openOne(wallet, terms, mostDue)]));
  }

  /** Of the club's calendar. */
  get zone(): string {
    return this.#terms.zone;
  }

  /** Throws `not-found` for a member without a wallet. */
  get(memberId: string): Wallet {
    return this.#find(memberId).wallet;
  }

  /**
   * The wallet at another, later moment, for histories: imports and the demo post in time order. Earlier
   * postings keep their booking time. The wallets must be opened with `lots: 'all'`.
   */
  at(memberId: string, now: Instant): Wallet {
    const opened = this.#find(memberId);
    if (now === opened.now) return opened.wallet;
    const changes = opened.wallet.changes();
    opened.closed.push({ bookedAt: opened.now, changes });
    opened.snapshot = snapshotAfter(opened.snapshot, changes);
    opened.now = now;
    opened.wallet = Wallet.open(opened.snapshot, { ...this.#terms, now });
    return opened.wallet;
  }

  /** The lots that returns of a purchase opened: what remained of it earned more than it had, by the rounding of its parts. */
  lotsOfReturns(memberId: string, purchaseId: string): string[] {
    return this.#find(memberId).snapshot.lots.flatMap(({ id, source }) =>
      isOfReturn(source, purchaseId) ? [id] : [],
    );
  }

  /** As under the lock of the wallet, if it was opened with one. */
  memberStatus(memberId: string): StoredWallet['memberStatus'] {
    return this.#find(memberId).stored.memberStatus;
  }

  /** Throws `member-not-active`: blocked and former members neither earn nor spend. */
  assertActive(memberId: string): void {
    const { memberStatus } = this.#find(memberId).stored;
    if (memberStatus === 'blocked' || memberStatus === 'closed') throw new ClubError('member-not-active');
  }

  /** Throws `member-not-active` for former members. */
  assertNotClosed(memberId: string): void {
    if (this.#find(memberId).stored.memberStatus === 'closed') throw new ClubError('member-not-active');
  }

  /** Changes with every posting: an unchanged version means unchanged points. */
  version(memberId: string): number {
    return this.#find(memberId).stored.version;
  }

  /** When time would change the wallet next, as stored. */
  nextDueAt(memberId: string): Instant | null {
    return this.#find(memberId).stored.nextDueAt;
  }

  /** A transaction that the opener named; undefined if this member has none with that id. */
  transaction(memberId: string, id: string): NamedTransaction | undefined {
    return this.#find(memberId).stored.named.find((transaction) => transaction.id === id);
  }

  get memberIds(): string[] {
    return [...this.#opened.keys()];
  }

  /** What was written, page by page in writing order. */
  pages(memberId: string): WalletPage[] {
    const { closed, wallet, now } = this.#find(memberId);
    return [...closed, { bookedAt: now, changes: wallet.changes() }];
  }

  #find(memberId: string): Opened {
    const opened = this.#opened.get(memberId);
    if (!opened) throw new ClubError('not-found', 'No such member');
    return opened;
  }
}

/** The kinds of causes of returns and their reversals. */
const ofReturns: ReadonlySet<unknown> = new Set(['return', 'reversal']);

const isOfReturn = (source: Lot['source'], purchaseId: string): boolean => {
  const { kind, purchaseId: of } = (source ?? {}) as {
    readonly kind?: unknown;
    readonly purchaseId?: unknown;
  };
  return of === purchaseId && ofReturns.has(kind);
};

const openOne = (stored: StoredWallet, terms: WalletTerms, mostDue: number): Opened => ({
  stored,
  closed: [],
  snapshot: stored,
  wallet: Wallet.open(stored, terms, mostDue),
  now: terms.now,
});
