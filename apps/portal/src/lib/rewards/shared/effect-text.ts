import type { RewardEffect } from '@regulars/contracts';
import { offText } from '#lib/discounts/shared/off-text.ts';
import { getLocale, type Locale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';

const once = { of: 'reduced', per: 'cart' } as const;

/** What a discount takes off a purchase, for members. */
export const effectText = (effect: RewardEffect, locale: Locale = getLocale()): string => {
  const off = offText({ ...once, ...effect }, locale);
  return m.member_reward_off({ off }, { locale });
};
