import { z } from 'zod';
import { endpoint, managers, staff } from './endpoint.ts';
import { balance } from './points.ts';
import { memberTier } from './tiers.ts';
import { voucherSummary } from './rewards.ts';
import { secret } from './privacy.ts';
import { id, instant, language, listOf, reason } from './values.ts';

export const cardStatus = z.enum(['active', 'blocked', 'replaced']);
export const card = z
  .object({
    id,
    memberId: id,
    number: z.string().describe('16 digits with check digit'),
    status: cardStatus,
    issuedAt: instant,
    blockedAt: instant.nullable(),
    reason: z.string().nullable(),
    replacedBy: id.nullable(),
  })
  .meta({ id: 'Card' });
export const listCards = endpoint({
  method: 'GET',
  path: '/members/{id}/cards',
  tag: 'Cards',
  summary: 'Cards of a member',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
  params: z.object({ id }),
  reply: listOf(card),
});
export const issueCard = endpoint({
  method: 'POST',
  path: '/members/{id}/cards',
  tag: 'Cards',
  summary: 'Issue one more card',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  status: 201,
  params: z.object({ id }),
  reply: card,
  body: z.object({
    number: secret(z.string().max(32))
      .optional()
      .describe('a number printed already; must pass the Luhn check'),
  }),
});
export const blockCard = endpoint({
  method: 'POST',
  path: '/cards/{id}/block',
  tag: 'Cards',
  summary: 'Block a lost card',
  access: { roles: managers, scope: 'members:write', reach: 'location' },
  params: z.object({ id }),
  body: z.object({ reason }),
  reply: card,
});
export const replaceCard = endpoint({
  method: 'POST',
  path: '/cards/{id}/replace',
  tag: 'Cards',
  summary: 'Replace a card; balance and history stay',
  access: { roles: managers, scope: 'members:write', reach: 'location' },
  status: 201,
  params: z.object({ id }),
  body: z.object({ reason }),
  reply: card,
});

export const ownCard = z
  .object({
    card,
    code: z.string().describe('text of the QR code'),
    displayName: z.string(),
    tier: memberTier.nullable(),
  })
  .meta({ id: 'OwnCard' });
export const getOwnCard = endpoint({
  method: 'GET',
  path: '/me/card',
  tag: 'Own view',
  summary: 'My card with the text of its QR code',
  access: { roles: ['member'], reach: 'own' },
  reply: ownCard,
});

export const tillMember = z
  .object({
    member: z.object({ id, displayName: z.string(), language, joinedAt: instant }),
    card: z.object({ id, number: z.string() }).nullable(),
    balance,
    tier: memberTier.nullable(),
    vouchers: z.array(voucherSummary),
    own: z.boolean().describe('the card belongs to the one who scans: nothing can be posted to it'),
  })
  .meta({ id: 'TillMember' });
export type TillMember = z.infer<typeof tillMember>;
export const resolveCard = endpoint({
  method: 'POST',
  path: '/cards/resolve',
  tag: 'Cards',
  summary:
    'Who is this? Card (QR text or number), customer number, phone, e-mail, in this order; 409 `several-members` with the list',
  access: { roles: staff, scope: 'members:read', reach: 'anywhere' },
  body: z.object({ code: secret(z.string().trim().min(1).max(500)) }),
  reply: tillMember,
});
