import type { Purchase } from '@regulars/contracts';

/** What lowered prices. What gave points instead is among the reasons for the points. */
export const takenOff = ({ discounts }: Pick<Purchase, 'discounts'>): Purchase['discounts'] =>
  discounts.filter(({ discount }) => discount > 0);
