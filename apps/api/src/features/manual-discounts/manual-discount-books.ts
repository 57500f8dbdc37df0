import { Injectable } from '@nestjs/common';
import {
  daysOfPersonSums,
  type listManualDiscounts,
  type listManualDiscountSums,
  type ManualDiscount,
  type ManualDiscountSums,
  type QueryOf,
} from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { readCursor, type Page } from '../../platform/http/cursor.ts';
import { sqlOrderOf, sqlPage } from '../../platform/http/sql-order.ts';
import { Names, type Name } from '../../platform/names.ts';
import { ClubSettings, Locations } from '../club/index.ts';
import {
  manualDiscountOrders,
  ManualDiscountsRepository,
  type ManualDiscountRow,
  type WhichSums,
} from './manual-discounts.repository.ts';

type Sums = QueryOf<typeof listManualDiscountSums>;
interface By {
  readonly actorKind: Actor['kind'];
  readonly actorId: string | null;
}
type NameOf = (type: string, id: string | null) => string;

/** The discounts by hand with their people and reasons, for managers of the whole club. */
@Injectable()
export class ManualDiscountBooks {
  constructor(
    private readonly discounts: ManualDiscountsRepository,
    private readonly locations: Locations,
    private readonly names: Names,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** The latest first, unless the caller sorts otherwise. */
  async list(query: QueryOf<typeof listManualDiscounts>): Promise<Page<ManualDiscount>> {
    const order = sqlOrderOf(query, { sort: 'given', order: 'desc' }, manualDiscountOrders);
    const cursor = order ? null : readCursor(query.cursor, 'moment', 'id');
    const sums = await this.#which(query);
    const which = sums && { ...sums, by: query.by ?? null, reason: query.reason ?? null };
    const rows = await (!which
      ? []
      : order
        ? this.discounts.sorted(which, order, query.limit + 1)
        : this.discounts.list(which, cursor && [new Date(cursor[0]), cursor[1]], query.limit + 1));
    const nameOf = await this.#namesOf(rows);
    const receipts = await this.names.of(
      'purchase',
      rows.map(({ purchaseId }) => purchaseId),
    );
    const locations = await this.locations.names();
    const usual = ({ givenAt, id }: ManualDiscountRow) => [toInstant(givenAt), id];
    return sqlPage(
      rows,
      { limit: query.limit, order, idOf: ({ id }) => id, usual },
      ({ givenAt, endedAt, purchaseId, locationId, percent, actorKind, actorId, ...row }) => ({
        ...row,
        givenAt: toInstant(givenAt),
        endedAt: endedAt && toInstant(endedAt),
        purchase: { id: purchaseId, receipt: plain(receipts.get(purchaseId)) },
        location: locations.get(locationId) ?? '',
        percent: percent === null ? null : percent / 100,
        by: shownBy({ actorKind, actorId }, nameOf),
      }),
    );
  }

  /** Of those that stand. By person only if the club shows that, and for the last 30 days at most. */
  async sums(query: Sums): Promise<ManualDiscountSums> {
    const which = await this.#which(query);
    const { manualDiscounts: settings } = await this.club.current();
    const showsPersons = settings?.sumsByPerson === true;
    if (!which) return { byReason: [], byPerson: showsPersons ? [] : null };
    const byReason = await this.discounts.byReason(which);
    return { byReason, byPerson: showsPersons ? await this.#byPerson(which) : null };
  }

  async #byPerson(which: WhichSums): Promise<NonNullable<ManualDiscountSums['byPerson']>> {
    const earliest = this.clock.now() - daysOfPersonSums * dayMs;
    const from = new Date(Math.max(earliest, which.from?.getTime() ?? earliest));
    const rows = await this.discounts.byPerson({ ...which, from });
    const nameOf = await this.#namesOf(rows);
    return rows.map(({ actorKind, actorId, ...sum }) => ({
      by: shownBy({ actorKind, actorId }, nameOf),
      ...sum,
    }));
  }

  /** Null if there is no such location. */
  async #which({ location, from, to }: Sums): Promise<WhichSums | null> {
    const found = location === undefined ? null : await this.locations.byCode(location);
    if (found === undefined) return null;
    return {
      locationId: found && found.id,
      from: from === undefined ? null : new Date(from),
      to: to === undefined ? null : new Date(to),
    };
  }

  async #namesOf(rows: readonly By[]): Promise<NameOf> {
    const known = new Map<string, Map<string, Name>>();
    for (const kind of ['account', 'api-key']) {
      const ids = rows.flatMap(({ actorKind, actorId }) => (actorKind === kind && actorId ? [actorId] : []));
      known.set(kind, await this.names.of(kind, ids));
    }
    return (type, id) => plain(id === null ? undefined : known.get(type)?.get(id));
  }
}

const plain = (name: Name | undefined): string => (typeof name === 'string' ? name : '');

const shownBy = ({ actorKind, actorId }: By, nameOf: NameOf): ManualDiscount['by'] => ({
  kind: actorKind,
  id: actorId,
  name: nameOf(actorKind, actorId),
});
