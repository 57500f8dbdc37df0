import type { Config } from './config.ts';
import { ownCodeKey } from './platform/codes/own-code-key.ts';
import { ownRetentionKeys } from './features/privacy/index.ts';

/**
 * The keys of a club on the embedded database, from `DATA_DIR` where the environment has none; made at the first start.
 * Several processes with a database of their own have to be given them.
 */
export const ownSecrets = async ({
  DATA_DIR,
  RETENTION_KEYS,
  CODE_KEY,
}: Config): Promise<Pick<Config, 'RETENTION_KEYS' | 'CODE_KEY'>> => ({
  RETENTION_KEYS: RETENTION_KEYS ?? (await ownRetentionKeys(DATA_DIR)),
  CODE_KEY: CODE_KEY ?? (await ownCodeKey(DATA_DIR)),
});
