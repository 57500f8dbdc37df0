import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { sequence, shared } from '../vitest.config.ts';
import { labTests } from './tests.ts';

export default defineConfig({
  ...shared,
  test: { ...labTests, root: join(import.meta.dirname, '..'), sequence, maxWorkers: 2 },
});
