import { z } from 'zod';
import { endpoint, managers, staff } from './endpoint.ts';
import { balance } from './points.ts';
import { secret } from './privacy.ts';
import { id, instant, listOf, listQuery, patchOf, somePoints, texts } from './values.ts';

export const pictureKey = z.enum([
  'cup',
  'book',
  'shop',
  'sparkles',
  'ticket',
  'heart',
  'bag',
  'leaf',
  'gift',
  'croissant',
  'star',
  'music',
]);
export const rewardState = z.enum(['draft', 'live', 'paused']);
const categoryTexts = z
  .object({
    de: z.string().trim().max(60).optional(),
    en: z.string().trim().max(60).optional(),
    cs: z.string().trim().max(60).optional(),
  })
  .describe('by language; empty for none');
const content = z.object({
  name: texts(120),
  description: texts(1000).nullable().default(null),
  category: z
    .union([z.string().trim().max(60), categoryTexts])
    .default('')
    .describe('free word by which members filter; a string is in the language of the club'),
  picture: pictureKey.default('gift'),
  points: somePoints,
  stock: z
    .int()
    .min(0)
    .max(10_000_000)
    .nullable()
    .default(null)
    .describe('left to give; null means without end'),
  perMember: z.int().min(1).max(1000).nullable().default(null),
  validFrom: instant.nullable().default(null),
  validUntil: instant.nullable().default(null),
  voucherDays: z.int().min(1).max(730).default(90).describe('how long a voucher can be used'),
});
export const reward = content
  .extend({
    category: z.string().describe('as Accept-Language asks, else in the language of the club'),
    categoryTexts,
    id,
    version: z.int(),
    state: rewardState,
    redeemed: z.int().describe('times, less the cancelled'),
    updatedAt: instant,
  })
  .meta({ id: 'Reward' });
export type Reward = z.infer<typeof reward>;

export const listRewards = endpoint({
  method: 'GET',
  path: '/rewards',
  tag: 'Rewards',
  summary: 'The catalogue, all states',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
  query: listQuery,
  reply: listOf(reward),
});
export const createReward = endpoint({
  method: 'POST',
  path: '/rewards',
  tag: 'Rewards',
  summary: 'Add a reward',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  status: 201,
  body: content.extend({ state: rewardState.default('draft') }),
  reply: reward,
});
export const getReward = endpoint({
  method: 'GET',
  path: '/rewards/{id}',
  tag: 'Rewards',
  summary: 'One reward',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
  params: z.object({ id }),
  reply: reward,
});
export const updateReward = endpoint({
  method: 'PATCH',
  path: '/rewards/{id}',
  tag: 'Rewards',
  summary: 'Change a reward: a new version',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  conditional: true,
  params: z.object({ id }),
  body: patchOf(content.extend({ state: rewardState })),
  reply: reward,
});

export const offeredReward = z
  .object({
    id,
    name: texts(120),
    description: texts(1000).nullable(),
    category: z.string(),
    picture: pictureKey,
    points: z.int(),
    missing: z.int().describe('points still missing; 0 means affordable'),
    stock: z.int().nullable(),
    limitReached: z.boolean(),
    validUntil: instant.nullable(),
    voucherDays: z.int(),
  })
  .meta({ id: 'OfferedReward' });
export type OfferedReward = z.infer<typeof offeredReward>;
export const listOwnRewards = endpoint({
  method: 'GET',
  path: '/me/rewards',
  tag: 'Own view',
  summary: 'What I can redeem: affordable first, then nearest',
  access: { roles: ['member'], reach: 'own' },
  reply: listOf(offeredReward),
});

export const voucherState = z.enum(['issued', 'used', 'cancelled', 'expired']);
export const voucherSummary = z
  .object({
    id,
    code: z
      .string()
      .describe('whole for the member alone; others see its last four signs, and name it by its id'),
    state: voucherState,
    rewardName: texts(120),
    picture: pictureKey,
    expiresAt: instant,
  })
  .meta({ id: 'VoucherSummary' });
export type VoucherSummary = z.infer<typeof voucherSummary>;
export const voucher = voucherSummary
  .extend({
    redemptionId: id,
    memberId: id,
    points: z.int(),
    issuedAt: instant,
    usedAt: instant.nullable(),
    usedAtLocation: z.string().nullable(),
    qr: z.string().nullable().describe('text of the QR code; null for others than the member'),
  })
  .meta({ id: 'Voucher' });
export type Voucher = z.infer<typeof voucher>;
const ownVoucher = voucher
  .extend({ code: z.string(), qr: z.string().describe('text of the QR code') })
  .meta({ id: 'OwnVoucher' });
export type OwnVoucher = z.infer<typeof ownVoucher>;

export const redemption = z.object({ id, voucher, points: z.int(), balance }).meta({ id: 'Redemption' });
export const redeemReward = endpoint({
  method: 'POST',
  path: '/rewards/{id}/redemptions',
  tag: 'Rewards',
  summary: 'Redeem a reward; members for themselves',
  access: { roles: ['member', ...staff], scope: 'rewards:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  params: z.object({ id }),
  body: z.object({ memberId: id.optional().describe('needed when staff or a key redeems for a member') }),
  reply: redemption,
});
export const cancelRedemption = endpoint({
  method: 'POST',
  path: '/redemptions/{id}/cancel',
  tag: 'Rewards',
  summary: 'Cancel while the voucher is unused; the points come back',
  access: { roles: ['member', ...staff], scope: 'rewards:write', reach: 'anywhere' },
  status: 201,
  idempotent: true,
  params: z.object({ id }),
  reply: z.object({ id, voucher, points: z.int(), balance }).meta({ id: 'CancelledRedemption' }),
});
export const listOwnVouchers = endpoint({
  method: 'GET',
  path: '/me/vouchers',
  tag: 'Own view',
  summary: 'My vouchers: unused first',
  access: { roles: ['member'], reach: 'own' },
  query: listQuery,
  reply: listOf(ownVoucher),
});
export const listMemberVouchers = endpoint({
  method: 'GET',
  path: '/members/{id}/vouchers',
  tag: 'Rewards',
  summary: 'Vouchers of a member',
  access: { roles: managers, scope: 'rewards:read', reach: 'member' },
  params: z.object({ id }),
  query: listQuery,
  reply: listOf(voucher),
});

export const tillVoucher = voucher
  .extend({ member: z.object({ id, displayName: z.string() }) })
  .meta({ id: 'TillVoucher' });
const codeParams = z.object({
  code: secret(z.string().min(1).max(100)).describe('what was scanned or typed, or the id of the voucher'),
});
export const getVoucher = endpoint({
  method: 'GET',
  path: '/vouchers/{code}',
  tag: 'Rewards',
  summary: 'What is this voucher?',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
  params: codeParams,
  reply: tillVoucher,
});
export const useVoucher = endpoint({
  method: 'POST',
  path: '/vouchers/{code}/use',
  tag: 'Rewards',
  summary: 'Use a voucher, once',
  access: { roles: staff, scope: 'rewards:write', reach: 'location' },
  status: 201,
  idempotent: true,
  params: codeParams,
  body: z.object({ location: z.string().max(60).optional().describe('code') }),
  reply: tillVoucher,
});
