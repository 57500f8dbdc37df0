import { describe, expect, it } from 'vitest';
import { pagesOf, withQuery } from './query.ts';

const at = (query: string): URL => new URL(`http://club.example/console/members${query}`);

describe('withQuery', () => {
  it('changes a filter, drops empty ones and starts at the first page', () => {
    expect(withQuery(at('?q=anna&status=active&cursor=c2&trail=c1'), { q: '', tier: 'gold' })).toBe(
      '/console/members?status=active&tier=gold',
    );
  });
  it('drops the address of a form action', () => {
    expect(withQuery(at('?/block=&tab=cards'), {})).toBe('/console/members?tab=cards');
  });
});

describe('pagesOf', () => {
  it('leads from the first page to the next, and to no page before it', () => {
    expect(pagesOf(at('?q=a'), 'c1')).toEqual({ nextHref: '/console/members?q=a&cursor=c1' });
  });
  it('leads back over the same pages', () => {
    const third = pagesOf(at('?cursor=c2&trail=c1'), null);
    expect(third).toEqual({ previousHref: '/console/members?cursor=c1' });
    const second = pagesOf(at('?cursor=c1'), 'c2');
    expect(second).toEqual({
      previousHref: '/console/members',
      nextHref: '/console/members?cursor=c2&trail=c1',
    });
  });
});
