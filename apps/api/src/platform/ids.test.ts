import { expect, it } from 'vitest';
import { createdAt, newId } from './ids.ts';

it('sorts new ids in the order of their creation', () => {
  const made = Array.from({ length: 50_000 }, newId);
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  for (const id of [made[0], made.at(-1)])
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

it('reads from an id when it was made', () => {
  expect(createdAt('01993c8e-5000-7abc-8def-0123456789ab')).toBe(Date.parse('2025-09-12T06:13:03.616Z'));
  expect(Math.abs(createdAt(newId()) - Date.now())).toBeLessThan(60_000);
});
