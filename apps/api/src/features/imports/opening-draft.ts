import { openingFields, type ImportKind, type ImportMapping, type ImportSettings } from '@regulars/contracts';
import { endOfDate, localDateOf, type Instant } from '@regulars/loyalty';
import { momentOf, scaled, shorten, type Reading } from './cells.ts';
import { refusal } from './refusals.ts';
import { wholeNumberOf } from './reading/numbers.ts';

/** What a line says about points and tier. */
export interface OpeningDraft {
  readonly points?: number;
  readonly pointsExpire?: Instant;
  readonly statusPoints?: number;
  /** As written. */
  readonly tier?: string;
}

type Columns = ImportMapping['columns'];

const brings = (columns: Columns): boolean => openingFields.some((field) => columns[field] !== undefined);

const moving = {
  members: brings,
  products: () => false,
  purchases: () => false,
  balances: () => true,
} satisfies { [Kind in ImportKind]: (columns: Columns) => boolean };

/** Whether an import adjusts points, status or tiers of members. */
export const movesPoints = ({ kind, mapping }: Pick<ImportSettings, 'kind' | 'mapping'>): boolean =>
  moving[kind](mapping.columns);

/** Points are whole numbers. Throws RefusedCell. */
export const pointsOf = (text: string, field: string, reading: Reading): number =>
  scaled(wholeNumberOf(text), 0, field, reading);

/** The first moment after the last day of the points. Throws RefusedCell. */
export const pointsExpiryOf = (text: string, reading: Reading): Instant => {
  const until = knownDay(text, reading);
  if (until <= reading.now.getTime())
    throw refusal('pointsExpire', 'points-expired', { value: shorten(text) });
  return until;
};

/** Many lines of a file have the same few days. */
const days = new WeakMap<Reading, Map<string, Instant>>();
const mostDays = 1000;

const knownDay = (text: string, reading: Reading): Instant => {
  const known = days.get(reading) ?? new Map<string, Instant>();
  days.set(reading, known);
  const day = known.get(text) ?? dayEnd(text, reading);
  if (known.size < mostDays) known.set(text, day);
  return day;
};

const dayEnd = (text: string, reading: Reading): Instant => {
  const at = Date.parse(momentOf(text, 'pointsExpire', reading));
  return endOfDate(localDateOf(at, reading.zone), reading.clubZone);
};

/** Readers of the cells of a members file. They throw RefusedCell. */
export const openingReaders: Record<
  (typeof openingFields)[number],
  (text: string, reading: Reading) => OpeningDraft
> = {
  points: (text, reading) => ({ points: notNegative(pointsOf(text, 'points', reading), 'points') }),
  pointsExpire: (text, reading) => ({ pointsExpire: pointsExpiryOf(text, reading) }),
  statusPoints: (text, reading) => ({
    statusPoints: notNegative(pointsOf(text, 'statusPoints', reading), 'statusPoints'),
  }),
  tier: (tier) => ({ tier }),
};

interface Parted<Draft> {
  readonly opening: OpeningDraft;
  readonly member: Omit<Draft, keyof OpeningDraft>;
}

/** The parts of a draft that are not booked as data of the member. */
export const openingOf = <Draft extends OpeningDraft>(draft: Draft): Parted<Draft> =>
  openingFields.some((field) => draft[field] !== undefined)
    ? parted(draft)
    : // Most files bring none, and to copy a draft takes longer than to read it.
      { opening: {}, member: draft };

const parted = <Draft extends OpeningDraft>({
  points,
  pointsExpire,
  statusPoints,
  tier,
  ...member
}: Draft): Parted<Draft> => ({
  opening: {
    ...(points === undefined ? {} : { points }),
    ...(pointsExpire === undefined ? {} : { pointsExpire }),
    ...(statusPoints === undefined ? {} : { statusPoints }),
    ...(tier === undefined ? {} : { tier }),
  },
  member,
});

const notNegative = (value: number, field: string): number => {
  if (value < 0) throw refusal(field, 'negative', { value: String(value) });
  return value;
};
