import type { Config } from '../../config.ts';

const ofThisMachine = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Whether it is more than a trial on this machine: the demo is off, or people reach it by an address of its own. */
export const isRealClub = ({ demo, ORIGIN }: Pick<Config, 'demo' | 'ORIGIN'>): boolean =>
  !demo || (ORIGIN !== undefined && !ofThisMachine.test(new URL(ORIGIN).hostname));
