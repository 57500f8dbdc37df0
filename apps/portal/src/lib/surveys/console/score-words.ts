import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const digits = (most: number): Intl.NumberFormat =>
  new Intl.NumberFormat(getLocale(), { maximumFractionDigits: most });

/** A score as people say it: −12. */
export const scoreText = (score: number): string => digits(0).format(Math.round(score)).replace('-', '−');

export const meanText = (mean: number): string => digits(2).format(mean);

/** With its sign: a change of 0 has none. */
export const changeText = (points: number): string =>
  Math.round(points) > 0 ? `+${scoreText(points)}` : scoreText(points);

/** p = 0.03, or '< 0.001'. */
export const chanceText = (p: number): string =>
  p < 0.001 ? `< ${digits(3).format(0.001)}` : digits(3).format(p);

/** Of a count that may be hidden. */
export const countText = (count: number | null): string =>
  count === null ? m.surveysconsole_few() : digits(0).format(count);
