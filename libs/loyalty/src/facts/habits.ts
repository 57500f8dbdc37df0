import { localDateOf } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import { roundRatio } from '../money.ts';
import type { FactLine, KeptPurchase } from './kept-purchase.ts';

/** Of the purchases with goods of one category. */
export interface CategoryHabit {
  readonly purchases: number;
  /** Minor units of the reporting currency. */
  readonly spend: number;
  readonly lastAt: Instant;
}

/** What a member buys, where and when, from all that was kept; `member_facts` stores the same. */
export interface Habits {
  readonly categories: ReadonlyMap<string, CategoryHabit>;
  /** In most purchases; on a tie the one bought last, then the first by name. */
  readonly favouriteCategory: string | null;
  readonly locations: number;
  /** Purchases of each channel; those without one are in none. */
  readonly channels: ReadonlyMap<string, number>;
  readonly favouriteChannel: string | null;
  /** Local days with a purchase, by weekday. */
  readonly weekdays: ReadonlyMap<string, number>;
  readonly favouriteWeekday: string | null;
  /** The median of the days between visits, the lower of two in the middle; null below `fewestGaps`. */
  readonly usualGap: number | null;
}

/** So many gaps make a habit. */
export const fewestGaps = 2;

/** Monday first, as ISO counts. */
const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const noHabits: Habits = {
  categories: new Map(),
  favouriteCategory: null,
  locations: 0,
  channels: new Map(),
  favouriteChannel: null,
  weekdays: new Map(),
  favouriteWeekday: null,
  usualGap: null,
};

export function habitsOf(
  purchases: readonly KeptPurchase[],
  reportingCurrency: string,
  zone: string,
): Habits {
  const categories = categoriesOf(purchases, reportingCurrency);
  const channels = timesOf(
    purchases.flatMap(({ channel, purchasedAt }) => (channel ? [[channel, purchasedAt] as const] : [])),
  );
  const days = visitDays(purchases, zone);
  const weekdays = timesOf(days.map((day, index) => [weekdayNames[day.dayOfWeek - 1] ?? '', index] as const));
  const times = ({ times: n }: Times): number => n;
  return {
    categories,
    favouriteCategory: favouriteOf(
      new Map([...categories].map(([name, { purchases: n, lastAt }]) => [name, { times: n, last: lastAt }])),
    ),
    locations: new Set(purchases.map(({ locationId }) => locationId)).size,
    channels: new Map([...channels].map(([name, each]) => [name, times(each)])),
    favouriteChannel: favouriteOf(channels),
    weekdays: new Map([...weekdays].map(([name, each]) => [name, times(each)])),
    favouriteWeekday: favouriteOf(weekdays),
    usualGap: usualGapOf(days),
  };
}

function categoriesOf(
  purchases: readonly KeptPurchase[],
  reportingCurrency: string,
): Map<string, CategoryHabit> {
  const found = new Map<string, CategoryHabit>();
  for (const purchase of purchases)
    for (const [category, lines] of Map.groupBy(purchase.lines, (line) => line.category ?? null)) {
      if (category === null) continue;
      const { purchases: n, spend, lastAt } = found.get(category) ?? nothing;
      found.set(category, {
        purchases: n + 1,
        spend: spend + spentOn(lines, purchase, reportingCurrency),
        lastAt: Math.max(lastAt, purchase.purchasedAt),
      });
    }
  return found;
}

const nothing: CategoryHabit = { purchases: 0, spend: 0, lastAt: Number.NEGATIVE_INFINITY };
const grossOf = (lines: readonly FactLine[]): number => lines.reduce((sum, { gross }) => sum + gross, 0);

/** The part of a purchase in the reporting currency that its lines have of the total. */
function spentOn(
  lines: readonly FactLine[],
  { spent, currency, lines: all }: KeptPurchase,
  reporting: string,
): number {
  const part = grossOf(lines);
  if (currency === reporting) return part;
  const total = grossOf(all);
  if (spent === null || total === 0) return 0;
  return roundRatio([spent, part * Math.sign(total)], [Math.abs(total)]);
}

interface Times {
  readonly times: number;
  readonly last: number;
}

function timesOf(seen: readonly (readonly [name: string, at: number])[]): Map<string, Times> {
  const found = new Map<string, Times>();
  for (const [name, at] of seen) {
    const { times, last } = found.get(name) ?? { times: 0, last: at };
    found.set(name, { times: times + 1, last: Math.max(last, at) });
  }
  return found;
}

function favouriteOf(names: ReadonlyMap<string, Times>): string | null {
  const [first] = [...names].sort(
    ([a, one], [b, other]) => other.times - one.times || other.last - one.last || (a < b ? -1 : 1),
  );
  return first?.[0] ?? null;
}

function visitDays(purchases: readonly KeptPurchase[], zone: string): Temporal.PlainDate[] {
  const days = new Set(purchases.map(({ purchasedAt }) => localDateOf(purchasedAt, zone).toString()));
  return [...days].sort().map((day) => Temporal.PlainDate.from(day));
}

function usualGapOf(days: readonly Temporal.PlainDate[]): number | null {
  const gaps = days
    .slice(1)
    .flatMap((day, index) => days[index]?.until(day).days ?? [])
    .sort((a, b) => a - b);
  return gaps.length < fewestGaps ? null : (gaps[Math.ceil(gaps.length / 2) - 1] ?? null);
}
