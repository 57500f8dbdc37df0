import { defineConfig } from 'vitest/config';
import { shared } from '../vitest.config.ts';

export default defineConfig({
  ...shared,
  test: {
    name: 'lab',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['../test/support/global-setup.ts'],
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
