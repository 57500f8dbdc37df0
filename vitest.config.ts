import { defineConfig } from 'vitest/config';

const conditions = ['@regulars/source', 'module', 'node', 'development|production'];
export const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
};
// Files and the tests in them run in an order of chance, always the same, so that a failure repeats.
// `--sequence.seed=<number>` tries another.
export const sequence = { shuffle: { files: true, tests: true }, seed: 1795721935343 };
// Vitest gives up after a second, which is too short on a busy machine.
const waiting = { poll: { timeout: 15_000, interval: 20 } };
// The same for all projects, so that they run in parallel. Browser tests mostly wait.
const maxWorkers = 2;
// The files of a worker share its modules, because loading the API again for each file takes more than a second. The
// portal reads its environment when it is loaded, so its files do not.
const isolate = false;

export default defineConfig({
  test: {
    sequence,
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['libs/*/src/**/*.test.ts', 'apps/{api,portal}/src/**/*.test.ts'],
          isolate,
          sequence,
          maxWorkers,
        },
      },
      {
        ...shared,
        test: {
          name: 'api',
          include: ['test/{api,attacks,migrations,tools}/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: waiting,
          isolate,
          sequence,
          maxWorkers,
        },
      },
      {
        ...shared,
        test: {
          name: 'portal',
          include: ['test/portal/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts', 'test/support/portal-setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          expect: waiting,
          // Not the tests: those of setup, legal, approvals and missing-pages still follow each other.
          sequence: { shuffle: { tests: false } },
          maxWorkers,
        },
      },
    ],
  },
});
