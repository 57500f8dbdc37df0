import { describe, expect, it } from 'vitest';
import { quick, slow, Wedge } from './wedge.ts';

const type = (wedge: Wedge, keys: string[], gap: number, from = 0) =>
  keys.map((key, index) => wedge.take(key, from + index * gap)).at(-1);

describe('a wedge scanner', () => {
  it('reads fast keys that end with Enter or Tab', () => {
    expect(type(new Wedge(quick), [...'4021000012345676', 'Enter'], 8)).toBe('4021000012345676');
    expect(type(new Wedge(quick), [...'7K3M-9QWX', 'Tab'], 8)).toBe('7K3M-9QWX');
  });

  it('ignores a person who types', () => {
    expect(type(new Wedge(quick), [...'4021000012345676', 'Enter'], 120)).toBeNull();
    expect(type(new Wedge(quick), [...'29,00', 'Enter'], 20)).toBeNull();
  });

  it('starts again after slow keys', () => {
    const wedge = new Wedge(quick);
    type(wedge, [...'29'], 200);
    expect(type(wedge, [...'REGULARS:1', 'Enter'], 5, 5000)).toBe('REGULARS:1');
  });

  it('starts again after an Enter that came at once', () => {
    const wedge = new Wedge(slow);
    type(wedge, [...'2950', 'Enter'], 100);
    expect(type(wedge, [...'4006381333931', 'Enter'], 90, 500)).toBe('4006381333931');
  });

  it('ignores an Enter that comes late', () => {
    const wedge = new Wedge(quick);
    type(wedge, [...'4021000012345676'], 5);
    expect(wedge.take('Enter', 2000)).toBeNull();
  });

  it('ignores Shift', () => {
    const keys = ['Shift', 'A', 'b', 'Shift', 'C', 'd', 'e', 'f', 'Enter'];
    expect(type(new Wedge(quick), keys, 5)).toBe('AbCdef');
  });

  it('reports the start of a scan', () => {
    const wedge = new Wedge(quick);
    wedge.take('1', 0);
    expect(wedge.begins).toBe(true);
    wedge.take('2', 10);
    expect(wedge.begins).toBe(false);
  });
});

describe('a slow wedge scanner', () => {
  it.each([60, 90, 150, 190])('reads long codes with %i milliseconds for each key', (gap) => {
    expect(type(new Wedge(slow), [...'4006381333931', 'Enter'], gap)).toBe('4006381333931');
  });

  it('reads a barcode of eight digits', () => {
    expect(type(new Wedge(slow), [...'96385074', 'Enter'], 90)).toBe('96385074');
  });

  it('reads a code in which a busy machine has stopped for a moment', () => {
    const wedge = new Wedge(slow);
    type(wedge, [...'400638'], 20);
    expect(type(wedge, [...'1333931', 'Enter'], 20, 380)).toBe('4006381333931');
  });

  it('knows nothing of what came before it was reset', () => {
    const wedge = new Wedge(slow);
    type(wedge, [...'400638133'], 60);
    wedge.reset();
    expect(wedge.take('Enter', 600)).toBeNull();
  });

  it('takes no amount of a person', () => {
    expect(type(new Wedge(slow), [...'125000', 'Enter'], 90)).toBeNull();
    expect(type(new Wedge(slow), [...'12345678', 'Enter'], 140)).toBeNull();
    expect(type(new Wedge(slow), [...'1234567.89', 'Enter'], 150)).toBeNull();
    expect(type(new Wedge(slow), [...'29,00', 'Enter'], 90)).toBeNull();
  });
});
