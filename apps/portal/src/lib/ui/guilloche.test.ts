import { describe, expect, it } from 'vitest';
import { guilloche } from './guilloche.ts';

const closedCurves = (path: string): number => path.split('Z').length - 1;

describe('the guilloche of a card', () => {
  it('is two families of 16 closed curves', () => {
    expect(guilloche('anna').map(closedCurves)).toEqual([16, 16]);
  });

  it('is the same for the same member and another for the next', () => {
    expect(guilloche('anna')).toEqual(guilloche('anna'));
    expect(guilloche('anna')).not.toEqual(guilloche('anne'));
  });
});
