import { randomBytes } from 'node:crypto';
import { ownSecret } from '../../own-secret.ts';

/** The key of the codes of a club on the embedded database, in `DATA_DIR/code.key`; made at the first start. */
export const ownCodeKey = (dataDir: string): Promise<string> =>
  ownSecret(dataDir, 'code.key', () => randomBytes(32).toString('base64url'));
