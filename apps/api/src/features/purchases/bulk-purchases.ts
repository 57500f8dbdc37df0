import { Injectable } from '@nestjs/common';
import { system, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox, type Origin } from '../../platform/events/outbox.ts';
import { Points, type OpenWallets } from '../points/index.ts';
import { Tiers } from '../tiers/index.ts';
import { BatchIntake, type BatchItem } from './batch-intake.ts';
import { awardsComeDue } from './batch-lots.ts';
import { Batch, type Outcome, type TimedItem } from './batch.ts';
import { capRow, capsOf, requestRow, type StoredContext } from './context.ts';
import { House } from './house.ts';
import type { PurchaseOffered } from './intake.ts';
import type { HouseRules } from './posting.ts';
import { PostingsRepository } from './postings.repository.ts';
import { eventsOf, rowsOf } from './purchase-document.ts';

export interface BulkTerms {
  /** What is live is booked now, a history when it happened. */
  readonly origin: Origin;
  readonly actor?: Actor;
  /** Past purchases may be counted without earning anything; they earn by the club's rules when absent. */
  readonly points?: 'earn' | 'none';
  /** Runs in the transaction of each batch, with its outcomes by their position in the list: both are stored, or neither. */
  readonly alongside?: (outcomes: ReadonlyMap<number, Outcome>) => Promise<void>;
}

const batchSize = 500;
const attempts = 3;

/** A receipt of the batch was counted by somebody else since it was looked up. */
class Overtaken extends Error {}

/** Posts many purchases the way of one: the same reading, deciding and rows, in batches of two calls. */
@Injectable()
export class BulkPurchases {
  constructor(
    private readonly intakes: BatchIntake,
    private readonly postings: PostingsRepository,
    private readonly house: House,
    private readonly points: Points,
    private readonly tiers: Tiers,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts them in the order of time, each batch in a transaction of its own. The outcomes are in the order given; what
   * one refuses does not stop the others.
   */
  async recordMany(purchases: readonly PurchaseOffered[], terms: BulkTerms): Promise<Outcome[]> {
    const { read, refused } = await this.intakes.read(terms.actor ?? system, purchases);
    const outcomes = new Map<number, Outcome>();
    for (const [position, error] of refused) outcomes.set(position, { refused: error });
    for (let from = 0; from < read.length; from += batchSize) {
      const decided = await this.#recordBatch(read.slice(from, from + batchSize), terms);
      for (const [position, outcome] of decided) outcomes.set(position, outcome);
    }
    return purchases.map((_, position) => {
      const outcome = outcomes.get(position);
      if (!outcome) throw new Error(`Nothing became of purchase ${position}`);
      return outcome;
    });
  }

  /** What would become of them now, the later ones without what the earlier ones would change. Writes and locks nothing. */
  async checkMany(purchases: readonly PurchaseOffered[], terms: BulkTerms): Promise<Outcome[]> {
    const { read, refused } = await this.intakes.read(terms.actor ?? system, purchases);
    const outcomes =
      read.length > 0 ? (await this.#decide(read, terms, false)).batch.outcomes : new Map<number, Outcome>();
    return purchases.map((_, position): Outcome => {
      const error = refused.get(position);
      const outcome = error ? { refused: error } : outcomes.get(position);
      if (!outcome) throw new Error(`Nothing became of purchase ${position}`);
      return outcome;
    });
  }

  async #recordBatch(items: readonly BatchItem[], terms: BulkTerms): Promise<ReadonlyMap<number, Outcome>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.transactions.run(() => this.#record(items, terms));
      } catch (error) {
        // Read again: now the receipt is found, and refused.
        if (!(error instanceof Overtaken) || attempt === attempts) throw error;
      }
    }
  }

  async #record(items: readonly BatchItem[], terms: BulkTerms): Promise<ReadonlyMap<number, Outcome>> {
    const { origin, actor = system } = terms;
    const { batch, house, wallets } = await this.#decide(items, terms, true);
    const { postings, outcomes } = batch;
    if (postings.length > 0) {
      const points = this.points.document(wallets, { actor, origin, events: eventsOf(postings) });
      const rows = rowsOf(postings, actor, house.zone);
      const counted = await this.postings.record({ ...rows, points });
      if (counted.length > 0) throw new Overtaken();
      if (origin === 'live') this.outbox.wakeRelay();
    }
    await terms.alongside?.(outcomes);
    return outcomes;
  }

  async #decide(
    items: readonly BatchItem[],
    { origin, actor = system, points = 'earn' }: BulkTerms,
    locked: boolean,
  ): Promise<{ batch: Batch; house: HouseRules; wallets: OpenWallets }> {
    const now = await this.house.rulesNow();
    const house = points === 'earn' ? now : { ...now, rules: [] };
    const timed: TimedItem[] = [];
    for (const item of items) timed.push(await this.#time(item, origin, house));
    const context = await this.#context(timed, house, locked);
    const wallets = await this.points.read(context.wallets, timed[0]?.at);
    return { batch: new Batch(timed, { actor, house, context, wallets }), house, wallets };
  }

  async #time(item: BatchItem, origin: Origin, { rules, zone }: HouseRules): Promise<TimedItem> {
    const { intake } = item;
    const now = this.clock.now();
    const at = origin === 'live' ? now : Math.min(now, intake.purchasedAt);
    const caps = intake.buyer ? capsOf(rules, intake.purchasedAt, zone) : [];
    return { ...item, at, period: await this.tiers.period(at), caps };
  }

  async #context(
    items: readonly TimedItem[],
    { policy, zone }: HouseRules,
    locked: boolean,
  ): Promise<StoredContext> {
    const [first, last] = [items.at(0)?.at ?? 0, items.at(-1)?.at ?? 0];
    return this.postings.context({
      requests: items.map(({ intake, period }) => requestRow(intake, period)),
      caps: items.flatMap(({ caps }, index) => caps.map((cap) => capRow(cap, index))),
      dueBy: last,
      withLots: (await this.points.awardsNeedLots()) || awardsComeDue(policy, zone, first, last),
      locked,
    });
  }
}
