import { expect, it } from 'vitest';
import { SetIndex } from './set-index.ts';

const all = new Set(['coffee', 'tea']);

it('names the sets of an article, and no set that is not there', () => {
  const index = new SetIndex();
  index.add({ id: 'coffee', version: 1, skus: ['a', 'b'] });
  index.add({ id: 'tea', version: 1, skus: ['b'] });
  expect(['a', 'b', 'c'].map(index.among(all))).toEqual([['coffee'], ['coffee', 'tea'], []]);
  expect(index.among(new Set(['tea']))('b')).toEqual(['tea']);
});

it('replaces a set by its newer version only', () => {
  const index = new SetIndex();
  index.add({ id: 'coffee', version: 2, skus: ['b'] });
  index.add({ id: 'coffee', version: 1, skus: ['a'] });
  expect(['a', 'b'].map(index.among(all))).toEqual([[], ['coffee']]);
  index.add({ id: 'coffee', version: 3, skus: ['c'] });
  expect(['b', 'c'].map(index.among(all))).toEqual([[], ['coffee']]);
});

it('forgets a set and leaves the others', () => {
  const index = new SetIndex();
  index.add({ id: 'coffee', version: 1, skus: ['a', 'b'] });
  index.add({ id: 'tea', version: 1, skus: ['b'] });
  index.remove('coffee');
  index.remove('coffee');
  expect(['a', 'b'].map(index.among(all))).toEqual([[], ['tea']]);
  expect(index.ids).toEqual(['tea']);
});

it('finds the sets of 1,000 articles among 2,000 sets in milliseconds', () => {
  const index = new SetIndex();
  const present = new Set<string>();
  for (let set = 0; set < 2000; set += 1) {
    present.add(`set ${set}`);
    index.add({
      id: `set ${set}`,
      version: 1,
      skus: Array.from({ length: 100 }, (_, place) => `${set}-${place}`),
    });
  }
  const setsOf = index.among(present);
  const begun = performance.now();
  let found = 0;
  for (let line = 0; line < 1000; line += 1) found += setsOf(`${line}-${line % 200}`).length;
  // Each hundred of the lines is followed by a hundred whose article is in no set. It takes about one millisecond.
  expect(performance.now() - begun).toBeLessThan(50);
  expect(found).toBe(500);
});
