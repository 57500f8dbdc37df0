import { randomUUID, randomUUIDv7 } from 'node:crypto';
import type { Regular, SingleCode } from './paths-of-load.ts';
import type { Slots } from './template.ts';

const till = randomUUID().slice(0, 8);
let sold = 0;

/** The values that change from request to request. */
export const slotsOf = ({ member, card }: Regular, code?: SingleCode): Record<string, string | number> => ({
  member,
  card,
  receipt: `${till}-${String((sold += 1)).padStart(9, '0')}`,
  key: randomUUID(),
  purchasedAt: new Date().toISOString(),
  ...code,
});

/** Ids that the API would create. */
export const freshIds = (count: number): Slots =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`fresh${index}`, randomUUIDv7()]));
