import type { OwnChallenge } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { inLanguage } from '#lib/shell/texts.ts';

type Gain = OwnChallenge['reward'];
const texts: { readonly [K in Gain['kind']]: (gain: Extract<Gain, { kind: K }>) => string } = {
  voucher: ({ name }) => inLanguage(name),
  points: ({ points }) => m.common_points({ count: points }),
  badge: ({ name }) => m.challenges_gain_badge({ name: inLanguage(name) }),
};

/** What a filled card gives: the name of the reward, `100 points`, or `the badge “Early bird”`. */
export const gainText = <K extends Gain['kind']>(gain: Extract<Gain, { kind: K }> & { kind: K }): string =>
  texts[gain.kind](gain);

/** 'Reward: 100 points' */
export const givesText = (gain: Gain): string => m.challenges_gives({ reward: gainText(gain) });
