import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The keys of a club on the embedded database, in `DATA_DIR/retention.keys`; made at the first start. */
export const ownRetentionKeys = async (dataDir: string): Promise<string> => {
  const folder = resolve(dataDir);
  const path = join(folder, 'retention.keys');
  const known = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 'ENOENT') return null;
    throw error;
  });
  if (known !== null) return known.trim();
  await mkdir(folder, { recursive: true });
  const made = `first:${randomBytes(32).toString('base64url')}`;
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${made}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return made;
};
