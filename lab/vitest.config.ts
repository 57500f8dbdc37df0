import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { sequence, shared } from '../vitest.config.ts';

export default defineConfig({
  ...shared,
  test: {
    name: 'lab',
    root: join(import.meta.dirname, '..'),
    // Includes the test of invalid input, which `npm test` runs with a third of the inputs.
    include: ['lab/**/*.test.ts', 'test/api/nonsense.test.ts'],
    env: { NONSENSE: 'all' },
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    sequence,
    maxWorkers: 2,
  },
});
