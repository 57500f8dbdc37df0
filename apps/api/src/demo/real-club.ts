import type { Config } from '../config.ts';
import { hasDemoSignIns } from './sign-ins.repository.ts';

const ofThisMachine = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Whether it is more than a trial on this machine: the demo is off, or people reach it by an address of its own. */
const isRealClub = ({ demo, ORIGIN }: Pick<Config, 'demo' | 'ORIGIN'>): boolean =>
  !demo || (ORIGIN !== undefined && !ofThisMachine.test(new URL(ORIGIN).hostname));

/** What to do when a real club runs on the demo's data, whose sign-in data lie in a file; null when all is well. */
export const adviceOnDemo = async (config: Config, url: string): Promise<string | null> =>
  isRealClub(config) && (await hasDemoSignIns(url))
    ? 'This club stands on the data of the demo, and its sign-in data (demo-credentials.json) still open it. End them with: npm run club -- revoke-demo'
    : null;
