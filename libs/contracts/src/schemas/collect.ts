import { z } from 'zod';
import { mostCollectedAtOnce, mostCollectOrigins } from '../endpoints/collect.ts';
import { personal, secret } from './privacy.ts';
import { id, instant, listOf, listQuery, patchOf, text } from './values.ts';

const key = z
  .string()
  .regex(/^pk_[A-Za-z0-9_-]{22}$/u)
  .describe('the publishable key of the web page; it need not be kept secret');

const visitor = id.describe('of the browser: random, made by the script after the consent');

const collected = {
  id: id.describe('of the event: the same one counts once'),
  secondsAgo: z
    .int()
    .min(0)
    .max(86_400)
    .optional()
    .describe('since it happened; the clock of a browser may be wrong, so it says no time'),
};
const sku = text(64).describe('as in the product catalogue');

const collectedEvent = z.discriminatedUnion('kind', [
  z.object({ ...collected, kind: z.literal('product-viewed'), sku }),
  z.object({
    ...collected,
    kind: z.literal('searched'),
    words: personal(text(100)).describe('as the visitor typed them'),
    results: z.int().min(0).max(1_000_000).optional().describe('how many products were found'),
  }),
  z.object({
    ...collected,
    kind: z.literal('added-to-cart'),
    sku,
    quantity: z.int().min(1).max(1000).default(1),
  }),
]);

export type CollectedEvent = z.output<typeof collectedEvent>;
export const collectedKinds = ['product-viewed', 'searched', 'added-to-cart'] as const;
export type CollectedKind = (typeof collectedKinds)[number];

const origin = z
  .string()
  .trim()
  .max(200)
  .refine(isOrigin, 'an origin such as https://shop.example, without a path')
  .transform((typed) => new URL(typed).origin);

/** A web page is loaded by https, but for the machine of its programmer. */
function isOrigin(typed: string): boolean {
  if (!URL.canParse(typed)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(typed);
  const isSafe =
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
  return isSafe && pathname === '/' && search === '' && hash === '' && username === '';
}

const origins = z
  .array(origin)
  .min(1)
  .max(mostCollectOrigins)
  .refine((all) => new Set(all).size === all.length, 'each origin once');

const newSite = z.object({ name: text(120), origins });

const figures = {
  events: z.object({
    'product-viewed': z.int(),
    searched: z.int(),
    'added-to-cart': z.int(),
  }),
  ofMembers: z.int().describe('of these, told of members who allow tracking'),
  dropped: z.int().describe('of programs, or too many at once'),
};

const site = z
  .object({
    id,
    version: z.int(),
    name: z.string(),
    key,
    origins: z.array(z.string()),
    state: z.enum(['collecting', 'paused']),
    lastAt: instant.nullable().describe('of the newest event; null if none came'),
    ...figures,
  })
  .meta({ id: 'CollectSite' });

export type CollectSite = z.infer<typeof site>;

const siteWithDays = site
  .extend({
    days: z.array(z.object({ day: z.iso.date(), ...figures })).describe('the last 30, the oldest first'),
  })
  .meta({ id: 'CollectSiteWithDays' });

export type CollectSiteWithDays = z.infer<typeof siteWithDays>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const collectShapes = {
  getCollectScript: {},
  collectEvents: {
    body: z.object({
      pageKey: key,
      visitor,
      consent: z.literal(true).describe('the visitor agreed that the web page notes what they do'),
      member: secret(z.string().min(20).max(400))
        .optional()
        .describe('a token of the shop: the member who signed in'),
      events: z.array(collectedEvent).max(mostCollectedAtOnce),
    }),
    reply: z.object({
      accepted: z.int().describe('events that were noted, or known already'),
      visitor: z
        .enum(['known', 'other'])
        .describe(
          '`other`: this browser was used by another member before. Nothing was noted: send it again with a new visitor',
        ),
    }),
  },
  forgetVisitor: { body: z.object({ pageKey: key, visitor }) },
  listCollectSites: { query: listQuery, reply: listOf(site) },
  createCollectSite: { body: newSite, reply: site },
  getCollectSite: { params, reply: siteWithDays },
  updateCollectSite: {
    params,
    body: patchOf(newSite.extend({ state: z.enum(['collecting', 'paused']) })),
    reply: site,
  },
  replaceCollectKey: { params, reply: site },
  vouchForMember: {
    params,
    body: z.object({ memberId: id }),
    reply: z.object({ token: secret(z.string()), expiresAt: instant }),
  },
};
