import type { Variant } from './cases.ts';
import type { Measurement } from './rounds.ts';

export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  /** A quarter of the values lies below, a quarter above. */
  readonly lowerQuarter: number;
  readonly upperQuarter: number;
}

export const spreadOf = (values: readonly number[]): Spread | null => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) return null;
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const [below, above] = [sorted[Math.floor(place)] ?? lowest, sorted[Math.ceil(place)] ?? highest];
    return below + (above - below) * (place % 1);
  };
  return { median: at(0.5), lowest, highest, lowerQuarter: at(0.25), upperQuarter: at(0.75) };
};

export type Figure = (measurement: Measurement) => number | null;

const find = (all: readonly Measurement[], name: string, variant: Variant): Measurement[] =>
  all.filter((one) => one.name === name && one.variant === variant);

export const spreadIn = (
  all: readonly Measurement[],
  name: string,
  variant: Variant,
  figure: Figure,
): Spread | null => spreadOf(find(all, name, variant).flatMap((one) => figure(one) ?? []));

/** Calculated from the ratios of each round, never as a ratio of two medians. */
export const ratioIn = (
  all: readonly Measurement[],
  name: string,
  [over, under]: readonly [Variant, Variant],
  figures: readonly [Figure, Figure],
): Spread | null =>
  spreadOf(
    find(all, name, over).flatMap((one) => {
      const other = find(all, name, under).find(({ round }) => round === one.round);
      const [a, b] = [figures[0](one), other ? figures[1](other) : null];
      return a === null || b === null || b === 0 ? [] : a / b;
    }),
  );

/** The requests per second of one case over those of another, in the same round. */
export const rateBetween = (
  all: readonly Measurement[],
  [over, under]: readonly [string, string],
  variant: Variant,
): Spread | null =>
  spreadOf(
    find(all, over, variant).flatMap((one) => {
      const other = find(all, under, variant).find(({ round }) => round === one.round);
      return other ? one.perSecond / other.perSecond : [];
    }),
  );

export const perSecond: Figure = (one) => one.perSecond;
export const nodeCpu: Figure = (one) => one.nodeCpu;
export const postgresCpu: Figure = (one) => one.postgresCpu;
export const wholeCpu: Figure = ({ nodeCpu, postgresCpu: database }) =>
  nodeCpu === null || database === null ? null : nodeCpu + database;
