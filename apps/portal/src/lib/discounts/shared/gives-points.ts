import type { Coupon } from '@regulars/contracts';

type Kind = Coupon['effect']['kind'];

const kinds: { readonly [K in Kind]?: true } = { 'points-bonus': true, 'points-multiplier': true };

/** Whether it lowers no price, but adds points to what the purchase earns. */
export const givesPoints = ({ kind }: { readonly kind: Kind }): boolean => kinds[kind] ?? false;
