import { expect, it } from 'vitest';
import { isPlain } from './plain.ts';

it('of the first signs of Unicode, those that nobody sees are not plain', () => {
  const signs = Array.from({ length: 0x300 }, (_, code) => String.fromCodePoint(code));
  expect(signs.filter((sign) => !isPlain(sign))).toEqual(signs.filter((sign) => /\p{C}/u.test(sign)));
});
