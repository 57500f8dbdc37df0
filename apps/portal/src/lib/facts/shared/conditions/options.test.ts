import { describe, expect, it } from 'vitest';
import { distinctLabels, labelOf, valueOf } from './options.ts';

const options = [
  { value: 'coffee', label: 'Kaffee' },
  { value: 'coffee-beans', label: 'Bohnen' },
  { value: 'B-1', label: 'Lesezeichen' },
  { value: 'B-2', label: 'lesezeichen' },
  { value: 'Dawn', label: 'Dawn' },
];

describe('the names of values', () => {
  it('lead to their values, whatever the case; other texts stay', () => {
    expect(valueOf(' kaffee ', options)).toBe('coffee');
    expect(valueOf('Tee', options)).toBe('Tee');
    expect(valueOf('coffee', options)).toBe('coffee');
    expect(labelOf('coffee', options)).toBe('Kaffee');
    expect(labelOf('unknown', options)).toBe('unknown');
  });

  it('tell apart what has the same name', () => {
    const distinct = distinctLabels(options);
    expect(distinct.map(({ label }) => label)).toEqual([
      'Kaffee',
      'Bohnen',
      'Lesezeichen (B-1)',
      'lesezeichen (B-2)',
      'Dawn',
    ]);
    for (const { value, label } of distinct) expect(valueOf(label, distinct)).toBe(value);
  });
});
