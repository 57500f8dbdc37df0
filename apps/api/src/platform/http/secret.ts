import { createHash, timingSafeEqual } from 'node:crypto';

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time. */
export const isSecret = (shown: string | undefined, secret: string): boolean =>
  shown !== undefined && secret !== '' && timingSafeEqual(hash(shown), hash(secret));
