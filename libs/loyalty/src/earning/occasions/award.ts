import { askedFacts, holds, type Readers, type Subject } from '@regulars/conditions';
import type { Instant } from '../../clock.ts';
import { knownMember, memberPartOf, type SaleBuyer } from '../../facts/member-facts.ts';
import { releaseOf, type ClubPointsPolicy } from '../../points/policy.ts';
import type { Language, Sentence } from '../../words.ts';
import { assertWithinLimit, cappedGrant, sumOfGrants } from '../evaluate.ts';
import { attempt, failWith, withoutFailing, type FailedRule } from '../failing.ts';
import type { Grant } from '../grant.ts';
import { headroomOf, type CapUsage } from '../rule.ts';
import { withinShared, type SharedLeft } from '../shared-budget.ts';
import { isSound } from '../soundness.ts';
import { givenFor, occasionContext } from './kinds.ts';
import type { Detail, Occasion } from './kind.ts';
import { rulesAbout, type OccasionRule } from './occasion.ts';

/** Why a rule about an occasion gave nothing. A used-up cap is explained with the grant. */
export type NothingGiven = 'elsewhere' | 'not-met' | 'no-number' | 'failed';

export interface OccasionAward {
  /** In the order of the rules. */
  readonly grants: readonly Grant[];
  readonly nothing: readonly { readonly rule: OccasionRule; readonly why: NothingGiven }[];
  readonly points: number;
  readonly status: number;
  /** When the points become available; null means at once. */
  readonly availableAt: Instant | null;
  /** Those that do not work. They are in `nothing` too. */
  readonly failed: readonly FailedRule<OccasionRule>[];
}

export interface OccasionTerms {
  readonly policy: ClubPointsPolicy;
  readonly zone: string;
  readonly usage: readonly CapUsage[];
  /** What the budgets of the location and of the club have left. */
  readonly shared?: readonly SharedLeft[];
  /** The member before the occasion. */
  readonly member: SaleBuyer;
}

/** Whether the conditions of these rules ask for the member's profile. */
export const asksPerson = (rules: readonly OccasionRule[]): boolean =>
  rules.some(
    ({ when, effect }) =>
      when !== undefined &&
      isSound(when, occasionContext(effect)) &&
      askedFacts(when).some((fact) => memberPartOf(fact) === 'person'),
  );

/**
 * What an occasion earns by the rule versions of its moment. Pure: the same input always gives the same grants. A rule
 * that does not work gives nothing, and the others give what they give without it.
 */
export function awardFor(
  rules: readonly OccasionRule[],
  occasion: Occasion,
  terms: OccasionTerms,
): OccasionAward {
  const { policy, zone, shared = [] } = terms;
  const { result, failed } = withoutFailing(rules, (working) => verdictsOf(working, occasion, terms));
  const own = result.flatMap((each) => ('grant' in each ? [each.grant] : []));
  const grants = withinShared(own, shared);
  const { points, status } = sumOfGrants(grants);
  return {
    grants,
    nothing: [
      ...result.flatMap((each) => ('why' in each ? [each] : [])),
      ...failed.map(({ rule }) => ({ rule, why: 'failed' as const })),
    ],
    points,
    // Nothing is spent by it.
    status: policy.statusBase === 'spend' ? 0 : status,
    availableAt: releaseOf(policy, occasion.occurredAt, zone),
    failed,
  };
}

type Verdict = { readonly grant: Grant } | OccasionAward['nothing'][number];

function verdictsOf(
  rules: readonly OccasionRule[],
  occasion: Occasion,
  { zone, usage, member }: OccasionTerms,
): Verdict[] {
  const subject = occasionSubject(occasion, member, zone);
  const verdicts = rules.flatMap(
    (rule) => attempt(rule, () => verdictOf(rule, occasion, subject, usage)) ?? [],
  );
  assertWithinLimit(
    rules,
    verdicts.flatMap((each) => ('grant' in each ? [each.grant] : [])),
  );
  return verdicts;
}

/** Null if it is not about this occasion. */
function verdictOf(
  rule: OccasionRule,
  occasion: Occasion,
  subject: Subject,
  usage: readonly CapUsage[],
): Verdict | null {
  if (rulesAbout([rule], occasion).length === 0) return null;
  const { when, effect } = rule;
  if (when && !isSound(when, occasionContext(effect))) return failWith(rule, 'unreadable');
  if (!appliesAt(rule, occasion)) return { rule, why: 'elsewhere' };
  if (when && !holds(when, subject)) return { rule, why: 'not-met' };
  const given = givenFor(effect, occasion);
  if (given === null) return { rule, why: 'no-number' };
  return { grant: cappedGrant(rule, given, headroomOf(rule, usage)) };
}

/** The most that each rule may give any member for an occasion; rules that give nothing are left out. */
export function mostForOccasion(
  rules: readonly OccasionRule[],
  occasion: Occasion,
): ReadonlyMap<string, number> {
  const { result } = withoutFailing(rules, (working) =>
    working.flatMap((rule) => attempt(rule, () => mostOf(rule, occasion))),
  );
  return new Map(result);
}

const mostOf = (rule: OccasionRule, occasion: Occasion): [string, number][] => {
  const isMeant = rulesAbout([rule], occasion).length > 0 && appliesAt(rule, occasion);
  const award = isMeant ? givenFor(rule.effect, occasion) : null;
  const { points } = award ? cappedGrant(rule, award, headroomOf(rule, [])) : { points: 0 };
  return points > 0 ? [[rule.id, points]] : [];
};

/** A rule of some locations gives nothing for what happened nowhere. */
const appliesAt = ({ locationIds }: OccasionRule, { locationId }: Occasion): boolean =>
  locationIds === undefined || (locationId !== null && locationIds.includes(locationId));

const detailOf = ({ payload }: Occasion, name: string): Detail | undefined =>
  Object.hasOwn(payload, name) ? payload[name] : undefined;

const textOf = (occasion: Occasion, name: string): string | null => {
  const value = detailOf(occasion, name);
  return typeof value === 'string' ? value : null;
};

const readers: Readers<'event', Occasion> = {
  'event.location': ({ locationId }) => locationId,
  'event.text': textOf,
  'event.number': (occasion, name) => {
    const value = detailOf(occasion, name);
    return typeof value === 'number' ? value : null;
  },
  'event.flag': (occasion, name) => {
    const value = detailOf(occasion, name);
    return typeof value === 'boolean' ? value : null;
  },
  'event.date': (occasion, name) => {
    const text = textOf(occasion, name);
    return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
  },
};

const isEventFact = (fact: string): fact is keyof typeof readers => Object.hasOwn(readers, fact);

/** An occasion with its member, for conditions about events. */
function occasionSubject(occasion: Occasion, member: SaleBuyer | null, zone: string): Subject {
  const ofMember = knownMember(member, occasion.occurredAt, zone);
  return {
    ...ofMember,
    read: (fact, key) => (isEventFact(fact) ? readers[fact](occasion, key) : ofMember.read(fact, key)),
  };
}

const sentences: { readonly [W in NothingGiven]: Sentence<void> } = {
  elsewhere: {
    en: () => 'The rule is for other locations',
    de: () => 'Die Regel gilt an anderen Standorten',
    cs: () => 'Pravidlo platí na jiných pobočkách',
  },
  'not-met': {
    en: () => 'The condition was not met',
    de: () => 'Die Bedingung war nicht erfüllt',
    cs: () => 'Podmínka nebyla splněna',
  },
  'no-number': {
    en: () => 'The event does not contain the number that the rule counts',
    de: () => 'Im Ereignis fehlt die Zahl, die die Regel zählt',
    cs: () => 'V události chybí číslo, se kterým pravidlo počítá',
  },
  failed: {
    en: () => 'The rule does not work',
    de: () => 'Die Regel funktioniert nicht',
    cs: () => 'Pravidlo nefunguje',
  },
};
export const nothingGivenSentence = (why: NothingGiven, language: Language): string =>
  sentences[why][language]();
