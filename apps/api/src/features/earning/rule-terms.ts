import { checkCondition, faultText } from '@regulars/conditions';
import { storedTerms, texts, type RuleContent, type RuleEffect, type Texts } from '@regulars/contracts';
import {
  checkEffect,
  fixedAwardOf,
  instantOf,
  isOccasionEffect,
  occasionContext,
  type RuleEffect as KnownEffect,
  type EarningRule,
  type Instant,
} from '@regulars/loyalty';
import { ClubError, type FieldError } from '../../platform/club-error.ts';
import { tooLarge } from './work-fault.ts';

export interface RuleReference {
  readonly id: string;
  readonly version: number;
}
export interface RuleVersion extends RuleReference {
  readonly content: RuleContent;
}

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
// The kinds in contracts and in loyalty must be the same. A kind missing on one side fails here.
true satisfies Same<RuleEffect['kind'], KnownEffect['kind']>;

/** A stored rule in the form of the loyalty library. One that this version of the software cannot read gives nothing. */
export const termsOf = (version: RuleVersion): EarningRule =>
  isReadable(version.content) ? readTerms(version) : unreadable(version);

const unreadable = ({ id, version }: RuleVersion): EarningRule => ({
  id,
  version,
  validity: { from: null, until: null },
  countsTowardsStatus: false,
  caps: [],
  effect: { kind: 'fixed-points', points: 0, minimums: [] },
  unreadable: true,
});

/** JSON pointer to what a newer version of the software stored and this one does not know; null if it knows all. */
export const unknownPartOf = (content: RuleContent): string | null =>
  unreadPartOf(content) ?? conditionErrors(content)[0]?.pointer ?? null;

/** False if a newer version of the software stored it: this one does not know its kind or the shape of a part. */
export const isReadable = (content: RuleContent): boolean => unreadPartOf(content) === null;

const knownName = texts(120);

/** Also if this version of the software cannot read the rest; null if its shape is unknown. */
export const nameOf = ({ name }: Pick<RuleContent, 'name'>): Texts | null =>
  knownName.safeParse(name).data ?? null;

const unreadPartOf = (content: RuleContent): string | null => {
  const issue = storedTerms.safeParse(content).error?.issues[0];
  return issue ? `/${issue.path.join('/')}` : null;
};

const readTerms = ({ id, version, content }: RuleVersion): EarningRule => {
  const {
    effect,
    when,
    validFrom,
    validUntil,
    locations,
    caps,
    countsTowardsStatus,
    expiresAfter,
    stacking,
    budget,
  } = content;
  return {
    id,
    version,
    validity: { from: momentOf(validFrom), until: momentOf(validUntil) },
    ...(locations.length > 0 ? { locationIds: locations } : {}),
    countsTowardsStatus,
    caps,
    effect,
    ...(expiresAfter ? { expiresAfter } : {}),
    ...(stacking ? { stacking } : {}),
    ...(budget ? { budget } : {}),
    ...(when ? { when } : {}),
  };
};

const momentOf = (iso: string | null): Instant | null => (iso === null ? null : instantOf(iso));

/** Throws `invalid-request` with pointers if the parts of a rule contradict each other. */
export const assertSound = (content: RuleContent): void => {
  const errors = [
    ...conditionErrors(content),
    ...placeErrors(content),
    ...validityErrors(content),
    ...capErrors(content),
    ...stackingErrors(content),
    ...budgetErrors(content),
  ];
  if (errors.length === 0) errors.push(...workErrors(content));
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

/** What is wrong with the effect and the condition; also if a newer version of the software stored them. */
export const conditionErrors = ({ effect, when }: Pick<RuleContent, 'effect' | 'when'>): FieldError[] => [
  ...checkEffect(effect).map(({ pointer, message }) => ({ pointer: `/effect${pointer}`, message })),
  ...(when ? checkCondition(when, contextOf(effect)) : []).map(({ pointer, fault }) => ({
    pointer: `/when${pointer}`,
    message: faultText(fault),
  })),
];

const workErrors = (content: RuleContent): FieldError[] => {
  const fault = tooLarge(readTerms({ id: '', version: 0, content }));
  return fault ? [fault] : [];
};

const contextOf = (effect: RuleEffect): 'sale' | 'event' | 'occasion' =>
  isOccasionEffect(effect) ? occasionContext(effect) : 'sale';

const placeErrors = ({ effect, locations }: RuleContent): FieldError[] =>
  contextOf(effect) === 'occasion' && locations.length > 0
    ? [{ pointer: '/locations', message: 'this rule is about no place' }]
    : [];

const validityErrors = ({ validFrom, validUntil }: RuleContent): FieldError[] => {
  if (validFrom === null || validUntil === null || instantOf(validFrom) < instantOf(validUntil)) return [];
  return [{ pointer: '/validUntil', message: 'ends before it begins' }];
};

const capErrors = ({ caps, effect }: RuleContent): FieldError[] => [
  ...(isOccasionEffect(effect)
    ? caps.flatMap(({ per }, index) =>
        per === 'purchase'
          ? [{ pointer: `/caps/${index}/per`, message: 'this rule is about no purchases' }]
          : [],
      )
    : []),
  ...repeated(
    caps.map(({ per }) => per),
    (index) => ({ pointer: `/caps/${index}/per`, message: 'only one limit per period' }),
  ),
];

const stackingErrors = ({ stacking, effect }: RuleContent): FieldError[] =>
  stacking && isOccasionEffect(effect)
    ? [{ pointer: '/stacking', message: 'this rule is about no purchases' }]
    : [];

const budgetErrors = ({ budget, effect }: RuleContent): FieldError[] => {
  if (!budget) return [];
  return (fixedAwardOf(effect) ?? 0) > budget.points
    ? [{ pointer: '/budget/points', message: 'less than one award of the rule' }]
    : [];
};

const repeated = (values: readonly string[], describe: (index: number) => FieldError): FieldError[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [describe(index)] : []));
