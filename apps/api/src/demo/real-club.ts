import type { Config } from '../config.ts';
import { isRealClub } from '../features/setup/index.ts';
import { hasDemoSignIns } from './sign-ins.repository.ts';

/** What to do if a real club runs on demo data, whose sign-ins are in a file; null if nothing is wrong. */
export const adviceOnDemo = async (config: Config, url: string): Promise<string | null> =>
  isRealClub(config) && (await hasDemoSignIns(url))
    ? 'This club was started with demo data, and the demo sign-ins (demo-credentials.json) still work. End them on the overview of the console, or with: npm run club -- revoke-demo'
    : null;
