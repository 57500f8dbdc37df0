import { randomBytes } from 'node:crypto';
import { ownSecret } from '../../own-secret.ts';

/** The keys of a club on the embedded database, in `DATA_DIR/retention.keys`; made at the first start. */
export const ownRetentionKeys = (dataDir: string): Promise<string> =>
  ownSecret(dataDir, 'retention.keys', () => `first:${randomBytes(32).toString('base64url')}`);
