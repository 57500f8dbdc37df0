import { mkdir, open, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** A secret of a club on the embedded database, in a file of `DATA_DIR`; made at the first start. */
export const ownSecret = async (dataDir: string, name: string, make: () => string): Promise<string> => {
  const folder = resolve(dataDir);
  const path = join(folder, name);
  const known = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 'ENOENT') return null;
    throw error;
  });
  if (known !== null) return known.trim();
  await mkdir(folder, { recursive: true });
  const made = make();
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${made}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return made;
};
