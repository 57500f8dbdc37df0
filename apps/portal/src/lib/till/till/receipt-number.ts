/** The location and till number of this device. */
export interface TillPlace {
  /** Code of the location, e.g. `vienna-1`. */
  readonly location: string;
  /** Number of the till within the location, from 1. */
  readonly till: number;
}

/** Maximum number of tills per location. */
export const mostTills = 20;

/** As stored in the device's cookie: `vienna-1.2`. */
export const placeText = ({ location, till }: TillPlace): string => `${location}.${till}`;

export function readPlace(text: string | undefined): TillPlace | null {
  const [, location = '', till = ''] = /^([a-z0-9-]{1,60})\.(\d{1,2})$/.exec(text ?? '') ?? [];
  const number = Number(till);
  return location !== '' && number >= 1 && number <= mostTills ? { location, till: number } : null;
}

/** The prefix of this till's receipt numbers on this day of the club: `vienna-1-20261122-2-`. */
export function receiptPrefix({ location, till }: TillPlace, at: Date | number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('sv', { timeZone }).format(at).replaceAll('-', '');
  return `${location}-${day}-${till}-`;
}

export const receiptNumber = (prefix: string, sequence: number): string =>
  prefix + String(sequence).padStart(3, '0');

/** The sequence of a number that this till made today, else 0. */
function sequenceOf(prefix: string, number: string): number {
  if (!number.startsWith(prefix)) return 0;
  const rest = number.slice(prefix.length);
  return /^\d{1,9}$/.test(rest) ? Number(rest) : 0;
}

/** The next sequence after those known to this device and to the club. */
export const nextSequence = (prefix: string, known: readonly string[]): number =>
  1 + Math.max(0, ...known.map((number) => sequenceOf(prefix, number)));
