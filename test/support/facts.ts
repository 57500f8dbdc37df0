import { expect } from 'vitest';
import { FactSources, RebuildMemberFactsJob } from '../../apps/api/src/features/facts/index.ts';
import { DueFacts } from '../../apps/api/src/features/facts/due-facts.ts';
import { differencesText } from '../../apps/api/src/features/facts/facts-sql.ts';
import type { TestApp } from './app.ts';
import { rowsOf } from './rows.ts';

interface FactDifference extends Record<string, unknown> {
  readonly member_id: string;
  readonly column: string;
  readonly stored: string | null;
  readonly right: string | null;
}

/** Members with wrong facts, with the first wrong fact, as `club verify` finds them. */
export const factDifferences = (api: TestApp): Promise<FactDifference[]> =>
  rowsOf<FactDifference>(api, differencesText(api.app.get(FactSources).all()));

/** Rebuilds the facts of all members, as after an update that changes their sources. */
export const rebuildFacts = async (api: TestApp): Promise<void> => {
  await rowsOf(api, `update member_facts_rebuild set definition = 'an older one'`);
  await api.app.get(RebuildMemberFactsJob).run();
};

/** Waits until the facts of all members are those of their sources: the subscription updates them, and what is due is taken. */
export const factsUpToDate = (api: TestApp): Promise<void> =>
  expect
    .poll(
      async () => {
        await api.app.get(DueFacts).takeAll();
        return factDifferences(api);
      },
      { timeout: 10_000, interval: 50 },
    )
    .toEqual([]);
