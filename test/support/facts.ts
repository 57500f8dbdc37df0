import { expect } from 'vitest';
import { FactSources, RebuildMemberFactsJob } from '../../apps/api/src/features/facts/index.ts';
import { differencesText } from '../../apps/api/src/features/facts/facts-sql.ts';
import type { TestApp } from './app.ts';
import { rowsOf } from './rows.ts';

interface FactDifference extends Record<string, unknown> {
  readonly member_id: string;
  readonly column: string;
  readonly stored: string | null;
  readonly right: string | null;
}

/** Who has wrong facts, and the first that is, as `club verify` finds them. */
export const factDifferences = (api: TestApp): Promise<FactDifference[]> =>
  rowsOf<FactDifference>(api, differencesText(api.app.get(FactSources).all()));

/** Makes the facts of all members anew, as after an update that changes how they are made. */
export const rebuildFacts = async (api: TestApp): Promise<void> => {
  await rowsOf(api, `update member_facts_rebuild set definition = 'an older one'`);
  await api.app.get(RebuildMemberFactsJob).run();
};

/** Waits until the facts of all members are what their sources tell; nobody but their subscription makes them so. */
export const factsUpToDate = (api: TestApp): Promise<void> =>
  expect.poll(() => factDifferences(api), { timeout: 10_000, interval: 50 }).toEqual([]);
