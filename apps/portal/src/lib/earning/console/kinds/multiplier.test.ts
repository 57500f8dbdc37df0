import { expect, it } from 'vitest';
import { multiplier } from './multiplier.ts';

const where = { fact: 'line.category', op: 'is', value: 'Books' } as const;
const effect = { kind: 'multiplier' as const, times: 1.5, where };

it('survives a round trip through the editor', () => {
  expect(multiplier.effect(multiplier.read(effect, 'EUR'))).toEqual(effect);
});

it('lists the fields that cannot be saved', () => {
  const empty = multiplier.empty('EUR');
  expect(multiplier.effect(empty)).toBeNull();
  expect(multiplier.faults({ ...empty, times: '0,5' })).toEqual([
    'times',
    expect.stringMatching(/^row-\d+$/),
  ]);
  expect(multiplier.effect({ ...multiplier.read(effect, 'EUR'), times: '2,25' })?.times).toBe(2.25);
});
