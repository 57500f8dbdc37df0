import type { Reward } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/paraglide/runtime.js';
import { amountsText } from '#lib/shell/amounts-text.ts';

/** '150 + €12.50', with the points as the caller words them. */
export const priceText = (points: string, toPay: Reward['toPay'], locale: Locale = getLocale()): string =>
  toPay ? m.member_reward_price({ points, amount: amountsText(toPay, locale) }, { locale }) : points;
