/** Points for each so many of a number, such as 2 points per visit. */
interface NumberPart {
  readonly kind: 'number';
  readonly points: number;
  /** How much of the number gives the points; money in minor units. */
  readonly per: number;
  /** No more than so many points, also of those that it takes. */
  readonly most: number;
}

/** Points that halve with time. */
interface DaysSincePart {
  readonly kind: 'days-since';
  readonly points: number;
  /** After so many days half of the points are left. */
  readonly halfLife: number;
}

/** Points for members who fulfil a condition. */
interface ConditionPart {
  readonly kind: 'condition';
  readonly points: number;
}

export type ScorePart = NumberPart | DaysSincePart | ConditionPart;

const contributions: {
  readonly [Kind in ScorePart['kind']]: (part: Extract<ScorePart, { kind: Kind }>, value: number) => number;
} = {
  number: ({ points, per, most }, value) => {
    // Divided last, so that whole numbers stay exact.
    const given = Math.trunc((value * points) / per);
    return Math.max(-most, Math.min(most, given));
  },
  'days-since': ({ points, halfLife }, days) => Math.round(points * 0.5 ** (Math.max(days, 0) / halfLife)),
  condition: ({ points }, holds) => (holds === 0 ? 0 : points),
};

/**
 * What a part gives, in whole points.
 * @param value the number, the days, or 1 for a member who fulfils the condition and else 0; null if it is not known
 */
const contributionOf = (part: ScorePart, value: number | null): number => {
  if (value === null) return 0;
  // The kind of the part picks the function that takes it.
  const contribution = contributions[part.kind] as (it: ScorePart, of: number) => number;
  // Never a negative zero.
  return contribution(part, value) + 0;
};

export interface OwnScore {
  readonly value: number;
  /** What each part gave, in their order; together the value. */
  readonly parts: readonly number[];
}

/** A score of the club's own: the sum of what its parts give. */
export const ownScore = (parts: readonly ScorePart[], values: readonly (number | null)[]): OwnScore => {
  const given = parts.map((part, index) => contributionOf(part, values[index] ?? null));
  return { value: given.reduce((sum, each) => sum + each, 0), parts: given };
};
