import { differenceOfMeans, type Difference, type Sample } from '@regulars/loyalty';

/** What members spend is skewed: with fewer buyers the interval would promise too much. */
const fewestBuyers = 30;

/** Whether both parts have enough buyers for a difference to say something. */
export const areEnough = (one: { readonly buyers: number }, other: { readonly buyers: number }): boolean =>
  Math.min(one.buyers, other.buyers) >= fewestBuyers;

export const shownDifference = (one: Sample, other: Sample): Difference | null => {
  const difference = differenceOfMeans(one, other);
  return (
    difference && {
      mean: rounded(difference.mean),
      low: rounded(difference.low),
      high: rounded(difference.high),
    }
  );
};

/** Of each member of a part, in minor units. */
export const each = (sum: number, members: number): number => (members === 0 ? 0 : rounded(sum / members));

/** To a hundredth of a minor unit. */
const rounded = (value: number): number => Math.round(value * 100) / 100;
