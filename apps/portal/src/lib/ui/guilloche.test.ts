import { describe, expect, it } from 'vitest';
import { guilloche } from './guilloche.ts';

const drawn = (id: string): string[] => guilloche(id).map((draw) => draw());
const closedCurves = (path: string): number => path.split('Z').length - 1;

describe('the pattern of a card', () => {
  it('has two families of 16 closed curves', () => {
    expect(drawn('anna').map(closedCurves)).toEqual([16, 16]);
  });

  it('is always the same for one member, and different for another', () => {
    expect(drawn('anna')).toEqual(drawn('anna'));
    expect(drawn('anna')).not.toEqual(drawn('anne'));
  });
});
