import { resolve } from 'node:path';
import { readConfig } from '../../apps/api/src/config.ts';
import { backUp } from './backup.ts';
import { forgetCodeKey } from './code-key.ts';
import { ClubToolError } from './errors.ts';
import { placeOf } from './place.ts';
import { replayErasures } from './replay-erasures.ts';
import { restore } from './restore.ts';
import { revokeDemo } from './revoke-demo.ts';
import { verify } from './verify.ts';

const usage = `Usage:
  npm run club -- backup <folder>    copies the embedded database, running or stopped, into a new folder
  npm run club -- restore <folder>   restores such a copy into an empty DATA_DIR
  npm run club -- verify             checks the books of the club
  npm run club -- replay-erasures    erases members again that a restored backup brought back
  npm run club -- revoke-demo        ends the demo sign-ins of a club that is used for real
  npm run club -- forget-code-key    gives up all coupon codes for one use, because their CODE_KEY is lost`;

const act = (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> => {
  const [command, folder, ...rest] = args;
  const config = readConfig(environment);
  const place = placeOf(config);
  if (rest.length > 0) throw new ClubToolError(usage);
  if (command === 'revoke-demo' && folder === undefined) return revokeDemo(place, resolve(config.DATA_DIR));
  if (command === 'replay-erasures' && folder === undefined) return replayErasures(place, config);
  if (command === 'forget-code-key' && folder === undefined) return forgetCodeKey(place);
  if (command === 'verify' && folder === undefined) return verify(place);
  if (command === 'backup' && folder) return backUp(place, folder);
  if (command === 'restore' && folder) return restore(place, folder, config);
  throw new ClubToolError(usage);
};

/** Resolves to the exit code: 0 for success. */
export const main = async (
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> => {
  try {
    return await act(args, environment);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
};

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
