import { localDateOf, startOfDate } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import {
  hasCommonPeriod,
  membershipYearAt,
  qualifyingPeriodAt,
  rollingLengthOf,
  type QualifyingPeriod,
} from './period.ts';

/**
 * Until when a tier holds that a member brings from another programme. What they bought before is unknown here, so no
 * review may compare a period of which this club saw only a part: the tier holds for one whole period. A running year
 * that began before does not count, so the year after it is the one.
 */
export function openingTierUntil(
  qualifies: QualifyingPeriod,
  { at, joinedAt }: { readonly at: Instant; readonly joinedAt: Instant },
  zone: string,
): Instant {
  if (!hasCommonPeriod(qualifies)) {
    const running = membershipYearAt(joinedAt, at, zone);
    return membershipYearAt(joinedAt, running.until, zone).until;
  }
  const length = rollingLengthOf(qualifies);
  if (length) return startOfDate(localDateOf(at, zone).add({ days: 1 }).add(length), zone);
  const { until } = qualifyingPeriodAt(qualifies, at, zone);
  return qualifyingPeriodAt(qualifies, until, zone).until;
}
