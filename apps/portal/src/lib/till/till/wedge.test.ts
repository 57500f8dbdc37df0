import { describe, expect, it } from 'vitest';
import { Wedge } from './wedge.ts';

const type = (wedge: Wedge, keys: string[], gap: number, from = 0) =>
  keys.map((key, index) => wedge.take(key, from + index * gap)).at(-1);

describe('the wedge scanner', () => {
  it('reads fast keys that end with Enter or Tab', () => {
    expect(type(new Wedge(), [...'4021000012345676', 'Enter'], 8)).toBe('4021000012345676');
    expect(type(new Wedge(), [...'7K3M-9QWX', 'Tab'], 8)).toBe('7K3M-9QWX');
  });

  it('ignores a person who types', () => {
    expect(type(new Wedge(), [...'4021000012345676', 'Enter'], 120)).toBeNull();
    expect(type(new Wedge(), [...'29,00', 'Enter'], 20)).toBeNull();
  });

  it('starts again after slow keys', () => {
    const wedge = new Wedge();
    type(wedge, [...'29'], 200);
    expect(type(wedge, [...'REGULARS:1', 'Enter'], 5, 5000)).toBe('REGULARS:1');
  });

  it('ignores an Enter that comes late', () => {
    const wedge = new Wedge();
    type(wedge, [...'4021000012345676'], 5);
    expect(wedge.take('Enter', 2000)).toBeNull();
  });

  it('ignores Shift', () => {
    expect(type(new Wedge(), ['Shift', 'A', 'b', 'Shift', 'C', 'd', 'e', 'f', 'Enter'], 5)).toBe('AbCdef');
  });

  it('reports the start of a scan', () => {
    const wedge = new Wedge();
    wedge.take('1', 0);
    expect(wedge.begins).toBe(true);
    wedge.take('2', 10);
    expect(wedge.begins).toBe(false);
  });
});
