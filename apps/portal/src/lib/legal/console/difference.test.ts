import { expect, it } from 'vitest';
import { differenceOf } from './difference.ts';

it('shows which lines of a text are new and which are gone', () => {
  expect(differenceOf('a\nb\n\nc', 'a\nB\nc\nd')).toEqual([
    { change: 'same', text: 'a' },
    { change: 'removed', text: 'b' },
    { change: 'added', text: 'B' },
    { change: 'same', text: 'c' },
    { change: 'added', text: 'd' },
  ]);
  expect(differenceOf('', 'x')).toEqual([{ change: 'added', text: 'x' }]);
});
