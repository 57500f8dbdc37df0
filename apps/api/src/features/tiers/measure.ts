import type { PointsPolicy } from '@regulars/contracts';
import { hasCommonPeriod, measureOf, type TierMeasure } from '@regulars/loyalty';
import { qualifyingOf } from './asked-period.ts';

/** What SQL needs to know where something else counts for tiers than status credit in a period of all members. */
export interface Measure {
  readonly by: TierMeasure;
  readonly zone: string;
  /** Each member has an own year. */
  readonly ownYears?: true;
  /** Of the balance, what will be left when the period ends. */
  readonly ahead?: true;
}

/** Null where status credit counts in a period of all members. */
export const measureFor = (
  policy: Pick<PointsPolicy, 'statusBase' | 'qualifyingPeriod' | 'qualifyingLength'>,
  zone: string,
): Measure | null => {
  const by = measureOf(policy);
  if (!hasCommonPeriod(qualifyingOf(policy))) return { by, zone, ownYears: true };
  return by === 'credit' ? null : { by, zone };
};

/** For a review to come: points may expire before it, or be released. */
export const aheadOf = (measure: Measure | null): Measure | null => measure && { ...measure, ahead: true };

/** As SQL takes it. */
export const jsonOf = (measure: Measure | null): string | null => measure && JSON.stringify(measure);
