import type { CouponBatch } from '@regulars/contracts';

/** Its codes are still being made or read. */
export const isRunning = ({ state }: CouponBatch): boolean => state === 'waiting' || state === 'running';
