import { Injectable } from '@nestjs/common';
import type { Instant, WalletTerms } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Outbox, type ClubEvent, type Origin } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { ClubSettings } from '../club/index.ts';
import { OpenWallets } from './open-wallets.ts';
import { bookedIn, documentOf, type PointsDocument } from './points-document.ts';
import { eventsOf } from './points.events.ts';
import type { StoredWallet } from './stored-wallet.ts';
import { WalletsRepository, type LastDue, type SettledPage } from './wallets.repository.ts';

export interface OpenOptions {
  /** 'when-needed' is enough for awards alone, `toSpend` for these and for redeeming or holding so many points; everything else needs 'all'. */
  readonly lots?: 'when-needed' | 'all' | { readonly toSpend: number };
  /** Transactions whose lots and takings a reversal or return needs, even if they are used up. */
  readonly transactions?: readonly string[];
  /** The moment of the postings; now if absent. For histories see `OpenWallets.at`. */
  readonly now?: Instant;
  /** How many due items each wallet settles, for callers that do nothing else; all if absent. */
  readonly mostDue?: number;
}

export interface PostingTerms {
  readonly actor: Actor;
  readonly origin?: Origin;
  /** More events of the same call. Those of the points are added automatically. */
  readonly events?: readonly ClubEvent[];
}

/** So many wallets, with so many lots, are locked at once: for some hundredths of a second. */
const mostLots = 2000;

/** Opens wallets and writes what was done with them. Everything that posts points uses this. */
@Injectable()
export class Points {
  constructor(
    private readonly wallets: WalletsRepository,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** One call. Inside `Transactions.run` the wallets stay locked until its end. */
  async open(memberIds: readonly string[], options: OpenOptions = {}): Promise<OpenWallets> {
    const { lots = 'when-needed', transactions = [] } = options;
    const terms = await this.terms(options.now);
    // Activity extends the life of every lot.
    const isExtended = terms.policy.expiry.kind === 'inactivity';
    const stored = await this.wallets.open({
      memberIds,
      now: terms.now,
      withLots: lots !== 'when-needed' || isExtended,
      transactions,
      spending: typeof lots === 'object' && !isExtended ? lots.toSpend : null,
    });
    return new OpenWallets(stored, terms, options.mostDue);
  }

  /** The result of `open_wallets(…)` in another feature's SQL function. */
  async read(wallets: readonly StoredWallet[], now?: Instant): Promise<OpenWallets> {
    return new OpenWallets(wallets, await this.terms(now));
  }

  /** Whether awards read lots at any time: the `with_lots` of an `open_wallets` in another function. */
  async awardsNeedLots(): Promise<boolean> {
    return (await this.club.current()).points.expiry.kind === 'inactivity';
  }

  /** The rows that `apply_points` writes: transactions, lots, balances and events since the opening. */
  document(wallets: OpenWallets, { actor, origin = 'live', events = [] }: PostingTerms): PointsDocument {
    const all = [...eventsOf(bookedIn(wallets)), ...events];
    if (origin === 'live' && all.length > 0) this.outbox.wakeRelay();
    return {
      ...documentOf(wallets, actor),
      ...(all.length > 0 ? { origin, events: this.outbox.rows(all) } : {}),
    };
  }

  /** One call. SQLSTATE 40001 if it was applied before: every posting increments the wallet's version. */
  async apply(document: PointsDocument): Promise<void> {
    await this.wallets.apply(document);
  }

  /** Books what is due in the next wallets after `after`, in the order of due times; undefined at the end. */
  async settleNext(now: Instant, after: LastDue | null, wallets: number): Promise<SettledPage | undefined> {
    const page = await this.wallets.settleNext(now, after, { wallets, lots: mostLots });
    if (page && page.settled > 0) this.outbox.wakeRelay();
    return page;
  }

  /** Transactions that repaid debt or settled forgiveness after this one, for `open`. */
  async settlementsSince(memberId: string, transactionId: string): Promise<string[]> {
    return this.wallets.settlementsSince(memberId, transactionId);
  }

  /** Locks wallets that nobody holds, until the transaction ends; for jobs, which are retried. */
  async lockFree(memberIds: readonly string[]): Promise<string[]> {
    return this.wallets.lockFree(memberIds);
  }

  /** Members start with an empty wallet; without one nothing can be posted. */
  async createWallets(memberIds: readonly string[]): Promise<void> {
    await this.wallets.create(memberIds);
  }

  /** For members who were removed before anything was posted. */
  async removeWallets(memberIds: readonly string[]): Promise<void> {
    await this.wallets.remove(memberIds);
  }

  async terms(now: Instant = this.clock.now()): Promise<WalletTerms> {
    const { timeZone, points } = await this.club.current();
    return { now, zone: timeZone, policy: points, newId };
  }
}
