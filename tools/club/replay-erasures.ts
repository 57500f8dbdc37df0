import type * as api from '../../apps/api/src/app.ts';
import type { Config } from '../../apps/api/src/config.ts';
import type * as privacy from '../../apps/api/src/features/privacy/index.ts';
import { connected, type Place } from './place.ts';

/** The built API, because it uses decorators, which Node cannot strip. */
const built = async <Module>(path: string): Promise<Module> =>
  (await import(new URL(`../../apps/api/dist/${path}`, import.meta.url).href)) as Module;

/** Erases members again whom a restored backup brought back: everyone in `erasures.jsonl` of `DATA_DIR`. */
export const replayErasures = async (place: Place, config: Config): Promise<number> => {
  const { createApp } = await built<typeof api>('app.js');
  const { ownRetentionKeys } = await built<typeof privacy>('features/privacy/index.js');
  return connected(place, async (_client, _directory, url) => {
    const own = place.kind === 'embedded' ? await ownRetentionKeys(place.dataDir) : undefined;
    const keys = config.RETENTION_KEYS ?? own;
    const app = await createApp({ ...config, DATABASE_URL: url, RETENTION_KEYS: keys, LOG_LEVEL: 'warn' });
    try {
      // Every start erases them again, and logs their number.
      await app.init();
      console.log('Everybody on the list is erased.');
      return 0;
    } finally {
      await app.close();
    }
  });
};
