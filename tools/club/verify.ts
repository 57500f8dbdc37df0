import type pg from 'pg';
import { memberDaysCheck } from '../../apps/api/src/features/members/member-days-check.ts';
import { bookChecks, type BookCheck } from '../../apps/api/src/features/points/books.ts';
import { pointsDaysCheck } from '../../apps/api/src/features/points/points-days-check.ts';
import { receiptCheck } from '../../apps/api/src/features/purchases/receipt-check.ts';
import { salesDaysChecks } from '../../apps/api/src/features/purchases/sales-days-check.ts';
import { ClubToolError } from './errors.ts';
import { factsCheck } from './facts-check.ts';
import { connected, type Place } from './place.ts';

const checks: readonly BookCheck[] = [
  ...bookChecks,
  receiptCheck,
  factsCheck,
  memberDaysCheck,
  pointsDaysCheck,
  ...salesDaysChecks,
];
const mostNamed = 10;

interface Fault {
  readonly member_id: string | null;
  readonly why: string;
}

/** Prints the checks. Resolves to 1 if the books are wrong. */
export const verify = async (place: Place): Promise<number> => {
  const results = await connected(place, checkAll);
  const width = Math.max(...results.map(({ what }) => what.length));
  for (const { what, faults } of results)
    console.log(`${what.padEnd(width)}  ${faults.length === 0 ? 'ok' : `${faults.length} wrong`}`);
  for (const { what, faults } of results) tell(what, faults);
  const wrong = results.reduce((sum, { faults }) => sum + faults.length, 0);
  console.log(wrong === 0 ? 'The books are right.' : `The books are wrong: ${wrong} faults.`);
  return wrong === 0 ? 0 : 1;
};

const tell = (what: string, faults: readonly Fault[]): void => {
  if (faults.length === 0) return;
  console.log(`\nNot true: ${what}`);
  for (const { member_id, why } of faults.slice(0, mostNamed))
    console.log(`  ${member_id ? `member ${member_id}: ` : ''}${why}`);
  if (faults.length > mostNamed) console.log(`  and ${faults.length - mostNamed} more`);
};

const checkAll = async (client: pg.Client): Promise<{ what: string; faults: Fault[] }[]> => {
  // All checks see the same moment. They read the tables, because an index may be broken.
  await client.query('begin isolation level repeatable read read only');
  await client.query('set local enable_indexscan = off');
  await client.query('set local enable_indexonlyscan = off');
  await client.query('set local enable_bitmapscan = off');
  await assertClub(client);
  const results = [];
  for (const { what, faults } of checks)
    results.push({ what, faults: (await client.query<Fault>(faults)).rows });
  await client.query('rollback');
  return results;
};

const assertClub = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('journal') is not null and to_regclass('member_facts') is not null as found`,
  );
  if (!rows[0]?.found)
    throw new ClubToolError('There are no books in this database yet: start Regulars once.');
};
