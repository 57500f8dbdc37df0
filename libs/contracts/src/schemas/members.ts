import { z } from 'zod';
import { address, addressGiven, company } from './addresses.ts';
import { consent, consentGiven, consentName } from './consents.ts';
import { memberKind } from './member-kinds.ts';
import { origins } from './member-origins.ts';
import { name, personName } from './names.ts';
import { mostCountedMembers } from '../endpoints/members.ts';
import { valueClasses } from '../endpoints/scores.ts';
import { balance, expiringPoints } from './points.ts';
import { personal } from './privacy.ts';
import { memberTier, tierFall } from './tiers.ts';
import { sentReferralCode } from './referrals.ts';
import {
  birthday,
  code,
  instant,
  id,
  language,
  email,
  phone,
  prose,
  text,
  listQuery,
  listOf,
} from './values.ts';

export const memberStatus = z.enum(['active', 'blocked', 'closed']);

/** The states that a list filters by. */
export const listedMemberStatus = z.enum([...memberStatus.options, 'current']);

/** A word of the team for a group of members. */
export const memberTag = personal(name(40));

const memberTags = z.object({ tags: z.array(memberTag).max(50) }).meta({ id: 'MemberTags' });

const attributes = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    personal(z.union([prose(200), z.number(), z.boolean()])),
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
    emailConfirmed: z.boolean().describe('confirmed by the link in the e-mail; newsletters need this'),
    phone: z.string().nullable(),
    secondPhone: z.string().nullable().describe('several members may have the same one'),
    language,
    birthday: birthday.nullable(),
    address: address.nullable(),
    company: z.string().nullable(),
    externalId: z.string().nullable(),
    attributes: z.record(z.string(), personal(z.union([z.string(), z.number(), z.boolean()]))),
    status: memberStatus,
    joinedAt: instant,
    hasAccount: z.boolean(),
    consents: z
      .array(consent)
      .describe('what counts now; those with an earlier name are there under both names'),
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
    erased: z.boolean().describe('nothing is left of the person but an id, times and figures'),
    language,
    kind: memberKind,
    joinedAt: instant,
    tier: z.string().nullable().describe('code'),
    tags: z.array(z.string()),
    available: z.int(),
    lastPurchaseAt: instant.nullable(),
  })
  .meta({ id: 'MemberRow' });

const profileFields = {
  firstName: personName(100).describe('can be changed but not emptied'),
  lastName: personName(100).nullable(),
  email: email.nullable(),
  phone: phone.nullable(),
  secondPhone: phone.nullable(),
  language,
  birthday: personal(birthday).nullable(),
  address: addressGiven.nullable().describe('replaces the whole address'),
  company: company.nullable(),
};

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

const ownMember = z
  .object({
    member,
    balance,
    expiring: z.array(expiringPoints),
    tier: memberTier.nullable(),
    tierFall: tierFall.nullable(),
    canRefer: z.boolean().describe('whether a live rule gives points for bringing friends'),
  })
  .meta({ id: 'OwnMember' });

/** Requests and replies of the endpoints, by name. */
export const membersShapes = {
  createMember: {
    body: z.object({
      email: email.optional(),
      phone: phone.optional(),
      firstName: personName(100).optional(),
      lastName: personName(100).optional(),
      language,
      birthday: personal(birthday).optional(),
      secondPhone: phone.optional(),
      address: addressGiven.optional(),
      company: company.optional(),
      attributes: attributes.optional(),
      externalId: personal(text(100)).optional(),
      referral: sentReferralCode
        .optional()
        .describe(
          'code or scanned link of the member who brought this one; one that cannot be used is ignored',
        ),
      consents: z
        .array(consentGiven)
        .max(20)
        .default([])
        .describe('a consent to the terms is stored with the version in force, or not at all without one'),
    }),
    reply: member,
  },
  listMembers: {
    query: listQuery.extend({
      query: personal(z.string().trim().max(100))
        .optional()
        .describe(
          'each word begins a name, the e-mail, the external id, the phone number or a card; `@example.org` finds a domain',
        ),
      status: listedMemberStatus.optional().describe('`current`: active or blocked'),
      tier: z.string().max(60).optional(),
      falls: z
        .string()
        .max(60)
        .optional()
        .describe(
          'code of the tier that they lose if they earn nothing more, as `GET /tiers/figures` counts it',
        ),
      externalId: personal(z.string().max(100)).optional(),
      joinedFrom: instant.optional(),
      joinedUntil: instant.optional().describe('exclusive'),
      boughtFrom: instant
        .optional()
        .describe('with a purchase since then; for callers bound to locations, at one of these'),
      boughtUntil: instant.optional().describe('with a purchase before then, and since `boughtFrom`'),
      lastPurchaseFrom: instant.optional(),
      lastPurchaseUntil: instant.optional().describe('exclusive; members without a purchase do not match'),
      pointsFrom: z.coerce.number().int().optional().describe('available points, booked so far'),
      pointsTo: z.coerce.number().int().optional().describe('inclusive'),
      expireBy: instant
        .optional()
        .describe('with points that expire from now until this moment, as `GET /overview` counts them'),
      consent: consentName.optional().describe('given and not withdrawn'),
      location: z
        .string()
        .max(60)
        .optional()
        .describe('code of the home location; before the first purchase, the one where they joined'),
      tag: memberTag.optional(),
      kind: memberKind.optional(),
      group: code
        .optional()
        .describe('key of a group of recency, frequency and money, by the last run of scores'),
      class: z.enum(valueClasses).optional().describe('by the last run of scores'),
      segment: id.optional().describe('who are in this segment'),
      ids: z
        .string()
        .max(37_000)
        .regex(/^[\da-f-]{36}(?:,[\da-f-]{36})*$/)
        .optional()
        .describe('only these, separated by commas'),
      sort: z.enum(['joined', 'name', 'points', 'last-purchase']).default('joined'),
      order: z
        .enum(['asc', 'desc'])
        .optional()
        .describe('absent: names from A, the newest, and the most points first'),
      include: z.enum(['total']).optional(),
    }),
    reply: listOf(memberRow).extend({
      moreThanTotal: z
        .literal(true)
        .optional()
        .describe(`there are more: \`total\` counts no further than ${String(mostCountedMembers)}`),
      similar: z
        .array(memberRow)
        .optional()
        .describe(
          'at most ten others whose names are spelled nearly as `query`, the nearest first; if the first page is not full',
        ),
    }),
  },
  getMember: {
    params: z.object({ id }),
    reply: member,
  },
  updateMember: {
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
  },
  listMemberOrigins: {
    params: z.object({ id }),
    reply: origins,
  },
  getMemberTags: {
    params: z.object({ id }),
    reply: memberTags,
  },
  setMemberTags: {
    params: z.object({ id }),
    body: memberTags,
    reply: memberTags,
  },
  listMemberTags: {
    reply: listOf(z.object({ tag: z.string(), members: z.int() }).meta({ id: 'MemberTag' })),
  },
  memberTimeline: {
    params: z.object({ id }),
    query: listQuery,
    reply: listOf(timelineEntry),
  },
  getMe: {
    reply: ownMember,
  },
  updateMe: {
    body: z
      .object({
        firstName: profileFields.firstName,
        lastName: profileFields.lastName,
        phone: profileFields.phone,
        secondPhone: profileFields.secondPhone,
        language,
        birthday: profileFields.birthday,
        address: profileFields.address,
        company: profileFields.company,
        consents: z.array(consentGiven).max(20),
      })
      .partial(),
    reply: member,
  },
};
