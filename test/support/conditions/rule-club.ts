import type { Location } from '@regulars/contracts';
import { startApp, type TestApp } from '../app.ts';
import { makeKey } from '../makers.ts';
import { makeLocation } from '../makers/club.ts';
import { changeClub, makeRule, makeTier, Till } from '../makers/purchases.ts';
import { rowsOf } from '../rows.ts';

/** A club to try rules with conditions. */
export interface RuleClub {
  readonly api: TestApp;
  /** The API key of the till. */
  readonly key: string;
  readonly shop: Location;
  readonly till: Till;
}

/** A club in Berlin on 22 November 2026, with one location, one tier and one point per euro. */
export const openRuleClub = async (): Promise<RuleClub> => {
  const api = await startApp('2026-11-22T12:00:00Z');
  await changeClub(api, { timeZone: 'Europe/Berlin' });
  const shop = await makeLocation(api);
  await makeTier(api, { code: 'bronze' });
  await makeRule(api);
  const key = await makeKey(api);
  return { api, key, shop, till: new Till(api, key, shop.code) };
};

interface Evaluation {
  readonly rules: { readonly id: string }[];
  /** Rules whose condition did not hold. */
  readonly unmet?: { readonly id: string }[];
}

/** What the purchase keeps about its rules. */
export const evaluationOf = async (api: TestApp, purchaseId: string): Promise<Evaluation> => {
  const [row] = await rowsOf<{ evaluation: Evaluation }>(
    api,
    'select evaluation from purchases where id = $1',
    [purchaseId],
  );
  return row?.evaluation ?? { rules: [] };
};
