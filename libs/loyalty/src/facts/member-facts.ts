import type { FactName, Money, Readers, Subject } from '@regulars/conditions';
import { localDateOf } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import type { EarningPurchase } from '../earning/purchase.ts';
import { purchaseSubject } from './purchase-facts.ts';

/** What is known of a member at a moment. */
export interface MemberSnapshot {
  readonly joinedAt: Instant;
  /** YYYY-MM-DD. */
  readonly birthday: string | null;
  readonly language: string;
  readonly emailConfirmed: boolean;
  /** The purposes that the member agrees to now. */
  readonly consents: readonly string[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly tierId: string | null;
  /** That can be spent. */
  readonly points: number;
  readonly figures: PurchaseFigures;
  /** What remains of each purchase that was not wholly returned. */
  readonly purchases: readonly EarningPurchase[];
}

export interface PurchaseFigures {
  readonly purchases: number;
  /** Calendar days with a purchase. */
  readonly visits: number;
  /** In the club's reporting currency. */
  readonly spend: Money;
  readonly firstPurchaseAt: Instant | null;
  readonly lastPurchaseAt: Instant | null;
  /** Of most purchases, then of the latest one. */
  readonly homeLocationId: string | null;
}

interface MemberToday {
  readonly member: MemberSnapshot;
  readonly today: Temporal.PlainDate;
  readonly zone: string;
}

const readers: Readers<'member', MemberToday> = {
  'member.purchases': ({ member }) => member.figures.purchases,
  'member.visits': ({ member }) => member.figures.visits,
  'member.spend': ({ member }) => member.figures.spend,
  'member.first-purchase': ({ member, zone }) => dateOrNull(member.figures.firstPurchaseAt, zone),
  'member.last-purchase': ({ member, zone }) => dateOrNull(member.figures.lastPurchaseAt, zone),
  'member.points': ({ member }) => member.points,
  'member.tier': ({ member }) => member.tierId,
  'member.home-location': ({ member }) => member.figures.homeLocationId,
  'member.joined': ({ member, zone }) => localDateOf(member.joinedAt, zone).toString(),
  'member.birthday': ({ member }) => member.birthday,
  'member.age': ({ member, today }) => (member.birthday === null ? null : ageOn(today, member.birthday)),
  'member.language': ({ member }) => member.language,
  'member.email-confirmed': ({ member }) => member.emailConfirmed,
  'member.consents': ({ member }) => member.consents,
  'member.attribute': ({ member }, key) => {
    const value = attributeOf(member, key);
    return value === null || typeof value === 'number' ? null : String(value);
  },
  'member.number-attribute': ({ member }, key) => {
    const value = attributeOf(member, key);
    return typeof value === 'number' ? value : null;
  },
};

/** A member at a moment, for conditions about members. */
export function memberSubject(member: MemberSnapshot, at: Instant, zone: string): Subject {
  const today = localDateOf(at, zone);
  const thing = { member, today, zone };
  return {
    read: (fact, key) => (isMemberFact(fact) ? readers[fact](thing, key) : null),
    purchases: member.purchases.map((purchase) => purchaseSubject(purchase, zone)),
    moment: { today: today.toString(), now: at },
  };
}

/** A purchase that is being decided, with its member as before it. */
export function saleSubject(purchase: EarningPurchase, member: MemberSnapshot, zone: string): Subject {
  const sale = purchaseSubject(purchase, zone);
  const buyer = memberSubject(member, purchase.purchasedAt, zone);
  return {
    ...buyer,
    lines: sale.lines ?? [],
    read: (fact, key) => (isMemberFact(fact) ? buyer.read(fact, key) : sale.read(fact, key)),
  };
}

/** The figures of what remains of a member's purchases; the spend of those in the reporting currency. */
export function figuresOf(
  purchases: readonly EarningPurchase[],
  currency: string,
  zone: string,
): PurchaseFigures {
  const moments = purchases.map(({ purchasedAt }) => purchasedAt);
  const spent = purchases.filter((purchase) => purchase.currency === currency);
  const amount = spent.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.gross, 0);
  return {
    purchases: purchases.length,
    visits: new Set(moments.map((at) => localDateOf(at, zone).toString())).size,
    spend: { amount, currency },
    firstPurchaseAt: moments.length > 0 ? Math.min(...moments) : null,
    lastPurchaseAt: moments.length > 0 ? Math.max(...moments) : null,
    homeLocationId: homeOf(purchases),
  };
}

function homeOf(purchases: readonly EarningPurchase[]): string | null {
  const visits = new Map<string, { readonly id: string; count: number; latest: Instant }>();
  for (const { locationId: id, purchasedAt } of purchases) {
    const known = visits.get(id) ?? { id, count: 0, latest: purchasedAt };
    visits.set(id, { id, count: known.count + 1, latest: Math.max(known.latest, purchasedAt) });
  }
  const [home] = [...visits.values()].sort(
    (a, b) => b.count - a.count || b.latest - a.latest || (a.id < b.id ? -1 : 1),
  );
  return home?.id ?? null;
}

function dateOrNull(at: Instant | null, zone: string): string | null {
  return at === null ? null : localDateOf(at, zone).toString();
}

/** Full years; who was born on 29 February is a year older on 1 March where there is none. */
function ageOn(today: Temporal.PlainDate, birthday: string): number {
  const born = Temporal.PlainDate.from(birthday);
  const isAhead = today.month < born.month || (today.month === born.month && today.day < born.day);
  return today.year - born.year - (isAhead ? 1 : 0);
}

function attributeOf({ attributes }: MemberSnapshot, key: string): string | number | boolean | null {
  return Object.hasOwn(attributes, key) ? (attributes[key] ?? null) : null;
}

function isMemberFact(fact: FactName): fact is keyof typeof readers {
  return Object.hasOwn(readers, fact);
}
