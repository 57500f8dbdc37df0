import { expect } from 'vitest';
import { migrationSource } from '../../apps/api/src/platform/database/migrate.ts';
import { migrations } from '../../apps/api/src/platform/database/migrations/index.ts';

/** Undoes the first migration whose name starts like this, and all after it. */
export const undoMigrationsSince = async (url: string, name: string): Promise<void> => {
  const source = await migrationSource(url).initialize();
  try {
    const since = migrations.findIndex((migration) => migration.name.startsWith(name));
    expect(since).toBeGreaterThan(0);
    for (const _ of migrations.slice(since)) await source.undoLastMigration();
  } finally {
    await source.destroy();
  }
};
