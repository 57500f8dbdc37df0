import { Injectable } from '@nestjs/common';
import type { CollectedKind, CollectSiteWithDays } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { CollectDaysRepository, type Counted, type DayOfSite } from './days.repository.ts';

const shownDays = 30;
const keptDays = 400;

type Figures = Omit<CollectSiteWithDays['days'][number], 'day'>;

/** Of the last 30 days. */
export interface Sums extends Figures {
  readonly lastAt: Date | null;
}

const none: Counted = { viewed: 0, searched: 0, added: 0, ofMembers: 0, dropped: 0 };

/** How much came in, by day of the club. */
@Injectable()
export class CollectDays {
  constructor(
    private readonly days: CollectDaysRepository,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async count(siteId: string, kinds: readonly CollectedKind[], more: Partial<Counted>): Promise<void> {
    const of = (kind: CollectedKind): number => kinds.filter((each) => each === kind).length;
    const counted: Counted = {
      ...none,
      viewed: of('product-viewed'),
      searched: of('searched'),
      added: of('added-to-cart'),
      ...more,
    };
    const lastAt = kinds.length > 0 ? this.clock.date() : null;
    await this.days.add(siteId, (await this.#today()).toString(), counted, lastAt);
  }

  /** Of each day, the oldest first; days without events too. */
  async each(siteId: string): Promise<CollectSiteWithDays['days']> {
    const [today, since] = [await this.#today(), await this.#since()];
    const known = new Map(
      (await this.days.of([siteId], since.toString())).map((counted) => [counted.day, counted]),
    );
    return Array.from({ length: shownDays }, (_, at) => {
      const day = today.subtract({ days: shownDays - 1 - at }).toString();
      return { day, ...figuresOf(known.get(day) ?? none) };
    });
  }

  async sums(siteIds: readonly string[]): Promise<ReadonlyMap<string, Sums>> {
    const last = await this.days.lastAt(siteIds);
    const rows = await this.days.of(siteIds, (await this.#since()).toString());
    return new Map(
      siteIds.map((id) => [
        id,
        { ...figuresOf(sumOf(rows.filter(({ siteId }) => siteId === id))), lastAt: last.get(id) ?? null },
      ]),
    );
  }

  async sweep(): Promise<void> {
    await this.days.sweep((await this.#today()).subtract({ days: keptDays }).toString());
  }

  async #since(): Promise<Temporal.PlainDate> {
    return (await this.#today()).subtract({ days: shownDays - 1 });
  }

  async #today(): Promise<Temporal.PlainDate> {
    const { timeZone } = await this.club.current();
    return Temporal.Instant.fromEpochMilliseconds(this.clock.now())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate();
  }
}

const figuresOf = ({ viewed, searched, added, ofMembers, dropped }: Counted): Figures => ({
  events: { 'product-viewed': viewed, searched, 'added-to-cart': added },
  ofMembers,
  dropped,
});

const sumOf = (days: readonly DayOfSite[]): Counted =>
  days.reduce<Counted>(
    (sum, day) => ({
      viewed: sum.viewed + day.viewed,
      searched: sum.searched + day.searched,
      added: sum.added + day.added,
      ofMembers: sum.ofMembers + day.ofMembers,
      dropped: sum.dropped + day.dropped,
    }),
    none,
  );
