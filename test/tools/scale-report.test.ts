import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const mostDays = 60;

/** The day of the newest commit that touches what PostgreSQL is asked; null without a repository, as in an archive of a release. */
const lastChange = (): string | null => {
  const asked = ['apps/api/src/features/**/*.sql', 'apps/api/src/features/**/*.repository.ts'];
  try {
    const globs = asked.map((path) => `:(glob)${path}`);
    return execFileSync('git', ['log', '-1', '--format=%cs', '--', ...globs], {
      cwd: root,
      encoding: 'utf8',
    }).trim();
  } catch {
    return null;
  }
};

// Days between two commits: what is released once stays right, whenever someone runs its tests.
it('how calls grow with the members was measured not long before the statements last changed', () => {
  const report = readFileSync(join(root, 'docs/bench/scale.md'), 'utf8');
  const measured = /Measured on (\d{4}-\d\d-\d\d) at commit/u.exec(report)?.[1] ?? '';
  const changed = lastChange();
  const until = Temporal.PlainDate.from(measured).add({ days: mostDays }).toString();
  expect(
    changed === null || changed <= until,
    'Run `npm run scale -- 1000000 --keep` on a quiet machine and commit docs/bench/scale.md',
  ).toBe(true);
});
