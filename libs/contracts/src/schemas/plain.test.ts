import { expect, it } from 'vitest';
import { isPlain } from './plain.ts';

it('invisible characters at the start of Unicode are not plain', () => {
  const signs = Array.from({ length: 0x300 }, (_, code) => String.fromCodePoint(code));
  expect(signs.filter((sign) => !isPlain(sign))).toEqual(signs.filter((sign) => /\p{C}/u.test(sign)));
});
