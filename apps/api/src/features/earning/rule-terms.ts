import { checkCondition } from '@regulars/conditions';
import type { RuleContent } from '@regulars/contracts';
import { instantOf, type EarningRule, type Instant } from '@regulars/loyalty';
import { ClubError, type FieldError } from '../../platform/club-error.ts';

export interface RuleReference {
  readonly id: string;
  readonly version: number;
}
export interface RuleVersion extends RuleReference {
  readonly content: RuleContent;
}

/** A stored rule as the loyalty library evaluates it. */
export const termsOf = ({ id, version, content }: RuleVersion): EarningRule => {
  const { name, effect, validFrom, validUntil, locations, caps, countsTowardsStatus } = content;
  const terms = {
    id,
    version,
    name,
    validity: { from: momentOf(validFrom), until: momentOf(validUntil) },
    ...(locations.length > 0 ? { locationIds: locations } : {}),
    countsTowardsStatus,
    caps,
  };
  if (effect.kind === 'multiplier') {
    return { ...terms, kind: 'multiplier', times: effect.times, where: effect.where };
  }
  const rates = Object.fromEntries(
    effect.rates.map(({ currency, points, per }) => [currency, { points, per }]),
  );
  return { ...terms, kind: 'points-per-money', rates };
};

const momentOf = (iso: string | null): Instant | null => (iso === null ? null : instantOf(iso));

/** Throws `invalid-request` with pointers where the parts of a rule contradict each other. */
export const assertSound = (content: RuleContent): void => {
  const errors = [...effectErrors(content), ...validityErrors(content), ...capErrors(content)];
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

const effectErrors = ({ effect }: RuleContent): FieldError[] => {
  if (effect.kind === 'multiplier') {
    return checkCondition(effect.where).map(({ pointer, fault }) => ({
      pointer: `/effect/where${pointer}`,
      message: fault,
    }));
  }
  return repeated(
    effect.rates.map(({ currency }) => currency),
    (index) => ({ pointer: `/effect/rates/${index}/currency`, message: 'one rate per currency' }),
  );
};

const validityErrors = ({ validFrom, validUntil }: RuleContent): FieldError[] => {
  if (validFrom === null || validUntil === null || instantOf(validFrom) < instantOf(validUntil)) return [];
  return [{ pointer: '/validUntil', message: 'ends before it begins' }];
};

const capErrors = ({ caps }: RuleContent): FieldError[] =>
  repeated(
    caps.map(({ per }) => per),
    (index) => ({ pointer: `/caps/${index}/per`, message: 'one limit of a kind' }),
  );

const repeated = (values: readonly string[], describe: (index: number) => FieldError): FieldError[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [describe(index)] : []));
