import { localDateOf } from '../../calendar.ts';
import type { Instant } from '../../clock.ts';
import type { Evaluation } from '../evaluate.ts';
import type { PastSale } from './past-sale.ts';

/** Points of one side. */
export interface SideTotals {
  points: number;
  status: number;
  /** Of these, from the rule itself. */
  own: number;
  /** How often a limit reduced what the rule gave. */
  limited: number;
}

export interface Both {
  readonly live: SideTotals;
  readonly draft: SideTotals;
}

const none = (): SideTotals => ({ points: 0, status: 0, own: 0, limited: 0 });
const both = (): Both => ({ live: none(), draft: none() });

/** Adds up what sales gave on both sides: in all, by member, and by day. */
export class ReplayTotals {
  readonly all = both();
  readonly members = new Map<string, Both>();
  readonly #ruleId: string;
  readonly #zone: string;
  readonly days: ReadonlyMap<string, Both>;
  readonly #days = new Map<string, Both>();
  readonly #dates = new Map<number, string>();
  purchases = 0;
  anonymous = 0;
  /** What was booked at the time, for comparison. */
  booked = 0;

  constructor(
    ruleId: string,
    { zone, period }: { readonly zone: string; readonly period: { from: Instant; until: Instant } },
  ) {
    this.#ruleId = ruleId;
    this.#zone = zone;
    const last = localDateOf(period.until - 1, zone);
    for (let day = localDateOf(period.from, zone); compare(day, last) <= 0; day = day.add({ days: 1 }))
      this.#days.set(day.toString(), both());
    this.days = this.#days;
  }

  skip(): void {
    this.anonymous += 1;
  }

  add(memberId: string, { purchase, granted }: PastSale, live: Evaluation, draft: Evaluation): void {
    this.purchases += 1;
    this.booked += granted.points;
    const member = this.members.get(memberId) ?? both();
    this.members.set(memberId, member);
    const day = this.#days.get(this.#dateOf(purchase.purchasedAt));
    for (const sums of [this.all, member, day]) {
      if (!sums) continue;
      this.#count(sums.live, live);
      this.#count(sums.draft, draft);
    }
  }

  #count(sums: SideTotals, { points, status, grants }: Evaluation): void {
    sums.points += points;
    sums.status += status;
    for (const grant of grants) {
      if (grant.ruleId !== this.#ruleId) continue;
      sums.own += grant.points;
      if (grant.cappedFrom !== null) sums.limited += 1;
    }
  }

  /** The calendar is slow; the date is the same for a quarter of an hour. */
  #dateOf(at: Instant): string {
    const quarter = Math.floor(at / quarterHour);
    const known = this.#dates.get(quarter);
    if (known !== undefined) return known;
    const date = localDateOf(at, this.#zone).toString();
    this.#dates.set(quarter, date);
    return date;
  }
}

const quarterHour = 15 * 60 * 1000;
const compare = (one: Temporal.PlainDate, other: Temporal.PlainDate): number =>
  Temporal.PlainDate.compare(one, other);
