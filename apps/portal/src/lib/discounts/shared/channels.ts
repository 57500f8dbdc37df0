import type { Coupon } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type Channel = NonNullable<Coupon['channels']>[number];

/** How a purchase is made, in words. */
export const channelNames: { readonly [C in Channel]: typeof m.console_channel_till } = {
  till: m.console_channel_till,
  'web-shop': m.console_channel_web_shop,
  app: m.console_channel_app,
  phone: m.console_channel_phone,
  import: m.console_channel_import,
};

/** Those in which someone can redeem a coupon. */
export const sellingChannels = ['till', 'web-shop', 'app', 'phone'] as const satisfies readonly Channel[];
