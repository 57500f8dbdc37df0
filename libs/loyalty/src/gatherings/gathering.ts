import type { Instant } from '../clock.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Check-in opens so long before the start, */
const doorOpensBefore = 3 * hour;
/** and stays open so long after the end, for guests that the team forgot to check in at the door. */
const doorClosesAfter = 24 * hour;

export interface GatheringTimes {
  readonly state: 'draft' | 'planned' | 'cancelled';
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Null for the start. */
  readonly answersUntil: Instant | null;
}

/** What people read: a planned one is over after its end. */
export const gatheringState = (
  { state, endsAt }: Pick<GatheringTimes, 'state' | 'endsAt'>,
  now: Instant,
): GatheringTimes['state'] | 'over' => (state === 'planned' && endsAt <= now ? 'over' : state);

/** Whether members can say now that they come. That they do not come they can say until the end. */
export const takesAnswers = ({ state, startsAt, answersUntil }: GatheringTimes, now: Instant): boolean =>
  state === 'planned' && now < (answersUntil ?? startsAt);

/** Whether members can be checked in now. */
export const isDoorOpen = (
  { state, startsAt, endsAt }: Pick<GatheringTimes, 'state' | 'startsAt' | 'endsAt'>,
  now: Instant,
): boolean => state === 'planned' && startsAt - doorOpensBefore <= now && now < endsAt + doorClosesAfter;

/** Free places; null for any number. Places that were taken away after people got them leave none free. */
export const placesLeft = (places: number | null, taken: number): number | null =>
  places === null ? null : Math.max(0, places - taken);

/** What a member becomes who says 'I come' now. Nobody passes those who wait. */
export const seatFor = (left: number | null, waiting: number): 'going' | 'waiting' =>
  left === null || (left > 0 && waiting === 0) ? 'going' : 'waiting';

export type Admission = 'already' | 'in' | 'full';

/** Whether someone who may read the community comes in at the door. A member without a place needs a free one. */
export const admission = (
  answered: 'going' | 'waiting' | 'declined' | 'came' | null,
  left: number | null,
): Admission => {
  if (answered === 'came') return 'already';
  if (answered === 'going') return 'in';
  return left === null || left > 0 ? 'in' : 'full';
};

export type Reminder = 'day' | 'hours';

/** Nobody gets a mail about tomorrow in the evening or at night. */
const isDay = (localHour: number): boolean => localHour >= 8 && localHour < 20;

/**
 * The reminder that is due now, if any: one on the day before, by day only, and one two hours before the start, at
 * any hour, because then the member is about to leave.
 */
export const dueReminder = (
  startsAt: Instant,
  now: Instant,
  { localHour, sent }: { readonly localHour: number; readonly sent: Reminder | null },
): Reminder | null => {
  const until = startsAt - now;
  if (until <= 0 || sent === 'hours') return null;
  if (until <= 2 * hour) return 'hours';
  return sent === null && until <= 24 * hour && isDay(localHour) ? 'day' : null;
};

/** A name for a file that is safe in a header and on every disk: Latin letters, digits and hyphens. */
export const calendarFileName = (title: string): string => {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
  return `${plain || 'gathering'}.ics`;
};
