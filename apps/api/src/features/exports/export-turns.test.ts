import { expect, it } from 'vitest';
import { nextTurn } from './export-turns.ts';

const zone = 'Europe/Prague';

it.each([
  ['2026-11-22T12:00:00Z', 'day', '2026-11-23T04:00:00.000Z'],
  ['2026-11-22T03:59:00Z', 'day', '2026-11-22T04:00:00.000Z'],
  ['2026-11-22T04:00:00Z', 'day', '2026-11-23T04:00:00.000Z'],
  // A Sunday, and the Monday after it.
  ['2026-11-22T12:00:00Z', 'week', '2026-11-23T04:00:00.000Z'],
  ['2026-11-23T04:00:00Z', 'week', '2026-11-30T04:00:00.000Z'],
  // The clocks change on 25 October.
  ['2026-10-24T12:00:00Z', 'day', '2026-10-25T04:00:00.000Z'],
  ['2026-10-23T12:00:00Z', 'day', '2026-10-24T03:00:00.000Z'],
] as const)('after %s, each %s: %s', (now, every, next) => {
  expect(nextTurn(Date.parse(now), every, zone).toISOString()).toBe(next);
});
