/** Of two standard deviations: 95 % of estimates are within. */
const z = 1.96;

interface Estimate {
  readonly likely: number;
  readonly from: number;
  readonly to: number;
}

/**
 * How many of all would be found, when `hits` of `tried` members chosen at random were: Wilson's interval, which also says
 * something when none or all were.
 */
export function estimated(hits: number, tried: number, all: number): Estimate {
  if (tried === 0) return { likely: 0, from: 0, to: all };
  const share = hits / tried;
  const scale = 1 + z ** 2 / tried;
  const middle = (share + z ** 2 / (2 * tried)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / tried + z ** 2 / (4 * tried ** 2));
  // Those who were tried are known.
  const within = (count: number): number => Math.min(Math.max(count, hits), all - (tried - hits));
  return {
    likely: Math.round(share * all),
    from: within(Math.floor((middle - reach) * all)),
    to: within(Math.ceil((middle + reach) * all)),
  };
}
