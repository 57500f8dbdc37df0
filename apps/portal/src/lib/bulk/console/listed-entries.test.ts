import { describe, expect, it } from 'vitest';
import { entriesOf, firstColumn, listOf } from './listed-entries.ts';

describe('a pasted list', () => {
  it('has entries by line, and several in one', () => {
    expect(entriesOf(' 1001\r\n\r\n ana@example.org; bo@example.org,\n')).toEqual([
      { line: 1, entry: '1001' },
      { line: 3, entry: 'ana@example.org' },
      { line: 3, entry: 'bo@example.org' },
    ]);
  });

  it('cuts what no member can be called', () => {
    expect(listOf('x'.repeat(5000))[0]).toHaveLength(320);
  });
});

describe('a file', () => {
  it('gives its first column, quoted or not', () => {
    const file = '\uFEFF"E-mail","Name"\r\nana@example.org;Ana\n"a ""b""",c\n\nbo@example.org\n';
    expect(firstColumn(file)).toBe('E-mail\nana@example.org\na "b"\n\nbo@example.org');
  });
});
