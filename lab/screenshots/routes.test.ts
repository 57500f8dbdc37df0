import { expect, it } from 'vitest';
import { routesWithoutStop } from './routes.mjs';

it('every page has a stop in lab/screenshots/stops, so that a person looks at it', () => {
  expect(routesWithoutStop()).toEqual([]);
});
