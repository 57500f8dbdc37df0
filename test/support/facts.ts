import { expect } from 'vitest';
import { MemberFacts } from '../../apps/api/src/features/facts/index.ts';
import type { TestApp } from './app.ts';

/** Waits until the facts of all members are what their sources tell; nobody but their subscription makes them so. */
export const factsUpToDate = ({ app }: TestApp): Promise<void> =>
  expect.poll(() => app.get(MemberFacts).differences(), { timeout: 10_000, interval: 50 }).toEqual([]);
