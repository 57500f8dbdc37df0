import { describe, expect, it } from 'vitest';
import { refusedIn } from '../../tools/words.ts';

type Language = Parameters<typeof refusedIn>[0];

describe('the check of words', () => {
  it.for<[Language, string]>([
    ['en', 'Whoever runs it signs in as usual.'],
    ['en', 'Mend a mistake by the reversing transaction'],
    ['en', 'Somebody changed this.'],
    ['de', 'Zeig diesen Code an der Kassa'],
    ['cs', 'Členem od {date}'],
    ['cs', 'Jeden bod za každých … {currency}'],
    ['cs', 'Vítejte, {name}'],
  ])('refuses in %s: %s', ([language, text]) => {
    expect(refusedIn(language, text)).toHaveLength(1);
  });

  it.for<[Language, string]>([
    ['en', 'Recommended for everyone. Reverse a transaction.'],
    ['de', 'Zeig diesen Code an der Kasse, das reicht.'],
    ['cs', 'Body za každý nákup'],
    ['cs', 'Začátek členství: {date}'],
  ])('accepts in %s: %s', ([language, text]) => {
    expect(refusedIn(language, text)).toEqual([]);
  });
});
