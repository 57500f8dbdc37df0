import { z } from 'zod';
import { balance } from './points.ts';
import { secret } from './privacy.ts';
import { voucherSummary } from './rewards.ts';
import { memberTier } from './tiers.ts';
import { id, instant, listOf, reason, language } from './values.ts';

export const cardStatus = z.enum(['active', 'blocked', 'replaced']);

export const card = z
  .object({
    id,
    memberId: id,
    number: z.string().describe('6–20 digits or capital letters'),
    status: cardStatus,
    issuedAt: instant,
    blockedAt: instant.nullable(),
    lostAt: instant.nullable().describe('when its member reported it as lost'),
    reason: z.string().nullable(),
    replacedBy: id.nullable(),
  })
  .meta({ id: 'Card' });

export const ownCard = z
  .object({
    card,
    code: z.string().nullable().describe('text in the QR code; null if the card is blocked'),
    renewable: z
      .boolean()
      .describe('the member may get a new one with `POST /me/card`: they reported this one as lost'),
    displayName: z.string(),
    tier: memberTier.nullable(),
  })
  .meta({ id: 'OwnCard' });

export const tillMember = z
  .object({
    member: z.object({ id, displayName: z.string(), language, joinedAt: instant }),
    card: z.object({ id, number: z.string() }).nullable(),
    balance,
    tier: memberTier.nullable(),
    vouchers: z.array(voucherSummary),
    own: z.boolean().describe('the card belongs to the caller, who cannot post to it'),
  })
  .meta({ id: 'TillMember' });

export type TillMember = z.infer<typeof tillMember>;

/** Requests and replies of the endpoints, by name. */
export const cardsShapes = {
  listCards: {
    params: z.object({ id }),
    reply: listOf(card),
  },
  issueCard: {
    params: z.object({ id }),
    reply: card,
    body: z.object({
      number: secret(z.string().max(32))
        .optional()
        .describe(
          'number of a printed card: 6–20 letters and digits; one like those of the club must pass the Luhn check',
        ),
    }),
  },
  blockCard: {
    params: z.object({ id }),
    body: z.object({ reason }),
    reply: card,
  },
  replaceCard: {
    params: z.object({ id }),
    body: z.object({ reason }),
    reply: card,
  },
  getOwnCard: {
    reply: ownCard,
  },
  reportCardLost: {
    reply: ownCard,
  },
  renewOwnCard: {
    reply: ownCard,
  },
  resolveCard: {
    body: z.object({ code: secret(z.string().trim().min(1).max(500)) }),
    reply: tillMember,
  },
};
