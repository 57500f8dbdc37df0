import { dayMs, type Instant } from '../clock.ts';

/** Where an interest of a member can be observed. */
export const observedSources = ['purchases', 'communities', 'gatherings', 'reactions'] as const;
export type ObservedSource = (typeof observedSources)[number];

export interface ObservedRule {
  readonly on: boolean;
  /** Points that one observation gives at first. */
  readonly weight: number;
  /** After so many days it gives half of them; null: it never fades. */
  readonly halfLifeDays: number | null;
}

export interface InterestRules {
  /** Points from which an observed interest counts. */
  readonly threshold: number;
  readonly sources: Readonly<Record<ObservedSource, ObservedRule>> & {
    readonly stated: Pick<ObservedRule, 'weight'>;
  };
}

/** All observations of one source, as strong as they were at the last one. */
export interface InterestSignal {
  readonly source: ObservedSource;
  /** Observations, with each earlier one faded until the last. */
  readonly strength: number;
  readonly at: Instant;
}

/** What is known about a member and an interest. */
export interface KnownInterest {
  readonly stated: boolean;
  readonly signals: readonly InterestSignal[];
}

export interface InterestShare {
  readonly source: ObservedSource | 'stated';
  readonly points: number;
}

export const usualInterestRules: InterestRules = {
  threshold: 30,
  sources: {
    stated: { weight: 60 },
    purchases: { on: true, weight: 10, halfLifeDays: 180 },
    communities: { on: true, weight: 20, halfLifeDays: 365 },
    gatherings: { on: true, weight: 20, halfLifeDays: 365 },
    reactions: { on: true, weight: 4, halfLifeDays: 90 },
  },
};

const mostInterestPoints = 100;

/** What each source gives at a moment, not rounded. Sources that are switched off give nothing. */
export const interestShares = (
  { stated, signals }: KnownInterest,
  { sources }: InterestRules,
  now: Instant,
): InterestShare[] => [
  ...(stated ? [{ source: 'stated' as const, points: sources.stated.weight }] : []),
  ...signals
    .filter(({ source }) => sources[source].on)
    .map((signal) => ({ source: signal.source, points: fadedPoints(signal, sources[signal.source], now) })),
];

/** From 0 to 100, in whole points. */
export const interestScore = (known: KnownInterest, rules: InterestRules, now: Instant): number =>
  Math.floor(Math.min(mostInterestPoints, sumOf(interestShares(known, rules, now))));

/**
 * Until when the interest counts: what a member stated counts for good, something observed while it has enough points.
 * It only fades, so the moment is known in advance and nothing has to be reckoned each night.
 * @returns null for good, and undefined if it does not count at all
 */
export const interestHeldUntil = (known: KnownInterest, rules: InterestRules): Instant | null | undefined => {
  if (known.stated) return null;
  const counting = known.signals.filter(({ source }) => rules.sources[source].on);
  const newest = Math.max(...counting.map(({ at }) => at));
  const pointsAt = (moment: Instant): number => sumOf(interestShares(known, rules, moment));
  if (counting.length === 0 || pointsAt(newest) < rules.threshold) return undefined;
  const lasting = sumOf(
    interestShares({ ...known, signals: counting.filter((each) => !fades(each, rules)) }, rules, newest),
  );
  if (lasting >= rules.threshold) return null;
  const longest = Math.max(...counting.map(({ source }) => rules.sources[source].halfLifeDays ?? 0));
  const halvings = Math.log2((pointsAt(newest) - lasting) / (rules.threshold - lasting));
  return lastMoment(
    newest,
    newest + Math.ceil((halvings + 1) * longest * dayMs),
    (moment) => pointsAt(moment) >= rules.threshold,
  );
};

const fades = ({ source }: InterestSignal, { sources }: InterestRules): boolean =>
  sources[source].halfLifeDays !== null;

const fadedPoints = (
  { strength, at }: InterestSignal,
  { weight, halfLifeDays }: ObservedRule,
  now: Instant,
): number =>
  weight * strength * (halfLifeDays === null ? 1 : 2 ** (-Math.max(0, now - at) / (halfLifeDays * dayMs)));

const sumOf = (shares: readonly InterestShare[]): number =>
  shares.reduce((sum, { points }) => sum + points, 0);

/** The last whole moment at which it holds. It holds in the first one and not in the last one. */
const lastMoment = (first: Instant, last: Instant, holds: (moment: Instant) => boolean): Instant => {
  let [from, to] = [first, last];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) from = middle;
    else to = middle;
  }
  return from;
};
