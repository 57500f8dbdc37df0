// `--long` adds an import of real baskets, the redemptions of real coupons, kills of imports, bulk changes and consumers of
// events, and the test of invalid input, which `npm test` runs with a third of the inputs.
const isLong = process.env['LAB'] === 'long';

/** The tests of the lab. `.ci/run` runs the short ones with all others, on the same server. */
export const labTests = {
  name: 'lab',
  include: ['lab/**/*.test.ts', ...(isLong ? ['test/api/nonsense*.test.ts'] : [])],
  exclude: ['**/node_modules/**', ...(isLong ? [] : ['lab/coupons/**', 'lab/imports/**', 'lab/kills/**'])],
  env: { NONSENSE: 'all' },
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 120_000,
  hookTimeout: 60_000,
};
