import {
  longestGatheringDays,
  type BodyOf,
  type createGathering,
  type Gathering,
  type Texts,
} from '@regulars/contracts';
import {
  dayMs,
  gatheringState,
  isDoorOpen,
  placesLeft,
  type GatheringTimes,
  type Reminder,
} from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { LocationRecord } from '../club/index.ts';

export interface GatheringRow {
  id: string;
  version: number;
  communityId: string;
  state: GatheringTimes['state'];
  title: Texts;
  description: Texts | null;
  picture: Gathering['picture'];
  startsAt: Date;
  endsAt: Date;
  placeKind: Place['kind'];
  locationId: string | null;
  address: string | null;
  link: string | null;
  /** Null for any number. */
  places: number | null;
  /** Null for the start. */
  answersUntil: Date | null;
  reason: string | null;
  /** The number of its calendar file. */
  revision: number;
  /** The last reminder that was sent. */
  reminded: Reminder | null;
  updatedAt: Date;
}
export type GatheringContent = BodyOf<typeof createGathering>;
export type Figures = Gathering['figures'];
type Place = Gathering['place'];

/** What a gathering is shown with. */
export interface Surroundings {
  readonly community: { readonly id: string; readonly name: Texts };
  /** Where it is, if that is a location of the club. */
  readonly location: LocationRecord | undefined;
  /** The name of the location for the reader. */
  readonly placeName: string | null;
  readonly timeZone: string;
  readonly figures: Figures;
  readonly now: number;
}

export const nobody: Figures = { going: 0, came: 0, waiting: 0, declined: 0 };

export const timesOf = ({ state, startsAt, endsAt, answersUntil }: GatheringRow): GatheringTimes => ({
  state,
  startsAt: startsAt.getTime(),
  endsAt: endsAt.getTime(),
  answersUntil: answersUntil?.getTime() ?? null,
});

export const freePlaces = ({ places }: GatheringRow, { going, came }: Figures): number | null =>
  placesLeft(places, going + came);

/** Where it is. The address of a location is that of today. */
const placeOf = (
  { placeKind, address, link }: GatheringRow,
  { location, placeName }: Pick<Surroundings, 'location' | 'placeName'>,
): Place => ({
  kind: placeKind,
  name: placeName,
  location: location?.code ?? null,
  address: address ?? (location?.address || null),
  link,
});

export const showGathering = (row: GatheringRow, around: Surroundings): Gathering => {
  const { id, version, title, description, picture, startsAt, endsAt, places, answersUntil, reason } = row;
  const { community, timeZone, figures, now } = around;
  return {
    ...{ id, version, community, title, description, picture, timeZone, places, reason, figures },
    state: gatheringState(timesOf(row), now),
    startsAt: toInstant(startsAt),
    endsAt: toInstant(endsAt),
    place: placeOf(row, around),
    left: freePlaces(row, figures),
    answersUntil: answersUntil && toInstant(answersUntil),
    checkIn: isDoorOpen(timesOf(row), now),
    updatedAt: toInstant(row.updatedAt),
  };
};

/** Throws `invalid-request` with pointers. */
export const assertSound = ({ startsAt, endsAt, answersUntil }: GatheringContent): void => {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  const errors: { pointer: string; message: string }[] = [];
  if (end <= start) errors.push({ pointer: '/endsAt', message: 'after the start' });
  if (end - start > longestGatheringDays * dayMs)
    errors.push({ pointer: '/endsAt', message: `at most ${longestGatheringDays} days after the start` });
  if (answersUntil !== null && Date.parse(answersUntil) > start)
    errors.push({ pointer: '/answersUntil', message: 'not after the start' });
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

/** Whether who comes has to hear about the change. */
export const isMoved = (before: GatheringRow, after: GatheringRow): boolean =>
  before.startsAt.getTime() !== after.startsAt.getTime() ||
  before.endsAt.getTime() !== after.endsAt.getTime() ||
  before.placeKind !== after.placeKind ||
  before.locationId !== after.locationId ||
  before.address !== after.address ||
  before.link !== after.link;
