import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { configToken, directDatabaseUrl, type Config } from '../../config.ts';

/** One process at a time continues an import. */
@Injectable()
export class ImportLocks {
  constructor(@Inject(configToken) private readonly config: Config) {}

  /** Does the work, unless another process is working on this import. */
  async alone(id: string, work: () => Promise<void>): Promise<void> {
    // The lock belongs to a separate connection, so it ends with its process.
    const client = new pg.Client({
      connectionString: directDatabaseUrl(this.config),
      application_name: 'regulars-import',
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<{ free: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 10)) as free',
        [id],
      );
      if (rows[0]?.free) await work();
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
