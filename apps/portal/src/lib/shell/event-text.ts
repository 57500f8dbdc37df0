import type { RewardEvent } from '@regulars/contracts';
import { getLocale, type Locale } from '#lib/paraglide/runtime.js';
import { dateTime } from '#lib/ui/format.ts';

/** 'Sat, 12 December 2026 at 19:00 · Roastery' */
export const eventText = (
  { startsAt, place }: Pick<RewardEvent, 'startsAt' | 'place'>,
  timeZone: string,
  locale: Locale = getLocale(),
): string => `${dateTime(startsAt, 'full', timeZone, locale)} · ${place}`;
