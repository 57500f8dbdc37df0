import { pbkdf2 } from '@noble/hashes/pbkdf2';
import { sha256 } from '@noble/hashes/sha2';
import type { DeriveKeyFunction } from 'altcha-lib/types';

/** The key of a try without `crypto.subtle`, which browsers have with https only: a shop's network may do without. */
export const derivePlainKey: DeriveKeyFunction = ({ cost, keyLength = 32 }, salt, password) =>
  Promise.resolve({
    parameters: {},
    derivedKey: pbkdf2(sha256, password, salt, { c: cost, dkLen: keyLength }),
  });
