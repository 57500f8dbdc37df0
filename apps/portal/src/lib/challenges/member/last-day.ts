import type { OwnChallenge } from '@regulars/contracts';
import { validUntil } from '#lib/shell/valid-until.ts';

/** Until when something counts for the open card: the end of the period or of the challenge. Null for no end. */
export function lastDayOf(
  { endsAt, periodEndsAt }: Pick<OwnChallenge, 'endsAt' | 'periodEndsAt'>,
  timeZone: string,
): string | null {
  if (endsAt === null) return periodEndsAt && validUntil(periodEndsAt, timeZone);
  const endsFirst = periodEndsAt === null || Date.parse(endsAt) <= Date.parse(periodEndsAt);
  return endsFirst ? validUntil(endsAt, timeZone) : validUntil(periodEndsAt, timeZone);
}
