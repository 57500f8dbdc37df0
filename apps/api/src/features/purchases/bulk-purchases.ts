import { Injectable } from '@nestjs/common';
import { system, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { Points } from '../points/index.ts';
import { SaleParticipants } from '../sales/index.ts';
import { Batch, type BatchItem, type BatchTerms, type BulkResult, type RequestedItem } from './batch.ts';
import { PurchaseTerms, type ClubTerms, type RequestOptions } from './context.ts';
import { Intakes, type PurchaseOffered } from './intake.ts';
import { purchaseEvents, purchaseRows, PurchasesRepository } from './purchases.repository.ts';

export interface BulkTerms {
  /** Live purchases are booked now, historic ones when they happened. */
  readonly origin: Origin;
  readonly actor?: Actor;
  /** Past purchases may be counted without earning points; by default they earn by the club's rules. */
  readonly points?: 'earn' | 'none';
  /** Runs in the transaction of each batch with its results by list position: both are stored, or neither. */
  readonly alongside?: (results: ReadonlyMap<number, BulkResult>) => Promise<void>;
}

interface ReadPurchases {
  /** In time order. */
  readonly read: readonly BatchItem[];
  /** By position. */
  readonly results: Map<number, BulkResult>;
}

const batchSize = 500;
const attempts = 3;

/** Someone else has posted a receipt of the batch since it was looked up. */
class ReceiptCountedMeanwhile extends Error {}

/** Records many purchases like a single one: the same reading, deciding and rows, in batches of two calls. */
@Injectable()
export class BulkPurchases {
  constructor(
    private readonly intakes: Intakes,
    private readonly terms: PurchaseTerms,
    private readonly purchases: PurchasesRepository,
    private readonly points: Points,
    private readonly transactions: Transactions,
    private readonly participants: SaleParticipants,
  ) {}

  /**
   * Posts them in time order, each batch in its own transaction. Results are in the given order. A refused
   * purchase does not stop the others.
   */
  async recordMany(purchases: readonly PurchaseOffered[], terms: BulkTerms): Promise<BulkResult[]> {
    const { read, results } = await this.#read(purchases, terms);
    for (let from = 0; from < read.length; from += batchSize) {
      const decided = await this.#recordBatch(read.slice(from, from + batchSize), terms);
      for (const [position, result] of decided) results.set(position, result);
    }
    return inOrder(purchases, results);
  }

  /** Predicts the results now, in one batch. Writes and locks nothing. */
  async checkMany(purchases: readonly PurchaseOffered[], terms: BulkTerms): Promise<BulkResult[]> {
    const { read, results } = await this.#read(purchases, terms);
    if (read.length === 0) return inOrder(purchases, results);
    const { batch } = await this.#decide(read, terms, false);
    return inOrder(purchases, new Map([...results, ...batch.results]));
  }

  async #read(purchases: readonly PurchaseOffered[], { actor = system }: BulkTerms): Promise<ReadPurchases> {
    const articles = await this.intakes.articlesOf(purchases);
    const read: BatchItem[] = [];
    const results = new Map<number, BulkResult>();
    for (const [position, offered] of purchases.entries()) {
      try {
        read.push({ position, intake: await this.intakes.readWith(articles, actor, offered, 'count') });
      } catch (error) {
        if (!(error instanceof ClubError)) throw error;
        results.set(position, { refused: error });
      }
    }
    return { read: read.sort((a, b) => a.intake.purchasedAt - b.intake.purchasedAt), results };
  }

  async #recordBatch(
    items: readonly BatchItem[],
    terms: BulkTerms,
  ): Promise<ReadonlyMap<number, BulkResult>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.transactions.run(() => this.#record(items, terms));
      } catch (error) {
        // Reads again: now the receipt is found and refused.
        if (!(error instanceof ReceiptCountedMeanwhile) || attempt === attempts) throw error;
      }
    }
  }

  async #record(items: readonly BatchItem[], terms: BulkTerms): Promise<ReadonlyMap<number, BulkResult>> {
    const { origin, actor = system } = terms;
    const { batch, club, context, wallets } = await this.#decide(items, terms, true);
    const { decided, results } = batch;
    if (decided.length > 0) {
      const effects = this.participants.decide(batch.sales, context.saleParts);
      const events = [...purchaseEvents(decided), ...effects.events];
      const points = this.points.document(wallets, { actor, origin, events });
      const rows = purchaseRows(decided, actor, club.zone);
      const counted = await this.purchases.record({
        ...rows,
        ...batch.budgets.written(),
        ...effects.rows,
        points,
      });
      if (counted.length > 0) throw new ReceiptCountedMeanwhile();
    }
    await terms.alongside?.(results);
    return results;
  }

  async #decide(
    items: readonly BatchItem[],
    terms: BulkTerms,
    locked: boolean,
  ): Promise<BatchTerms & { readonly batch: Batch }> {
    const { actor = system } = terms;
    const club = await this.terms.ofClub();
    const history = this.participants.history();
    const requested: RequestedItem[] = [];
    for (const item of items)
      requested.push({ ...item, request: await this.#requestOf(item, terms, club, history) });
    const requests = requested.map(({ request }) => request);
    const [first, last] = [requests.at(0)?.bookedAt ?? 0, requests.at(-1)?.bookedAt ?? 0];
    const withLots = await this.terms.needLots(club, first, last);
    const asking = requests.some(({ asks }) => Object.keys(asks).length > 0);
    const withParts = asking || (await this.participants.await());
    const context = await this.purchases.context(requests, { withLots, locked, withParts });
    const wallets = await this.points.read(context.wallets, first);
    const batchTerms = { actor, club, context, wallets };
    const batch = new Batch(requested, batchTerms);
    this.terms.report(batch.decided.flatMap(({ failed }) => failed));
    return { batch, ...batchTerms };
  }

  #requestOf(
    { intake }: BatchItem,
    { origin, points }: BulkTerms,
    club: ClubTerms,
    history: RequestOptions['history'],
  ): Promise<RequestedItem['request']> {
    const bookedAt = origin === 'live' ? club.now : Math.min(club.now, intake.purchasedAt);
    return this.terms.request(intake, bookedAt, club, {
      rules: points === 'none' ? [] : undefined,
      history,
    });
  }
}

const inOrder = (
  purchases: readonly PurchaseOffered[],
  results: ReadonlyMap<number, BulkResult>,
): BulkResult[] =>
  purchases.map((_, position) => {
    const result = results.get(position);
    if (!result) throw new Error(`Nothing became of purchase ${position}`);
    return result;
  });
