import { expect, it } from 'vitest';
import { newId } from './ids.ts';

it('sorts new ids in the order of their creation', () => {
  const made = Array.from({ length: 50_000 }, newId);
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  for (const id of [made[0], made.at(-1)])
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
