import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** An update of, or a join with, the rows that a JSON list names. */
const joined =
  /update \w+ \w+ set [^;]*?\bfrom (?:jsonb_to_recordset|\()|\bjoin jsonb_to_recordset|\bfrom jsonb_to_recordset\([^;]*?\bjoin (?!lateral)\w+ \w+ on/su;

/** Their tables are as small as the configuration of a club, or each part is found by itself. */
const small = [
  'challenges_read',
  'purchase_context',
  'record_redemption',
  'reserve_budget',
  'take_reward_stock',
];

// PostgreSQL guesses that every list has 100 rows. In a club of 20,000 members it then reads a whole table for one sale.
it('SQL functions find the rows that a list names by an index', () => {
  const files = globSync('apps/api/src/features/*/sql/*.sql', { cwd: root });
  const wrong = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const name = basename(file, '.sql');
    const isPlanned = text.includes('set enable_hashjoin = off set enable_mergejoin = off');
    return joined.test(text) && !isPlanned && !small.includes(name) ? [name] : [];
  });
  expect(files.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});
