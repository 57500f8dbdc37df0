import { expect, it } from 'vitest';
import { readForeignCode } from './foreign-code.ts';

it.each([
  ' spring-2041 ',
  'SPRING 2O4I',
  'Spring–2041',
  'ＳＰＲＩＮＧ.2041',
  'spring_2041'.replace('_', '/'),
])('reads %s as people type it', (written) => {
  expect(readForeignCode(written)).toEqual({ key: 'SPR1NG2041' });
});

it.each([
  ['', 'empty'],
  ['  ', 'empty'],
  ['A-1 2', 'too-short'],
  ['----', 'too-short'],
  ['A'.repeat(31), 'too-long'],
  ['SPRÄNG2041', 'bad-characters'],
  ['SPRING\u00002041', 'bad-characters'],
  ['10%OFF', 'bad-characters'],
])('refuses %j', (written, fault) => {
  expect(readForeignCode(written)).toBe(fault);
});

it('takes 4 to 30 characters', () => {
  expect(readForeignCode('A-B-2-3')).toEqual({ key: 'AB23' });
  expect(readForeignCode('7'.repeat(30))).toEqual({ key: '7'.repeat(30) });
});
