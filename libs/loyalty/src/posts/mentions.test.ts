import { describe, expect, it } from 'vitest';
import { mentionsIn, namesToLookUp } from './mentions.ts';

const found = (text: string, ...nicknames: string[]): string[] =>
  mentionsIn(text, nicknames).map(({ start, end }) => text.slice(start, end));

describe('mentions', () => {
  it('are nicknames after the sign, in any case, and the longest one counts', () => {
    expect(found('Thanks @jana, and @Jana K. too', 'Jana', 'Jana K.')).toEqual(['@jana', '@Jana K.']);
    expect(found('@Jana Krause wrote', 'Jana', 'Jana K')).toEqual(['@Jana']);
    expect(found('(@Filter Freund) _@Jana_', 'Filter Freund', 'Jana')).toEqual(['@Filter Freund', '@Jana']);
  });

  it('are no addresses, unknown names, or parts of words', () => {
    expect(found('write to me@jana.example or @@jana, @janana', 'Jana')).toEqual([]);
    expect(found('@everyone @all', 'Jana')).toEqual([]);
  });

  it('end with their line', () => {
    expect(found('@Jana\nK.', 'Jana', 'Jana K.')).toEqual(['@Jana']);
  });

  it('say which nickname is meant', () => {
    expect(mentionsIn('Hi @JANA', ['Jana'])).toEqual([{ nickname: 'Jana', start: 3, end: 8 }]);
  });

  it('are looked up by every length that a name may have, for so many signs only', () => {
    expect(namesToLookUp('@Jana K. says')).toEqual(['jana k. says', 'jana k.', 'jana k', 'jana']);
    expect(namesToLookUp('@ab @abc'.repeat(500)).length).toBeLessThan(400);
  });
});
