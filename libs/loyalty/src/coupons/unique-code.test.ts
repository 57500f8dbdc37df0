import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseVoucherCode } from '../rewards/code.ts';
import { codeKey } from './shared-code.ts';
import { formatUniqueCode, newUniqueCode, uniqueCodeForm } from './unique-code.ts';

const seeded = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state % below;
  };
};

it('reads each new code as it is written, said with O for 0 and I or L for 1, and never as a voucher', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom('', 'SUMMER', 'OIL24'), (seed, prefix) => {
      const code = newUniqueCode(seeded(seed), prefix);
      const written = formatUniqueCode(code, prefix);
      expect(codeKey(written)).toBe(code);
      expect(codeKey(written.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code);
      expect(uniqueCodeForm(code)).toBe('sound');
      expect(parseVoucherCode(code.slice(-13))).toBeNull();
    }),
  );
});

it('notices each wrong character, and most swapped neighbours', () => {
  const symbols = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
  const code = newUniqueCode((below) => randomInt(below));
  for (let place = 0; place < code.length; place += 1)
    for (const symbol of symbols.filter((each) => each !== code[place])) {
      const form = uniqueCodeForm(code.slice(0, place) + symbol + code.slice(place + 1));
      expect(form).not.toBe('sound');
    }
});

it.each(['WELCOME10', '4006381333931', '4006381333931000', 'ABCDEFGHJKMNPQRSTVWXYZ0', ''])(
  'takes %j for another kind of code',
  (key) => {
    expect(uniqueCodeForm(key)).toBeNull();
  },
);

it('writes a code in groups', () => {
  expect(formatUniqueCode('5VMMER7K3M9QWXZT4E8', 'SUMMER')).toBe('SUMMER-7K3M-9QWX-ZT4E-8');
});
