import { z } from 'zod';
import { endpoint, managers, staff } from './endpoint.ts';
import { balance, expiringPoints } from './points.ts';
import { memberTier } from './tiers.ts';
import { personal } from './privacy.ts';
import { personName } from './names.ts';
import { date, email, id, instant, language, listOf, listQuery, phone, text } from './values.ts';

export const consentPurpose = z.enum(['terms', 'newsletter', 'personalisation', 'surveys']);
export const consentGiven = z.object({ purpose: consentPurpose, granted: z.boolean() });
/** Of the sentences that people tick. Raise it when one of them says something else. */
export const consentWording = 1;
const consent = z
  .object({
    purpose: consentPurpose,
    granted: z.boolean(),
    changedAt: instant,
    version: z.int().nullable().describe('of the wording; null where others noted the consent'),
  })
  .meta({ id: 'Consent' });
/** The last word counts. */
export const acceptsTerms = (consents: readonly z.infer<typeof consentGiven>[]): boolean =>
  consents.findLast(({ purpose }) => purpose === 'terms')?.granted === true;

export const memberStatus = z.enum(['active', 'blocked', 'closed']);
const attributes = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    personal(z.union([z.string().max(200), z.number(), z.boolean()])),
  )
  .refine((all) => Object.keys(all).length <= 50, 'at most 50');

export const member = z
  .object({
    id,
    version: z.int(),
    displayName: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    email: z.string().nullable(),
    emailConfirmed: z.boolean().describe('by the link in the mail; a newsletter may go out only then'),
    phone: z.string().nullable(),
    language,
    birthday: date.nullable(),
    externalId: z.string().nullable(),
    attributes,
    status: memberStatus,
    joinedAt: instant,
    hasAccount: z.boolean(),
    consents: z.array(consent),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof member>;

export const memberRow = z
  .object({
    id,
    displayName: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    externalId: z.string().nullable(),
    cardNumber: z.string().nullable(),
    status: memberStatus,
    language,
    joinedAt: instant,
    tier: z.string().nullable().describe('code'),
    available: z.int(),
    lastPurchaseAt: instant.nullable(),
  })
  .meta({ id: 'MemberRow' });

const profileFields = {
  firstName: personName(100).nullable(),
  lastName: personName(100).nullable(),
  email: email.nullable(),
  phone: phone.nullable(),
  language,
  birthday: personal(date).nullable(),
};
export const createMember = endpoint({
  method: 'POST',
  path: '/members',
  tag: 'Members',
  summary: 'Create a member with a card',
  access: { roles: staff, scope: 'members:write', reach: 'location' },
  status: 201,
  body: z.object({
    email: email.optional(),
    phone: phone.optional(),
    firstName: personName(100).optional(),
    lastName: personName(100).optional(),
    language,
    birthday: personal(date).optional(),
    attributes: attributes.optional(),
    externalId: personal(text(100)).optional(),
    consents: z.array(consentGiven).max(20).default([]),
  }),
  reply: member,
});
export const listMembers = endpoint({
  method: 'GET',
  path: '/members',
  tag: 'Members',
  summary: 'Search members by name, e-mail, phone, card or external id',
  access: { roles: managers, scope: 'members:read', reach: 'location' },
  query: listQuery.extend({
    query: personal(z.string().trim().max(100)).optional(),
    status: memberStatus.optional(),
    tier: z.string().max(60).optional(),
    externalId: personal(z.string().max(100)).optional(),
    sort: z.enum(['joined', 'name', 'points', 'last-purchase']).default('joined'),
    include: z.enum(['total']).optional(),
  }),
  reply: listOf(memberRow),
});
export const getMember = endpoint({
  method: 'GET',
  path: '/members/{id}',
  tag: 'Members',
  summary: 'One member',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
  params: z.object({ id }),
  reply: member,
});
export const updateMember = endpoint({
  method: 'PATCH',
  path: '/members/{id}',
  tag: 'Members',
  summary: 'Change a member',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  conditional: true,
  params: z.object({ id }),
  body: z
    .object({
      ...profileFields,
      externalId: personal(text(100)).nullable(),
      attributes,
      status: memberStatus.extract(['active', 'blocked']),
    })
    .partial(),
  reply: member,
});

export const timelineEntry = z
  .object({
    id: z.string(),
    at: instant,
    kind: z.string().describe('dotted event name'),
    points: z.int().nullable(),
    amount: z.object({ amount: z.int(), currency: z.string() }).nullable(),
    subject: z.object({ type: z.string(), id: z.string() }).nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntry>;
export const memberTimeline = endpoint({
  method: 'GET',
  path: '/members/{id}/timeline',
  tag: 'Members',
  summary: 'Everything that happened with a member, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
  params: z.object({ id }),
  query: listQuery,
  reply: listOf(timelineEntry),
});

const ownMember = z
  .object({ member, balance, expiring: z.array(expiringPoints), tier: memberTier.nullable() })
  .meta({ id: 'OwnMember' });
export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  tag: 'Own view',
  summary: 'My membership, points and tier',
  access: { roles: ['member'], reach: 'own' },
  reply: ownMember,
});
export const updateMe = endpoint({
  method: 'PATCH',
  path: '/me',
  tag: 'Own view',
  summary: 'Change my profile and consents',
  access: { roles: ['member'], reach: 'own' },
  conditional: true,
  body: z
    .object({
      firstName: profileFields.firstName,
      lastName: profileFields.lastName,
      phone: profileFields.phone,
      language,
      birthday: profileFields.birthday,
      consents: z.array(consentGiven).max(20),
    })
    .partial(),
  reply: member,
});
