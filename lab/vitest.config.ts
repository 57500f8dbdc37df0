import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { sequence, shared } from '../vitest.config.ts';

// `--long` adds an import of real baskets, the redemptions of real coupons, kills of imports, bulk changes and consumers of
// events, and the test of invalid input, which `npm test` runs with a third of the inputs.
const isLong = process.env['LAB'] === 'long';

export default defineConfig({
  ...shared,
  test: {
    name: 'lab',
    root: join(import.meta.dirname, '..'),
    include: ['lab/**/*.test.ts', ...(isLong ? ['test/api/nonsense*.test.ts'] : [])],
    exclude: ['**/node_modules/**', ...(isLong ? [] : ['lab/coupons/**', 'lab/imports/**', 'lab/kills/**'])],
    env: { NONSENSE: 'all' },
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    sequence,
    maxWorkers: 2,
  },
});
