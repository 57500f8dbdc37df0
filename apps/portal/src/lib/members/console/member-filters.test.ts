import { operationOf, saveFilter } from '@regulars/contracts';
import { expect, it } from 'vitest';
import { savedNames } from './member-filters.ts';

it('every filter that can be kept under a name is accepted by the API', () => {
  const query = Object.fromEntries(savedNames.map((name) => [name, 'x']));
  expect(operationOf(saveFilter).body.safeParse({ name: 'All', query }).error).toBeUndefined();
});
