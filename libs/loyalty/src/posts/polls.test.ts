import { describe, expect, it } from 'vitest';
import { isPollOver, pollShares, voteRefusal } from './polls.ts';

describe('a vote', () => {
  const terms = { options: 3, most: 2, endsAt: 1000 };

  it('counts until the end', () => {
    expect(voteRefusal(terms, [0, 2], 999)).toBeNull();
    expect(voteRefusal(terms, [0, 2], 1000)).toBe('over');
    expect(voteRefusal({ ...terms, endsAt: null }, [1], Number.MAX_SAFE_INTEGER)).toBeNull();
    expect(isPollOver({ endsAt: null }, 1)).toBe(false);
  });

  it('has no more choices than allowed, of options that there are; none takes it back', () => {
    expect(voteRefusal(terms, [0, 1, 2], 0)).toBe('too-many');
    expect(voteRefusal(terms, [3], 0)).toBe('unknown-option');
    expect(voteRefusal(terms, [], 0)).toBeNull();
  });
});

describe('the shares of a poll', () => {
  it.each([
    [[22, 13, 7], 42, [52, 31, 17]],
    [[1, 1, 1], 3, [34, 33, 33]],
    [[0, 5], 5, [0, 100]],
    [[0, 0], 0, [0, 0]],
    [[1, 1, 1, 1, 1, 1, 1], 7, [15, 15, 14, 14, 14, 14, 14]],
  ])('of %j with %i voters are %j', (votes, voters, shares) => {
    expect(pollShares(votes, voters, 1)).toEqual(shares);
  });

  it('are of the voters where several options may be chosen', () => {
    expect(pollShares([3, 2, 1], 3, 2)).toEqual([100, 67, 33]);
  });
});
