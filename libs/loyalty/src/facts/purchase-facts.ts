import type { FactName, Money, PastPurchase, Readers, Subject } from '@regulars/conditions';
import type { FactPurchase, KeptPurchase } from './kept-purchase.ts';
import { lineSubjectsOf } from './line-facts.ts';

interface PurchaseInZone {
  readonly purchase: FactPurchase;
  /** The moment of the purchase in the club's zone; computed on first use because it is slow. */
  readonly local: Temporal.ZonedDateTime;
}

/** Local hour. The night before it belongs to the day on which it began; `purchaseFactColumns` says the same. */
const businessDayBegins = 5;

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const readers: Readers<'purchase' | 'moment', PurchaseInZone> = {
  'purchase.total': ({ purchase }) => totalOf(purchase),
  'purchase.currency': ({ purchase }) => purchase.currency,
  'purchase.location': ({ purchase }) => purchase.locationId,
  'purchase.channel': ({ purchase }) => purchase.channel ?? null,
  'purchase.payments': ({ purchase }) => (purchase.payments ?? []).map(({ kind }) => kind),
  'purchase.codes': ({ purchase }) => purchase.codes ?? [],
  'moment.date': ({ local }) => local.toPlainDate().toString(),
  'moment.weekday': ({ local }) => weekdays[local.dayOfWeek - 1] ?? 'monday',
  'moment.business-weekday': ({ local }) =>
    weekdays[local.toPlainDateTime().subtract({ hours: businessDayBegins }).dayOfWeek - 1] ?? 'monday',
  'moment.time': ({ local }) => local.toPlainTime().toString({ smallestUnit: 'second' }),
};

/** A purchase by itself, for conditions about purchases. */
export function purchaseSubject(purchase: FactPurchase, zone: string): Subject {
  let local: Temporal.ZonedDateTime | null = null;
  const thing = {
    purchase,
    get local() {
      local ??= Temporal.Instant.fromEpochMilliseconds(purchase.purchasedAt).toZonedDateTimeISO(zone);
      return local;
    },
  };
  // Many rules ask the same.
  const known = new Map<FactName, ReturnType<Subject['read']>>();
  return {
    read: (fact) => {
      if (!isPurchaseFact(fact)) return null;
      const read = known.get(fact) ?? readers[fact](thing, '');
      known.set(fact, read);
      return read;
    },
    lines: lineSubjectsOf(purchase.lines, purchase.currency),
  };
}

/** Only the goods, for what remains of a condition when everything else is decided (`residualOf`). */
export function goodsSubject(goods: Pick<FactPurchase, 'lines' | 'currency'>): Subject {
  const { lines, currency } = goods;
  const known: Partial<Record<FactName, ReturnType<Subject['read']>>> = {
    'purchase.total': totalOf(goods),
    'purchase.currency': currency,
  };
  return {
    read: (fact) => known[fact] ?? null,
    lines: lineSubjectsOf(lines, currency),
  };
}

/** A past purchase, for conditions about the purchases of a member. */
export function keptPurchaseSubject(purchase: KeptPurchase, zone: string): PastPurchase {
  const { id, purchasedAt } = purchase;
  return { ...purchaseSubject(purchase, zone), id, purchasedAt };
}

function totalOf({ lines, currency }: Pick<FactPurchase, 'lines' | 'currency'>): Money {
  return { amount: lines.reduce((sum, line) => sum + line.gross, 0), currency };
}

function isPurchaseFact(fact: FactName): fact is keyof typeof readers {
  return Object.hasOwn(readers, fact);
}
