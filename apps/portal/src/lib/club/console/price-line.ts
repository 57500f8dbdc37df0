import type { AppliedPrice } from '@regulars/loyalty';

const edge = 6;

/** The path of an SVG: a step at each change, the highest price at the top. It has gaps where there was no price. */
export function stepsOf(
  prices: readonly AppliedPrice[],
  now: number,
  [width, height]: readonly [width: number, height: number],
): string {
  const amounts = prices.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const first = prices[0]?.since ?? now;
  const across = (at: number): number => (width * (at - first)) / Math.max(1, now - first);
  const down = (amount: number): number =>
    edge + ((height - 2 * edge) * (most - amount)) / Math.max(1, most - least);
  return prices
    .map(({ amount, since }, at) => {
      if (amount === null) return '';
      const drawn = at > 0 && prices[at - 1]?.amount !== null;
      const [left, right] = [across(since), across(prices[at + 1]?.since ?? now)].map(Math.round);
      return `${drawn ? `V${Math.round(down(amount))}` : `M${left} ${Math.round(down(amount))}`}H${right}`;
    })
    .join('');
}
