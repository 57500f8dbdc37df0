import { describe, expect, it } from 'vitest';
import { sortHref, sortingOf, sortQuery } from './sorts.ts';

const at = (query: string): URL => new URL(`http://club.example/console/members${query}`);
const usual = { key: 'joined', descending: true };

describe('sorting in the URL', () => {
  it('is the usual one unless the URL names another', () => {
    expect(sortingOf(at(''), usual)).toEqual(usual);
    expect(sortingOf(at('?sort=name'), usual)).toEqual({ key: 'name', descending: false });
    expect(sortingOf(at('?sort=name&order=desc'), usual)).toEqual({ key: 'name', descending: true });
  });
  it('keeps the filters and starts at the first page', () => {
    expect(sortHref(at('?q=anna&cursor=c1'), { key: 'name', descending: false })).toBe(
      '/console/members?q=anna&sort=name&order=asc',
    );
  });
  it('reaches the API only with a key that the list has', () => {
    expect(sortQuery(at('?sort=name&order=desc'), ['name'])).toEqual({ sort: 'name', order: 'desc' });
    expect(sortQuery(at('?sort=secret&order=desc'), ['name'])).toEqual({});
  });
});
