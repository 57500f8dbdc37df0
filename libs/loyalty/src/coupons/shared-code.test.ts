import { expect, it } from 'vitest';
import { codeKey } from './shared-code.ts';

it.each([
  'WELCOME10',
  'welcome-10',
  ' Welcome 10 ',
  'WELC0ME1O',
  'we1come10',
  'regulars:coupon:WELCOME10',
  ' REGULARS:COUPON:welcome-10',
])('reads %j as one code', (typed) => {
  expect(codeKey(typed)).toBe('WE1C0ME10');
});

it.each(['', ' - ', '…', 'regulars:coupon: '])('reads no code in %j', (typed) => {
  expect(codeKey(typed)).toBeNull();
});
