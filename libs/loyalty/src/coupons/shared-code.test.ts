import { expect, it } from 'vitest';
import { codeKey } from './shared-code.ts';

it.each(['WELCOME10', 'welcome-10', ' Welcome 10 ', 'WELC0ME1O', 'we1come10'])(
  'reads %j as one code',
  (typed) => {
    expect(codeKey(typed)).toBe('WE1C0ME10');
  },
);

it.each(['', ' - ', '…'])('reads no code in %j', (typed) => {
  expect(codeKey(typed)).toBeNull();
});
