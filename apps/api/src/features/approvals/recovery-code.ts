import { createHash, randomInt } from 'node:crypto';

// No letters and digits that look alike. 80 bits need no slow hash.
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

export const newCode = (): string => {
  const signs = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return signs.replaceAll(/(.{4})(?=.)/g, '$1-');
};

/** Accepts any spelling. */
export const hashOf = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest();
