import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const places = {
  root,
  api: join(root, 'apps/api/dist'),
  driver: join(import.meta.dirname, 'driver.ts'),
  naive: join(import.meta.dirname, 'naive'),
  naiveBuilt: join(root, '.cache/bench/naive'),
  report: join(root, 'docs/bench'),
};
