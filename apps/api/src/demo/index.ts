// The demo club Morgenrot. It is created once, in an empty database, with the features' own bulk calls.
import type { INestApplicationContext } from '@nestjs/common';
import { ClubSettings, Locations } from '../features/club/index.ts';
import { StaffAccounts } from '../features/identity/index.ts';
import { keepCredentials, openAccounts } from './credentials.ts';
import { loadMorgenrot, wholeClub } from './load.ts';
import { Progress } from './progress.ts';

export { adviceOnDemo } from './real-club.ts';
export { discardUnfinishedDemo } from './unfinished.repository.ts';

/** Loads the demo club unless there is a club already. Prints the sign-in data once. */
export const loadDemo = async (app: INestApplicationContext, dataDir: string, url: string): Promise<void> => {
  if (await isBegun(app)) return;
  const progress = new Progress('Loading the demo club Morgenrot');
  const { memberId, email } = await loadMorgenrot(app, Date.now(), wholeClub, (done, total) =>
    progress.show(done, total),
  );
  progress.finish();
  const credentials = await openAccounts(app, memberId, email, url);
  const path = await keepCredentials(credentials, dataDir);
  console.log(`\nSign in with (also in ${path}):\n${JSON.stringify(credentials, null, 2)}\n`);
};

/** Also a club whose set-up has stopped half-way. */
const isBegun = async (app: INestApplicationContext): Promise<boolean> => {
  const { demo, version } = await app.get(ClubSettings).current();
  if (demo || version > 1) return true;
  return (await app.get(Locations).all()).length > 0 || app.get(StaffAccounts).hasAdmin();
};
