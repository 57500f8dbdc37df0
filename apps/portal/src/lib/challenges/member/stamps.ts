import type { OwnChallenge } from '@regulars/contracts';

/** A place on a card. */
export interface CardPlace {
  readonly number: number;
  /** Null: free, or its purchase is too long ago to be listed. */
  readonly stamp: OwnChallenge['stamps'][number] | null;
  readonly full: boolean;
  /** The place that gives the reward. */
  readonly last: boolean;
}

/** The places of the open card. Stamps of purchases that are not listed any more come first. */
export function placesOf({ goal, counted, stamps, done }: OwnChallenge): CardPlace[] {
  const unlisted = Math.max(0, counted - stamps.length);
  return Array.from({ length: goal }, (_, index) => ({
    number: index + 1,
    stamp: done ? null : (stamps[index - unlisted] ?? null),
    full: index < counted,
    last: index === goal - 1,
  }));
}

/** Each location of the card with the colour of its stamps, in the order of the first stamp. */
export const tonesOf = ({ stamps }: Pick<OwnChallenge, 'stamps'>): ReadonlyMap<string, string> =>
  new Map(
    [...new Set(stamps.map(({ location }) => location))].map((location, index) => [
      location,
      tones[index % tones.length] ?? usualTone,
    ]),
  );

export const usualTone = 'var(--accent)';
const tones = [usualTone, 'light-dark(#20565c, #7fc4c9)', 'var(--plum)'];

/** A slight turn, as a hand would stamp; the same for the same place. */
export const turnOf = (number: number): number => ((number * 37) % 15) - 7;
