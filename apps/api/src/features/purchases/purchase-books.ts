import { Injectable } from '@nestjs/common';
import type { listPurchases, Purchase, QueryOf, ReplyOf } from '@regulars/contracts';
import { actsForOthers, boundTo, isMember, type Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { foreignCursor, page, readCursor } from '../../platform/http/cursor.ts';
import { Locations, Products, Reader, type LocationRecord } from '../club/index.ts';
import { Explanations } from '../points/index.ts';
import { BooksRepository, type PurchaseFilter, type PurchaseOrder } from './books.repository.ts';
import { maySee, type PurchaseDetail, type PurchaseSummary, type StoredReturn } from './stored-purchase.ts';
import { RuleVerdicts } from './rule-verdicts.ts';

/** With the value by which it was sorted, unless in the usual order. */
type Sorted = PurchaseSummary & { readonly sort_key?: string };
type PurchaseRow = ReplyOf<typeof listPurchases>['data'][number];
type Line = PurchaseDetail['lines'][number];
interface Place {
  readonly code: string;
  readonly name: string;
}

/** Looks up purchases for staff and for the members who made them. */
@Injectable()
export class PurchaseBooks {
  constructor(
    private readonly books: BooksRepository,
    private readonly locations: Locations,
    private readonly products: Products,
    private readonly explanations: Explanations,
    private readonly reader: Reader,
    private readonly verdicts: RuleVerdicts,
  ) {}

  /** Throws `not-found`, also for purchases that the caller may not see. */
  async byId(actor: Actor, id: string): Promise<Omit<Purchase, 'discounts' | 'rewards'>> {
    const purchase = await this.books.find(id);
    if (!purchase || !maySee(actor, purchase)) throw new ClubError('not-found');
    const location = await this.#place(purchase.location_id);
    const nameOf = await this.#namesOf(purchase.lines);
    const say = await this.explanations.speaker(purchase.explanation);
    const without = await this.verdicts.ofLines(purchase);
    return {
      ...shared(purchase, location),
      channel: purchase.channel,
      bookedAt: toInstant(purchase.booked_at),
      lines: purchase.lines.map((line, index) => ({
        ...line,
        name: nameOf(line),
        paidWithPoints: purchase.payment?.shares[index] ?? 0,
        noPoints: without[index] ?? null,
      })),
      pointsPaid: purchase.payment && {
        points: purchase.payment.points,
        amount: purchase.payment.amount,
        givenBack: purchase.payment.givenBack,
      },
      payments: purchase.payments,
      codes: [...(purchase.codes ?? [])],
      reporting: purchase.reporting,
      explanation: purchase.explanation.map(say),
      unmet: actsForOthers(actor) ? await this.verdicts.of(purchase) : [],
      returns: purchase.returns.map(shownReturn),
      claimedAt: purchase.claimed_at && toInstant(purchase.claimed_at),
    };
  }

  async list(actor: Actor, query: QueryOf<typeof listPurchases>): Promise<ReplyOf<typeof listPurchases>> {
    const filter = await this.#filterOf(actor, query);
    const order = { sort: query.sort ?? 'purchased', order: query.order ?? 'desc' } as const;
    const rows = filter ? await this.#rows(filter, order, query) : [];
    const say = await this.explanations.speaker(rows.flatMap(({ explanation }) => explanation));
    const shown: [Sorted, PurchaseRow][] = [];
    for (const row of rows) {
      const reasons = row.explanation.map((line) => ({ name: say(line).title, points: line.points }));
      shown.push([row, summarise(row, await this.#place(row.location_id), reasons)]);
    }
    const list = page(
      shown,
      query.limit,
      ([, item]) => item,
      ([row]) =>
        row.sort_key === undefined
          ? [toInstant(row.purchased_at), row.id]
          : [order.sort, order.order, row.sort_key, row.id],
    );
    if (query.include !== 'total') return list;
    return { ...list, total: filter ? await this.books.count(filter) : 0 };
  }

  async #rows(
    filter: PurchaseFilter,
    order: PurchaseOrder,
    { cursor, limit }: QueryOf<typeof listPurchases>,
  ): Promise<Sorted[]> {
    if (order.sort === 'purchased' && order.order === 'desc')
      return this.books.list(filter, readCursor(cursor, 'moment', 'id'), limit + 1);
    const values = readCursor(cursor, 'text', 'text', order.sort === 'purchased' ? 'moment' : 'text', 'id');
    if (values && (values[0] !== order.sort || values[1] !== order.order)) throw foreignCursor();
    if (values && order.sort !== 'purchased' && !/^-?\d{1,18}$/.test(values[2])) throw foreignCursor();
    return this.books.sorted(filter, order, values && [values[2], values[3]], limit + 1);
  }

  /** With its location. Throws `not-found`, also for purchases that the caller may not see. */
  async findForStaff(
    actor: Actor,
    id: string,
  ): Promise<{ purchase: PurchaseDetail; location: LocationRecord }> {
    const purchase = await this.books.find(id);
    const location = purchase && (await this.locations.byId(purchase.location_id));
    if (!purchase || !location || !maySee(actor, purchase)) throw new ClubError('not-found');
    return { purchase, location };
  }

  /** Undefined if no purchase has this receipt. */
  async findByReceipt(
    code: string,
    number: string,
  ): Promise<{ purchase: PurchaseDetail; location: LocationRecord } | undefined> {
    const location = await this.locations.byCode(code);
    const purchase = location && (await this.books.findByReceipt(location.id, number));
    return location && purchase && { purchase, location };
  }

  /** The location of a purchase, named for the reader: it exists, though it may be closed. */
  async #place(id: string): Promise<Place> {
    const location = await this.locations.byId(id);
    if (!location) throw new Error(`A purchase names the unknown location ${id}`);
    return { code: location.code, name: (await this.reader.wording()).of(location.name) };
  }

  /** Goods whose line has a name of their product are named in the reader's language. */
  async #namesOf(lines: PurchaseDetail['lines']): Promise<(line: Line) => string | null> {
    const { of } = await this.reader.wording();
    const products = await this.products.bySkus(lines.flatMap(({ sku }) => sku ?? []));
    return ({ sku, name }) => {
      const known = sku === null ? undefined : products.get(sku)?.name;
      return known && name !== null && Object.values(known).includes(name) ? of(known) : name;
    };
  }

  /** Null if nothing can match. */
  async #filterOf(actor: Actor, query: QueryOf<typeof listPurchases>): Promise<PurchaseFilter | null> {
    const location = query.location === undefined ? null : await this.locations.byCode(query.location);
    if (location === undefined) return null;
    return {
      memberId: query.member ?? null,
      locationId: location && location.id,
      receipt: query.receipt ?? null,
      from: query.from ?? null,
      to: query.to ?? null,
      anonymous: query.anonymous ?? null,
      within: query.member !== undefined && isMember(actor, query.member) ? null : boundTo(actor),
    };
  }
}

type Shared = Pick<
  PurchaseRow,
  'id' | 'receipt' | 'locationName' | 'purchasedAt' | 'member' | 'total' | 'earned'
>;

const shared = (row: PurchaseSummary, location: Place): Shared => ({
  id: row.id,
  receipt: {
    location: location.code,
    number: row.receipt_number,
    ...(row.till === null ? {} : { till: row.till }),
  },
  locationName: location.name,
  purchasedAt: toInstant(row.purchased_at),
  member: row.member_id === null ? null : { id: row.member_id, displayName: row.member_name ?? '' },
  total: { gross: row.gross, net: row.net, currency: row.currency },
  earned: row.earned,
});

const shownReturn = ({
  transactionId: _,
  at,
  reversed,
  ...each
}: StoredReturn): Purchase['returns'][number] => ({
  ...each,
  at: toInstant(new Date(at)),
  reversed: reversed && {
    at: toInstant(new Date(reversed.at)),
    reason: reversed.reason,
    points: reversed.points,
  },
});

const summarise = (row: PurchaseSummary, location: Place, reasons: PurchaseRow['reasons']): PurchaseRow => ({
  ...shared(row, location),
  returned: row.returned_gross,
  reasons,
});
