import { Injectable } from '@nestjs/common';
import { isoOf, type Period } from '@regulars/loyalty';
import { mayWorkAt, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { KnownArticles, Locations } from '../club/index.ts';
import { refuseSelfService } from '../points/index.ts';
import { TierReviews } from '../tiers/index.ts';
import { PurchaseTerms } from './context.ts';
import {
  FreeNumbers,
  numbersOf,
  type BookedReturn,
  type GoodsBack,
  type PartOfReturn,
  type PastReturn,
  type PastReturnResult,
} from './goods-back.ts';
import { joinedMatches, ReturnStock } from './return-stock.ts';
import { Returnables } from './returnables.repository.ts';
import { TakeBacks, type OpenedPurchases } from './take-backs.ts';
import { returnOf, type TakingBack } from './taking-back.ts';

interface ReturnTerms {
  readonly actor: Actor;
  readonly origin: Origin;
}

/** Books many past returns like single ones: each takes back what its goods have earned. */
@Injectable()
export class BulkReturns {
  constructor(
    private readonly returnables: Returnables,
    private readonly takeBacks: TakeBacks,
    private readonly terms: PurchaseTerms,
    private readonly reviews: TierReviews,
    private readonly locations: Locations,
    private readonly articles: KnownArticles,
  ) {}

  /**
   * Call it in a transaction, with the returns in order of time. Goods come from the receipt that they name, else from
   * the member's latest purchase of the article with enough left. Results are in the given order.
   */
  async returnMany(returns: readonly PastReturn[], terms: ReturnTerms): Promise<PastReturnResult[]> {
    if (returns.length === 0) return [];
    const stock = new ReturnStock(await this.#found(returns, terms.actor));
    const numbers = new FreeNumbers(await this.returnables.counted(returns.flatMap(numbersOf)));
    const parts: PartOfReturn[] = [];
    const results = returns.map((past, index): PastReturnResult => {
      const refused = refusalOf(past, terms.actor);
      if (refused) return { refused };
      if (numbers.hasCounted(past)) return { counted: true };
      const matches = past.goods.map((goods) => stock.take(goods));
      for (const match of joinedMatches(matches))
        parts.push({ past: index, number: numbers.next(past) ?? newId(), match });
      return { booked: [], costs: matches.map((match) => match?.amount ?? null) };
    });
    const booked = await this.#bookAll(parts, returns, terms);
    return results.map((result, index) =>
      'booked' in result ? { ...result, booked: booked[index] ?? [] } : result,
    );
  }

  /** The lines that each of the goods may have come from, at locations that the actor works at. */
  async #found(
    returns: readonly PastReturn[],
    actor: Actor,
  ): Promise<ConstructorParameters<typeof ReturnStock>[0]> {
    const everywhere = (await this.locations.all()).map(({ id }) => id);
    const wanted = returns.flatMap(({ goods, ...past }) =>
      goods.filter(({ from }) => from === undefined).map((one) => ({ one, past })),
    );
    const { products } = await this.articles.of(wanted.flatMap(({ one }) => one.sku ?? []));
    const rows = await this.returnables.lines(
      wanted.map(({ one, past }) => ({
        receipts: one.receipts,
        locationIds: [past.location.id, ...everywhere.filter((id) => id !== past.location.id)],
        memberId: past.memberId,
        currency: past.currency,
        sku: one.sku === null ? null : (products.get(one.sku)?.sku ?? one.sku),
        name: one.name,
        until: isoOf(past.returnedAt),
      })),
    );
    return new Map<GoodsBack, (typeof rows)[number]>(
      wanted.map(({ one }, index) => [
        one,
        (rows[index] ?? []).filter((row) => mayWorkAt(actor, row.location_id)),
      ]),
    );
  }

  /** One return of each purchase at once, in their order, so that each sees the ones before. */
  async #bookAll(
    parts: readonly PartOfReturn[],
    returns: readonly PastReturn[],
    terms: ReturnTerms,
  ): Promise<BookedReturn[][]> {
    const booked = returns.map((): BookedReturn[] => []);
    let left = parts;
    while (left.length > 0) {
      const some = new Map<string, PartOfReturn>();
      const later: PartOfReturn[] = [];
      for (const part of left) {
        if (some.has(part.match.purchase)) later.push(part);
        else some.set(part.match.purchase, part);
      }
      await this.#book(some, returns, booked, terms);
      left = later;
    }
    return booked;
  }

  async #book(
    parts: ReadonlyMap<string, PartOfReturn>,
    returns: readonly PastReturn[],
    booked: readonly BookedReturn[][],
    terms: ReturnTerms,
  ): Promise<void> {
    const opened = await this.takeBacks.open([...parts.keys()], null);
    const taking: TakingBack[] = [];
    const purchases = new Map(opened.purchases.map((purchase) => [purchase.id, purchase]));
    for (const part of parts.values()) {
      const purchase = purchases.get(part.match.purchase);
      const past = returns[part.past];
      if (!purchase || !past) continue;
      const { location, returnedAt } = past;
      const rules = purchase.member_id === null ? [] : await this.terms.rulesOf(purchase.evaluation);
      const offered = part.match.lines.map(({ line, quantity }) => ({ line, quantity: quantity / 1000 }));
      const receipt = { location, number: part.number };
      taking.push(returnOf(purchase, { id: newId(), returnedAt, reason: null, receipt, offered }, rules));
    }
    for (const { id, purchase, goods } of await this.#take(taking, opened, terms))
      booked[parts.get(purchase.id)?.past ?? -1]?.push({ id, purchaseId: purchase.id, amount: goods.amount });
  }

  /** Members may qualify in years of their own, so those of one period are booked together. */
  async #take(
    taking: readonly TakingBack[],
    opened: OpenedPurchases,
    terms: ReturnTerms,
  ): Promise<readonly TakingBack[]> {
    const groups = new Map<string, { period: Period; some: TakingBack[] }>();
    const credits = new Map<string, number>();
    for (const each of taking) {
      const { member_id: memberId, purchased_at: at } = each.purchase;
      const period = await this.terms.statusPeriod(memberId);
      const key = `${period.from} ${period.until}`;
      const group = groups.get(key) ?? { period, some: [] };
      groups.set(key, group);
      group.some.push(each);
      const before = await this.reviews.creditBeforeReturn(memberId, at.getTime());
      if (memberId !== null && before !== null) credits.set(memberId, before);
    }
    for (const { period, some } of groups.values())
      await this.takeBacks.book(some, opened, { ...terms, period });
    for (const [memberId, before] of credits) await this.reviews.lower(memberId, before);
    return taking;
  }
}

const refusalOf = ({ memberId, location }: PastReturn, actor: Actor): ClubError | null => {
  if (!mayWorkAt(actor, location.id)) return new ClubError('not-allowed');
  try {
    if (memberId !== null) refuseSelfService(actor, memberId);
    return null;
  } catch (error) {
    if (error instanceof ClubError) return error;
    throw error;
  }
};
