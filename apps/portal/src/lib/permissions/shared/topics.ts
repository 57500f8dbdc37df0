import type { Preferences } from '@regulars/contracts';

export type Topic = Preferences['topics'][number];

/** Whether the member gets it, or will once it is confirmed. */
export const isGot = ({ state, asCustomer }: Topic): boolean =>
  asCustomer || state === 'granted' || state === 'pending';
