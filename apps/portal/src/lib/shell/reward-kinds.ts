import type { RewardKind } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/paraglide/runtime.js';

/** The names of the kinds of rewards. */
export const rewardKindNames: Record<RewardKind, (texts?: object, options?: { locale?: Locale }) => string> =
  {
    product: m.common_reward_kind_product,
    discount: m.common_reward_kind_discount,
    sample: m.common_reward_kind_sample,
    ticket: m.common_reward_kind_ticket,
    'partner-code': m.common_reward_kind_partner_code,
  };

export const isRewardKind = (kind: string | undefined): kind is RewardKind =>
  kind !== undefined && Object.hasOwn(rewardKindNames, kind);

/** Null for a product: goods are what members expect. */
export const markedKind = (kind: RewardKind, locale: Locale = getLocale()): string | null =>
  kind === 'product' ? null : rewardKindNames[kind]({}, { locale });
