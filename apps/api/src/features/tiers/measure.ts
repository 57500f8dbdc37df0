import type { PointsPolicy } from '@regulars/contracts';
import { measureOf, type TierMeasure } from '@regulars/loyalty';

/** What SQL needs to know where something else than status credit counts for tiers. */
export interface Measure {
  readonly by: Exclude<TierMeasure, 'credit'>;
  readonly zone: string;
}

/** Null where status credit counts. */
export const measureFor = (policy: Pick<PointsPolicy, 'statusBase'>, zone: string): Measure | null => {
  const by = measureOf(policy);
  return by === 'credit' ? null : { by, zone };
};

/** As SQL takes it. */
export const jsonOf = (measure: Measure | null): string | null => measure && JSON.stringify(measure);
