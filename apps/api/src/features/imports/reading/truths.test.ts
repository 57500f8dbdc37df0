import { expect, test } from 'vitest';
import { truthIn } from './truths.ts';

test.each(['subscribed', 'WAHR', 'PRAVDA', 'angemeldet', 'Ano', '1', 'Yes', ' x ', '✓'])(
  '%j is a yes',
  (word) => {
    expect(truthIn(word)).toBe(true);
  },
);

test.each(['unsubscribed', 'FALSCH', 'NEPRAVDA', 'ne', '0', 'Not subscribed', 'pending'])(
  '%j is a no',
  (word) => {
    expect(truthIn(word)).toBe(false);
  },
);

test.each(['', 'maybe', '2', 'jaja'])('%j is neither', (word) => {
  expect(truthIn(word)).toBeNull();
});
