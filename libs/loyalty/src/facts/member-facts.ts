import {
  hasYear,
  isStoredFactName,
  type FactName,
  type FactsOf,
  type Happened,
  type Readers,
  type StoredFactName,
  type Subject,
} from '@regulars/conditions';
import { localDateOf } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import { ageOn } from '../members/age.ts';
import { noHabits, type Habits } from './habits.ts';
import type { FactPurchase, KeptPurchase } from './kept-purchase.ts';
import { keptPurchaseSubject, purchaseSubject } from './purchase-facts.ts';
import { figuresOf, type BuyerFigures } from './purchase-figures.ts';
import { noDealings, storedReaders, type Dealings } from './stored-facts.ts';

/** What was computed about a member who allows it. */
export interface ScoredFacts {
  /** Key of the group; null for members who bought nothing. */
  readonly group: string | null;
  readonly class: string | null;
  /** By value; 1 is the best. */
  readonly tenth: number | null;
  /** Scores of the club's own, by key. */
  readonly own: Readonly<Record<string, number>>;
}

/** What a member's profile, consents and team say. */
export interface PersonFacts {
  readonly joinedAt: Instant;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  readonly birthday: string | null;
  readonly language: string;
  /** A customer, or a card of staff, a test or a reseller. */
  readonly kind: string;
  readonly emailConfirmed: boolean;
  /** The purposes the member currently agrees to. */
  readonly consents: readonly string[];
  /** Words of the team. */
  readonly tags: readonly string[];
  /** Keys of badges. */
  readonly badges: readonly string[];
  /** Ids, as of the last reckoning. */
  readonly segments: readonly string[];
  /** Each counts until the end of the day before this moment, or for good. */
  readonly interests: readonly { readonly key: string; readonly until: Instant | null }[];
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** Null for members who allow no profiling. */
  readonly scored: ScoredFacts | null;
}

/** What is known about a member at a moment. */
export interface MemberSnapshot extends PersonFacts {
  /** The member's tier and those below it, the highest first (`reachedTiers`); none without a tier. */
  readonly tierIds: readonly string[];
  /** Available points. */
  readonly points: number;
  readonly figures: BuyerFigures;
  readonly habits: Habits;
  readonly dealings: Dealings;
  readonly purchases: readonly KeptPurchase[];
  /** What happened besides purchases. */
  readonly happenings: readonly Omit<Happened, 'date'>[];
}

/** The buyer of a sale, before it. Only what conditions ask is read. */
export interface SaleBuyer extends Pick<MemberSnapshot, 'tierIds' | 'points'> {
  /** Null if not read. */
  readonly person: PersonFacts | null;
  /** Null if not read. */
  readonly figures: BuyerFigures | null;
}

/** Where a sale reads a fact of its buyer. */
type MemberPart = 'wallet' | 'person' | 'figures';
const partOf: Readonly<Record<Exclude<FactsOf<'member'>, StoredFactName>, MemberPart>> = {
  'member.purchases': 'figures',
  'member.visits': 'figures',
  'member.spend': 'figures',
  'member.first-purchase': 'figures',
  'member.last-purchase': 'figures',
  'member.home-location': 'figures',
  'member.points': 'wallet',
  'member.tier': 'wallet',
  'member.joined': 'person',
  'member.birthday': 'person',
  'member.age': 'person',
  'member.language': 'person',
  'member.kind': 'person',
  'member.email-confirmed': 'person',
  'member.consents': 'person',
  'member.tags': 'person',
  'member.badges': 'person',
  'member.segments': 'person',
  'member.interests': 'person',
  'member.group': 'person',
  'member.class': 'person',
  'member.tenth': 'person',
  'member.score': 'person',
  'member.attribute': 'person',
  'member.number-attribute': 'person',
};

/** Null for facts that are not about a member, and for those that no sale reads. */
export const memberPartOf = (fact: FactName): MemberPart | null =>
  isMemberFact(fact) && !isStoredFactName(fact) ? partOf[fact] : null;

interface MemberToday {
  readonly member: Omit<MemberSnapshot, 'purchases' | 'happenings'>;
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
  'member.tier': ({ member }) => (member.tierIds.length > 0 ? member.tierIds : null),
  'member.home-location': ({ member }) => member.figures.homeLocationId,
  'member.joined': ({ member, zone }) => localDateOf(member.joinedAt, zone).toString(),
  'member.birthday': ({ member }) => member.birthday,
  'member.age': ({ member: { birthday }, today }) =>
    birthday !== null && hasYear(birthday) ? ageOn(today, birthday) : null,
  'member.language': ({ member }) => member.language,
  'member.kind': ({ member }) => member.kind,
  'member.email-confirmed': ({ member }) => member.emailConfirmed,
  'member.consents': ({ member }) => member.consents,
  'member.tags': ({ member }) => member.tags,
  'member.badges': ({ member }) => member.badges,
  'member.segments': ({ member }) => member.segments,
  'member.interests': ({ member, today, zone }) =>
    member.interests
      .filter(
        ({ until }) => until === null || Temporal.PlainDate.compare(localDateOf(until, zone), today) > 0,
      )
      .map(({ key }) => key),
  'member.group': ({ member: { scored } }) => scored?.group ?? null,
  'member.class': ({ member: { scored } }) => scored?.class ?? null,
  'member.tenth': ({ member: { scored } }) => scored?.tenth ?? null,
  'member.score': ({ member: { scored } }, key) =>
    scored && Object.hasOwn(scored.own, key) ? (scored.own[key] ?? null) : null,
  'member.attribute': ({ member }, key) => {
    const value = attributeOf(member, key);
    return value === null || typeof value === 'number' ? null : String(value);
  },
  'member.number-attribute': ({ member }, key) => {
    const value = attributeOf(member, key);
    return typeof value === 'number' ? value : null;
  },
  ...storedReaders,
};

/** A member at a moment, for conditions about members. */
export function memberSubject(member: MemberSnapshot, at: Instant, zone: string): Subject {
  const today = localDateOf(at, zone);
  const thing = { member, today, zone };
  return {
    read: (fact, key) => (isMemberFact(fact) ? readers[fact](thing, key) : null),
    purchases: member.purchases.map((purchase) => keptPurchaseSubject(purchase, zone)),
    happenings: [...member.happenings, ...member.purchases.map(bought)].map((happened) => ({
      ...happened,
      date: localDateOf(happened.at, zone).toString(),
    })),
    moment: { today: today.toString(), now: at },
  };
}

const bought = ({ purchasedAt }: KeptPurchase): Omit<Happened, 'date'> => ({
  name: 'purchase.recorded',
  at: purchasedAt,
  of: null,
});

const nobody: PersonFacts = {
  joinedAt: 0,
  birthday: null,
  language: '',
  kind: 'customer',
  emailConfirmed: false,
  consents: [],
  tags: [],
  badges: [],
  segments: [],
  interests: [],
  attributes: {},
  scored: null,
};

/**
 * A purchase that is being decided, with the member's earlier purchases and, if known, the member before it. Facts
 * that were not read are unknown.
 */
export function saleSubject(
  purchase: FactPurchase,
  before: readonly KeptPurchase[],
  zone: string,
  buyer: SaleBuyer | null = null,
): Subject {
  const sale = purchaseSubject(purchase, zone);
  const { purchasedAt: now } = purchase;
  const ofMember = knownMember(buyer, now, zone);
  return {
    ...sale,
    ...ofMember,
    purchases: before.map((each) => keptPurchaseSubject(each, zone)),
    read: (fact, key) => (isMemberFact(fact) ? ofMember.read(fact, key) : sale.read(fact, key)),
  };
}

/** The member of something that is being decided, as before it. Facts that were not read are unknown. */
export function knownMember(
  buyer: SaleBuyer | null,
  now: Instant,
  zone: string,
): Subject & Required<Pick<Subject, 'moment'>> {
  const today = localDateOf(now, zone);
  const read = buyer && {
    wallet: true,
    person: buyer.person !== null,
    figures: buyer.figures !== null,
  };
  const member = {
    ...(buyer?.person ?? nobody),
    tierIds: buyer?.tierIds ?? [],
    points: buyer?.points ?? 0,
    figures: buyer?.figures ?? figuresOf([], '', zone),
    habits: noHabits,
    dealings: noDealings,
  };
  const thing = { member, today, zone };
  return {
    moment: { today: today.toString(), now },
    read: (fact, key) => {
      const part = memberPartOf(fact);
      return part && read?.[part] && isMemberFact(fact) ? readers[fact](thing, key) : null;
    },
  };
}

function dateOrNull(at: Instant | null, zone: string): string | null {
  return at === null ? null : localDateOf(at, zone).toString();
}

function attributeOf({ attributes }: PersonFacts, key: string): string | number | boolean | null {
  return Object.hasOwn(attributes, key) ? (attributes[key] ?? null) : null;
}

function isMemberFact(fact: FactName): fact is keyof typeof readers {
  return Object.hasOwn(readers, fact);
}
