import pg from 'pg';
import { vi } from 'vitest';

// The relay and the consumers run at any time. Their calls do not belong to a request. Some of them look a purchase up, which no sale does.
const ofOthers =
  /^(relay|live|event|consumer|failure|outbox|fact|member-fact|challenge-fill|referral-of-purchase$|purchase-find$|task-about-|survey-live-after-purchases$|notices-insert$)/;

/** The statements that reached PostgreSQL during `work`, in order: named ones by name, those of entities by text. */
export const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const calls = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return calls.mock.calls
      .map(([query]: readonly unknown[]) => nameOf(query))
      .filter((name) => name !== '' && !ofOthers.test(name));
  } finally {
    calls.mockRestore();
  }
};

const nameOf = (query: unknown): string =>
  typeof query === 'string'
    ? (/^(?:select|insert|update|delete)\b.*"\w+Entity".*/is.exec(query)?.[0] ?? '')
    : ((query as { name?: string }).name ?? '');

// Settings stay in memory: rules, tiers, places, rates, budgets and whether a challenge is live. Late news of a change lets any
// sale read them again. What a sale reads of its own has a name, so each entity is a setting.
const remembered = /^(rule-publication-all|live-challenges|SELECT "\w+Entity")/;

/** The statements of a sale without those for its key and its stored reply. */
export const allStatementsOfSale = async (work: () => Promise<unknown>): Promise<string[]> => {
  const names = await statementsOf(work);
  return names.slice(names.indexOf('idempotency-open') + 1, names.indexOf('idempotency-keep'));
};

/** The same without what is usually in memory. `purchases.test.ts` shows that it is. */
export const ownStatementsOf = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await allStatementsOfSale(work)).filter((name) => !remembered.test(name));
