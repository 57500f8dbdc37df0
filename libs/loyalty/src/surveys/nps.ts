/** The answers that a score can have, and which of them are promoters and detractors. Stored with every answer. */
export interface NpsScale {
  readonly min: number;
  readonly max: number;
  readonly detractorMax: number;
  readonly promoterMin: number;
}

/** Scales by name. A score of one is never compared with a score of another. */
export const npsScales = {
  '0-10': { min: 0, max: 10, detractorMax: 6, promoterMin: 9 },
  '1-10': { min: 1, max: 10, detractorMax: 6, promoterMin: 9 },
} as const satisfies Record<string, NpsScale>;
export type NpsScaleName = keyof typeof npsScales;

export interface NpsCounts {
  readonly detractors: number;
  readonly passives: number;
  readonly promoters: number;
}

/** How many gave each answer. */
export type Tallied = ReadonlyMap<number, number>;

export const npsPartNames = ['detractor', 'passive', 'promoter'] as const;
export type NpsPartName = (typeof npsPartNames)[number];

/** The one place that says who is a detractor. */
export const npsPartOf = (value: number, { detractorMax, promoterMin }: NpsScale): NpsPartName => {
  if (value <= detractorMax) return 'detractor';
  return value >= promoterMin ? 'promoter' : 'passive';
};

/** The answers of a part on each scale, for a search of stored answers. */
export const npsAnswersOf = (part: NpsPartName): { scale: NpsScale; numbers: number[] }[] =>
  Object.values(npsScales).map((scale) => ({
    scale,
    numbers: Array.from({ length: scale.max - scale.min + 1 }, (_, index) => scale.min + index).filter(
      (value) => npsPartOf(value, scale) === part,
    ),
  }));

export const npsCounts = (answers: Tallied, scale: NpsScale): NpsCounts => {
  const sum = (part: NpsPartName): number =>
    [...answers].reduce((total, [value, count]) => total + (npsPartOf(value, scale) === part ? count : 0), 0);
  return { detractors: sum('detractor'), passives: sum('passive'), promoters: sum('promoter') };
};

/** Shares from −1 to 1. */
export interface Nps {
  readonly score: number;
  /** The plain one: √((p + d − score²) / n). */
  readonly standardError: number;
  /** Of the interval that covers the true score in 95 of 100 such surveys. */
  readonly low: number;
  readonly high: number;
}

/** Of the standard normal distribution at 97.5 %. */
const z = 1.959_963_984_540_054;

/** What the adjusted Wald interval adds to detractors, passives and promoters (Rocks 2016). */
const added = { detractors: 0.75, passives: 1.5, promoters: 0.75 } as const;

/**
 * Share of promoters minus share of detractors. The interval is adjusted Wald: the plain one has no width when all answers
 * are alike, and is too narrow for few of them. Null without answers.
 */
export const npsOf = (counts: NpsCounts): Nps | null => {
  const plain = momentsOf(counts);
  if (plain.n === 0) return null;
  const { mean, error } = adjusted(counts);
  return {
    score: plain.mean,
    standardError: plain.error,
    low: Math.max(-1, mean - z * error),
    high: Math.min(1, mean + z * error),
  };
};

/** Shares. */
export interface NpsChange {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** How often chance alone makes a difference as large as this one. */
  readonly p: number;
}

/** Two waves of other people on the same scale, by a z-test on the adjusted shares. Null if one has no answers. */
export const npsChange = (before: NpsCounts, after: NpsCounts): NpsChange | null => {
  const [was, is] = [npsOf(before), npsOf(after)];
  if (!was || !is) return null;
  const [one, other] = [adjusted(before), adjusted(after)];
  const error = Math.hypot(one.error, other.error);
  const middle = other.mean - one.mean;
  return {
    difference: is.score - was.score,
    low: Math.max(-2, middle - z * error),
    high: Math.min(2, middle + z * error),
    p: 2 * (1 - standardNormal(Math.abs(middle) / error)),
  };
};

interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly error: number;
}

const momentsOf = ({ detractors, passives, promoters }: NpsCounts): Moments => {
  const n = detractors + passives + promoters;
  const [p, d] = [promoters / n, detractors / n];
  const mean = p - d;
  return { n, mean, error: Math.sqrt((p + d - mean ** 2) / n) };
};

const adjusted = ({ detractors, passives, promoters }: NpsCounts): Moments =>
  momentsOf({
    detractors: detractors + added.detractors,
    passives: passives + added.passives,
    promoters: promoters + added.promoters,
  });

/** The share below a value that is not negative, by Abramowitz and Stegun 26.2.17: wrong by less than 10⁻⁷. */
const standardNormal = (value: number): number => {
  const t = 1 / (1 + 0.2316419 * value);
  const tail =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp(-(value ** 2) / 2) / Math.sqrt(2 * Math.PI)) * tail;
};
