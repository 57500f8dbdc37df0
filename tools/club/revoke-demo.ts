import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { revokeDemoSignIns } from '../../apps/api/src/demo/sign-ins.repository.ts';
import { connected, type Place } from './place.ts';

/** Ends the sign-ins of the demo, in the database and in their file. */
export const revokeDemo = async (place: Place, dataDir: string): Promise<number> => {
  const { emails, keys, withoutAdmin } = await connected(place, (_client, _directory, url) =>
    revokeDemoSignIns(url),
  );
  await rm(join(dataDir, 'demo-credentials.json'), { force: true });
  if (emails.length === 0 && keys === 0) {
    console.log('This club has no demo sign-ins.');
    return 0;
  }
  console.log(
    `Nobody can sign in as ${emails.join(', ')} any more; ${keys} API keys of the demo are revoked.`,
  );
  if (withoutAdmin)
    console.log('The club has no admin now. Start it again and open the printed link to become admin.');
  return 0;
};
