import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from './app.ts';

/** Looks into the API's database. */
export const rowsOf = <Row extends Record<string, unknown>>(
  { app }: TestApp,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => app.get(Transactions).query<Row>({ name: '', text }, values);
