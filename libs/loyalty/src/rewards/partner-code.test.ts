import { expect, it } from 'vitest';
import { readPartnerCode } from './partner-code.ts';

it.each(['SPA-2041', 'aB3d', 'https://partner.example/r?c=7f', '10 % OFF-77', 'Ž'.repeat(100)])(
  'takes %s as it is written',
  (code) => {
    expect(readPartnerCode(` ${code} `)).toEqual({ code });
  },
);

it.each([
  ['', 'empty'],
  [' ', 'empty'],
  ['A12', 'too-short'],
  ['A'.repeat(101), 'too-long'],
  ['AB\u200B12', 'bad-characters'],
  ['AB\u000012', 'bad-characters'],
  ['AB\t12', 'bad-characters'],
])('refuses %j', (written, fault) => {
  expect(readPartnerCode(written)).toBe(fault);
});
