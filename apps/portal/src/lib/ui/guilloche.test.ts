import { describe, expect, it } from 'vitest';
import { guilloche } from './guilloche.ts';

const closedCurves = (path: string): number => path.split('Z').length - 1;

describe('the pattern of a card', () => {
  it('has two families of 16 closed curves', () => {
    expect(guilloche('anna').map(closedCurves)).toEqual([16, 16]);
  });

  it('is always the same for one member, and different for another', () => {
    expect(guilloche('anna')).toEqual(guilloche('anna'));
    expect(guilloche('anna')).not.toEqual(guilloche('anne'));
  });
});
