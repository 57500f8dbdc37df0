import type { OwnChallenge } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { inLanguage } from '#lib/shell/texts.ts';

/** What a filled card gives: the name of the reward, or `100 points`. */
export const gainText = (reward: OwnChallenge['reward']): string =>
  'points' in reward ? m.common_points({ count: reward.points }) : inLanguage(reward.name);
