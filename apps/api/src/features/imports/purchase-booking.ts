import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Locations } from '../club/index.ts';
import {
  Buyers,
  BulkPurchases,
  BulkReturns,
  type BulkResult,
  type PastReturnResult,
} from '../purchases/index.ts';
import type { ImportContext, Outcome } from './import.ts';
import { returnOfOffered, type Offered, type OfferedReturn } from './offered-purchase.ts';
import { outcomeOfReceipt, refusedOffered } from './receipt-outcomes.ts';

/** Receipts that can be booked together: of no member is there a purchase after a return. */
const segmentsOf = (offered: readonly Offered[]): Offered[][] => {
  const segments: Offered[][] = [];
  let returning = new Set<string>();
  for (const each of offered) {
    const member = each.member ? JSON.stringify(each.member) : null;
    if (segments.length === 0 || (each.purchase && member !== null && returning.has(member))) {
      segments.push([]);
      returning = new Set();
    }
    segments.at(-1)?.push(each);
    if (
      member !== null &&
      (each.goods.back.length > 0 || each.goods.sold.some(({ returned }) => returned > 0))
    )
      returning.add(member);
  }
  return segments;
};

/** Books purchases of a file and what came back of them, in order of time for each member. */
@Injectable()
export class PurchaseBooking {
  constructor(
    private readonly bulk: BulkPurchases,
    private readonly returns: BulkReturns,
    private readonly buyers: Buyers,
    private readonly locations: Locations,
    private readonly transactions: Transactions,
  ) {}

  /** Settles each of them in the transaction that books it. */
  async book(offered: readonly Offered[], context: ImportContext): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const segment of segmentsOf(offered)) outcomes.push(...(await this.#bookSegment(segment, context)));
    return outcomes;
  }

  /** Results that need no booking. */
  async settle(outcomes: readonly Outcome[], context: ImportContext): Promise<void> {
    if (outcomes.length > 0) await this.transactions.run(() => context.settle(outcomes));
  }

  async #bookSegment(segment: readonly Offered[], context: ImportContext): Promise<Outcome[]> {
    const sales = segment.filter(({ purchase }) => purchase !== null);
    let booked = new Map<Offered, Outcome>();
    const alongside = async (results: ReadonlyMap<number, BulkResult>): Promise<void> => {
      const bySale = new Map<Offered, BulkResult>();
      for (const [position, result] of results) {
        const sale = sales[position];
        if (sale) bySale.set(sale, result);
      }
      const due = segment.filter((each) => each.purchase === null || bySale.has(each));
      booked = await this.#returnAndSettle(due, bySale, context);
    };
    const results = await this.bulk.recordMany(
      sales.flatMap(({ purchase }) => purchase ?? []),
      {
        origin: 'import',
        actor: context.actor,
        points: context.record.settings.options.points,
        alongside,
      },
    );
    // Without a readable purchase nothing has run alongside.
    const left = segment.filter((each) => !booked.has(each));
    const bySale = new Map(sales.flatMap((sale, at) => (results[at] ? [[sale, results[at]] as const] : [])));
    const others =
      left.length === 0
        ? new Map<Offered, Outcome>()
        : await this.transactions.run(() => this.#returnAndSettle(left, bySale, context));
    return segment.flatMap((each) => booked.get(each) ?? others.get(each) ?? []);
  }

  async #returnAndSettle(
    segment: readonly Offered[],
    bySale: ReadonlyMap<Offered, BulkResult>,
    context: ImportContext,
  ): Promise<Map<Offered, Outcome>> {
    const outcomes = new Map<Offered, Outcome>();
    const returns = new Map<Offered, OfferedReturn>();
    for (const each of segment) {
      try {
        const back = await this.#returnOf(each, bySale.get(each));
        if (back) returns.set(each, back);
      } catch (error) {
        if (!(error instanceof ClubError)) throw error;
        outcomes.set(each, refusedOffered(each, error));
      }
    }
    const pasts = [...returns.values()].map(({ past }) => past);
    const results = await this.returns.returnMany(pasts, { actor: context.actor, origin: 'import' });
    const byReceipt = new Map<Offered, PastReturnResult | undefined>(
      [...returns.keys()].map((each, index) => [each, results[index]]),
    );
    for (const each of segment)
      if (!outcomes.has(each))
        outcomes.set(each, outcomeOfReceipt(each, bySale.get(each), returns.get(each), byReceipt.get(each)));
    await context.settle(segment.flatMap((each) => outcomes.get(each) ?? []));
    return outcomes;
  }

  /** Null if nothing came back, or if its purchase does not count. Throws `unknown-card`. */
  async #returnOf(offered: Offered, sale: BulkResult | undefined): Promise<OfferedReturn | null> {
    const { goods, draft, member } = offered;
    if (sale && !('recorded' in sale)) return null;
    if (goods.back.length === 0 && !goods.sold.some(({ returned }) => returned > 0)) return null;
    const location = await this.locations.byCode(offered.purchase?.receipt?.location ?? draft.location);
    if (!location) throw new ClubError('unknown-location');
    if (sale) {
      const { memberId, purchaseId } = sale.recorded;
      return returnOfOffered(offered, location, { memberId, purchase: purchaseId });
    }
    const memberId = member ? await this.buyers.named(member) : null;
    if (member && memberId === null) throw new ClubError('unknown-card');
    return returnOfOffered(offered, location, { memberId, purchase: null });
  }
}
