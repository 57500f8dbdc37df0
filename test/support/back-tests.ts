import { getBackTest, simulateEarningRule, type BackTest, type SentBodyOf } from '@regulars/contracts';
import { expect, vi } from 'vitest';
import type { TestApp } from './app.ts';

type Draft = SentBodyOf<typeof simulateEarningRule>['rule'];

/** The figures of a back-test of the last days, when it is done. */
export const backTested = async (
  api: TestApp,
  apiKey: string,
  rule: Draft,
  days = 30,
): Promise<NonNullable<BackTest['result']>> => {
  const client = api.client({ apiKey });
  const begun = await client.call(simulateEarningRule, { body: { rule, days } });
  if ('difference' in begun) throw new Error('It is a trial of one receipt');
  const find = (): Promise<BackTest> => client.call(getBackTest, { params: { id: begun.id } });
  const patience = { timeout: 20_000, interval: 100 };
  await vi.waitFor(async () => expect((await find()).state).not.toMatch(/waiting|running/), patience);
  const { state, result } = await find();
  expect(state).toBe('done');
  if (!result) throw new Error('It has no result');
  return result;
};
