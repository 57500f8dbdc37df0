import { describe, expect, it } from 'vitest';
import { linksIn } from './links.ts';

describe('links in a text', () => {
  it('are the same with and without protocol, and each is there once', () => {
    expect(
      linksIn(
        'Go to https://www.cards.example/buy?from=x or cards.example/buy. See [here](http://cards.example)',
      ),
    ).toEqual(['cards.example/buy', 'cards.example']);
  });

  it('are no abbreviations and no numbers', () => {
    expect(linksIn('z.B. 3.5 g, ca. 2.30 Uhr, e.g. this.And that')).toEqual([]);
  });

  it('are found without a protocol', () => {
    expect(linksIn('morgenrot-cards.example, quick!')).toEqual(['morgenrot-cards.example']);
  });
});
