import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type * as api from '../../apps/api/src/app.ts';
import type { Config } from '../../apps/api/src/config.ts';
import type * as database from '../../apps/api/src/database.ts';
import type * as privacy from '../../apps/api/src/features/privacy/index.ts';
import type * as secrets from '../../apps/api/src/own-secrets.ts';
import { connected, type Place } from './place.ts';

/** The built API, because it uses decorators, which Node cannot strip. */
const built = async <Module>(path: string): Promise<Module> =>
  (await import(new URL(`../../apps/api/dist/${path}`, import.meta.url).href)) as Module;

/** Erases members again that a restored backup brought back: everyone in `erasures.jsonl` of `DATA_DIR`. */
export const replayErasures = async (place: Place, config: Config): Promise<number> => {
  const list = join(resolve(config.DATA_DIR), 'erasures.jsonl');
  if (!existsSync(list)) {
    console.log(`Nobody was erased: there is no ${list}.`);
    return 0;
  }
  const { createApp } = await built<typeof api>('app.js');
  const { migrateDatabase } = await built<typeof database>('database.js');
  const { Erasures } = await built<typeof privacy>('features/privacy/index.js');
  const { ownSecrets } = await built<typeof secrets>('own-secrets.js');
  return connected(place, async (_client, _directory, url) => {
    const keys =
      place.kind === 'embedded' ? await ownSecrets({ ...config, DATA_DIR: place.dataDir }) : undefined;
    // The backup may be of an earlier version.
    await migrateDatabase(url);
    const app = await createApp({ ...config, DATABASE_URL: url, ...keys, LOG_LEVEL: 'warn' });
    try {
      // Every start erases them again, and logs their number.
      await app.init();
      const left = await app.get(Erasures).left();
      console.log(
        left === 0
          ? 'Every member on the list is erased.'
          : `Members on the list that could not be erased: ${left}. The log above says why.`,
      );
      return left === 0 ? 0 : 1;
    } finally {
      await app.close();
    }
  });
};
