import { defineConfig } from 'vitest/config';

const conditions = ['@regulars/source', 'module', 'node', 'development|production'];
export const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: { name: 'unit', include: ['libs/*/src/**/*.test.ts', 'apps/{api,portal}/src/**/*.test.ts'] },
      },
      {
        ...shared,
        test: {
          name: 'api',
          include: ['test/{api,attacks,migrations,tools}/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
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
          maxWorkers: 1,
        },
      },
    ],
  },
});
