import { defineConfig } from 'vitest/config';
import { labTests } from './lab/tests.ts';
import { FileOrder } from './test/support/file-order.ts';

const conditions = ['@regulars/source', 'module', 'node', 'development|production'];
export const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
};
// Files and the tests in them run in an order of chance, always the same, so that a failure repeats.
// `--sequence.seed=<number>` tries another.
export const sequence = {
  sequencer: FileOrder,
  shuffle: { files: true, tests: true },
  seed: 1795721935343,
};
// Property tests take other values with another seed.
const properties = {
  globalSetup: ['test/support/property-seed.ts'],
  setupFiles: ['test/support/seeded-properties.ts'],
};
// Vitest gives up after a second, which is too short on a busy machine.
const waiting = { poll: { timeout: 15_000, interval: 20 } };
// One more than the cores of a small machine: a test waits for PostgreSQL or the browser part of its time.
const maxWorkers = 3;
// The files of a worker share its modules and its browser, because loading the API again for each file takes seconds. A
// worker serves one project, so `FileOrder` keeps the files of a project together.
const isolate = false;
// The portal decides what it logs when it is loaded, so this file needs modules of its own.
const logFile = 'test/portal/log.test.ts';
// It starts servers and waits for them. Beside tests of the API the other workers have something to do.
const serverFile = 'libs/local-postgres/src/local-postgres.test.ts';
const portal = {
  globalSetup: ['test/support/global-setup.ts', 'test/support/portal-setup.ts'],
  testTimeout: 90_000,
  hookTimeout: 120_000,
  expect: waiting,
};

// Its packages are not those of the product, so `npm test` leaves the lab out.
const withLab = process.env['LAB'] !== undefined;

export default defineConfig({
  ...shared,
  test: {
    sequence,
    maxWorkers,
    // Projects, runs and the lab load the same API, and transform it only after a change.
    fsModuleCache: true,
    fsModuleCachePath: '.cache/vitest',
    projects: [
      {
        test: {
          ...portal,
          name: 'portal',
          include: ['test/portal/**/*.test.ts'],
          exclude: [logFile],
          isolate,
        },
      },
      { test: { ...portal, name: 'portal-log', include: [logFile] } },
      ...(withLab ? [{ test: { ...labTests, expect: waiting } }] : []),
      {
        test: {
          ...properties,
          name: 'api',
          include: ['test/{api,attacks,migrations,tools}/**/*.test.ts', serverFile],
          globalSetup: ['test/support/global-setup.ts', ...properties.globalSetup],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: waiting,
          isolate,
        },
      },
      {
        test: {
          ...properties,
          name: 'unit',
          include: ['libs/*/src/**/*.test.ts', 'apps/{api,portal}/src/**/*.test.ts'],
          exclude: [serverFile],
          isolate,
        },
      },
    ],
  },
});
