import { allFunctions } from '../../apps/api/src/database.ts';
import type { TestApp } from './app.ts';
import { asOwner } from './owner.ts';

/** Takes the locks out of a SQL function. Tests that still pass then prove nothing. */
export const dropLocks = async (api: TestApp, name: string): Promise<void> => {
  const found = allFunctions().find((each) => each.name === name);
  const text = found?.text
    .replaceAll(/ for update( skip locked)?\b/g, '')
    .replaceAll(/perform pg_advisory_xact_lock\(.*\);/g, 'null;');
  if (text === undefined || text === found?.text) throw new Error(`${name} has no locks`);
  await asOwner(api, text);
};
