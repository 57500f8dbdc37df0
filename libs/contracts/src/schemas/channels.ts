import { z } from 'zod';

/** How customers buy. */
export const channel = z.enum(['till', 'web-shop', 'app', 'phone', 'import']);

/** Other names that clients may send. */
const channelSynonyms = { shop: 'till', online: 'web-shop', telephone: 'phone' } as const;
type ChannelSynonym = keyof typeof channelSynonyms;
const isSynonym = (name: string): name is ChannelSynonym => Object.hasOwn(channelSynonyms, name);

/** As clients may name them. */
export const offeredChannel = z.enum([...channel.options, 'shop', 'online', 'telephone']);

export const channelIfAbsent =
  'that of the location if absent: `till` of a shop, `web-shop` of one that is online. `shop` is the till, `online` the web shop, `telephone` the phone';

/** Of a cart, which nobody imports. */
export const cartChannel = offeredChannel
  .exclude(['import'])
  .optional()
  .describe(`how it is bought; ${channelIfAbsent}`);

/** The channel that a client means. */
export const channelOf = (name: z.infer<typeof offeredChannel>): z.infer<typeof channel> =>
  isSynonym(name) ? channelSynonyms[name] : name;
