import { z } from 'zod';
import {
  communityColours,
  communityEntries,
  communityHearings,
  communityMembershipStates,
  communityRoles,
  communityStates,
  longestCommunityRequest,
  longestNickname,
} from '../endpoints/communities.ts';
import { condition } from './conditions.ts';
import { interestKeys } from './interests.ts';
import { holdsAddress, names, proseTexts } from './names.ts';
import { hidesSomething, isPlain } from './plain.ts';
import { personal } from './privacy.ts';
import { pictureKey } from './rewards.ts';
import { id, instant, listOf, listQuery, prose, sortedBy, text, texts } from './values.ts';

const content = z.object({
  state: z.enum(communityStates).default('draft').describe('members find open and archived ones'),
  name: names(60),
  description: proseTexts(300).describe('what it is about, in one or two sentences'),
  rules: proseTexts(4000).nullable().default(null).describe('Markdown; null for those of the club'),
  picture: pictureKey,
  colour: z.enum(communityColours).default('ember'),
  entry: z.enum(communityEntries).default('open').describe('how members get in'),
  interests: interestKeys(10),
  audience: condition
    .nullable()
    .default(null)
    .describe('on a member, such as a tier or an age; who no longer fulfils it is out at once; null for all'),
});

const photo = z
  .object({
    version: z.string().describe('changes with each photo'),
    text: z
      .object({ de: z.string().optional(), en: z.string().optional(), cs: z.string().optional() })
      .describe('what it shows, for those who do not see it; empty if it only decorates'),
  })
  .nullable()
  .describe('at its head instead of the drawing; null without one');

export type CommunityPhoto = z.infer<typeof photo>;

export const community = content
  .extend({
    id,
    version: z.int(),
    name: texts(60),
    description: texts(300),
    rules: texts(4000).nullable(),
    photo,
    members: z.int(),
    asking: z.int().describe('members who wait to be accepted'),
    updatedAt: instant,
  })
  .meta({ id: 'Community' });

export type Community = z.infer<typeof community>;

const nickname = personal(
  text(longestNickname)
    .min(3)
    .refine(
      (typed) => /^[\p{sc=Latn}\d][\p{sc=Latn}\p{M}\d ._-]*$/u.test(typed),
      'Latin letters, digits, spaces and . _ -',
    )
    .refine(isPlain, hidesSomething)
    .refine((typed) => !holdsAddress(typed), 'no web or e-mail address'),
);

const communityMember = z
  .object({
    member: z.object({ id, displayName: z.string() }),
    nickname: z.string().nullable(),
    state: z.enum(communityMembershipStates),
    role: z.enum(communityRoles),
    message: z.string().nullable().describe('what the member wrote when asking'),
    reason: z.string().nullable().describe('what the member was told'),
    since: instant.describe('of this state'),
  })
  .meta({ id: 'CommunityMember' });

export type CommunityMember = z.infer<typeof communityMember>;

const moderatedMember = z
  .object({
    id: id.describe('of the member, who has no other name here than the nickname'),
    nickname: z.string(),
    state: z.enum(communityMembershipStates),
    role: z.enum(communityRoles),
    message: z.string().nullable().describe('what the member wrote when asking'),
    reason: z.string().nullable().describe('what the member was told'),
    since: instant.describe('of this state'),
    decidable: z.boolean().describe('whether I may decide about this member'),
  })
  .meta({ id: 'ModeratedMember' });

export type ModeratedMember = z.infer<typeof moderatedMember>;

export const ownCommunity = z
  .object({
    id,
    state: z.enum(communityStates),
    name: texts(60),
    description: texts(300),
    rules: texts(4000).nullable(),
    picture: pictureKey,
    colour: z.enum(communityColours),
    photo,
    entry: z.enum(communityEntries),
    interests: z.array(z.string()).describe('keys of interests of the club'),
    forSome: z.boolean().describe('whether it has a condition'),
    members: z.int(),
    membership: z
      .object({
        state: z.enum(communityMembershipStates),
        role: z.enum(communityRoles),
        hears: z.enum(communityHearings),
        reason: z.string().nullable().describe('what I was told'),
        since: instant,
        silencedUntil: instant.nullable().describe('until then I read here, and cannot write'),
      })
      .nullable(),
    fulfilled: z.boolean().describe('whether I fulfil its condition now'),
    rights: z.object({
      read: z.boolean(),
      write: z.boolean(),
      moderate: z.boolean(),
      enter: z.enum(['join', 'ask']).nullable().describe('how I get in now'),
    }),
  })
  .meta({ id: 'OwnCommunity' });

export type OwnCommunity = z.infer<typeof ownCommunity>;

const ownNickname = z
  .object({
    nickname: z.string(),
    chosen: z.boolean().describe('false: it is one by chance'),
    listed: z.boolean().describe('whether directories of communities list me'),
  })
  .meta({ id: 'Nickname' });

export type Nickname = z.infer<typeof ownNickname>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const communitiesShapes = {
  listCommunities: {
    query: listQuery.extend({
      query: personal(z.string().trim().max(100)).optional().describe('a part of the name, in any language'),
      state: z.enum(communityStates).optional(),
      ...sortedBy('created', 'name', 'state', 'members', 'asking'),
    }),
    reply: listOf(community),
  },
  createCommunity: { body: content, reply: community },
  getCommunity: { params, reply: community },
  replaceCommunity: { params, body: content, reply: community },
  listCommunityMembers: {
    params,
    query: listQuery.extend({
      state: z.enum(communityMembershipStates).optional(),
      query: personal(z.string().trim().max(100)).optional().describe('a part of the name or nickname'),
    }),
    reply: listOf(communityMember),
  },
  setCommunityMember: {
    params: params.extend({ memberId: id }),
    body: z.object({
      state: z.enum(['invited', 'member', 'refused', 'banned', 'left']),
      role: z.enum(communityRoles).default('member').describe('of a member'),
      reason: personal(prose(500))
        .nullable()
        .default(null)
        .describe('the member reads it; required for a refusal and a ban'),
    }),
    reply: communityMember,
  },
  listOwnCommunities: { reply: listOf(ownCommunity) },
  getOwnCommunity: { params, reply: ownCommunity },
  joinCommunity: {
    params,
    body: z.object({
      message: personal(prose(longestCommunityRequest))
        .nullable()
        .default(null)
        .describe('to the moderators, where they decide'),
    }),
    reply: ownCommunity,
  },
  hearCommunity: { params, body: z.object({ hears: z.enum(communityHearings) }), reply: ownCommunity },
  leaveCommunity: { params },
  listCommunityDirectory: {
    params,
    query: listQuery.extend({
      query: personal(z.string().trim().max(100)).optional().describe('the beginning of the nickname'),
    }),
    reply: listOf(z.object({ nickname: z.string(), role: z.enum(communityRoles) })),
  },
  listModeratedMembers: {
    params,
    query: listQuery.extend({
      state: z.enum(communityMembershipStates).optional(),
      query: personal(z.string().trim().max(100)).optional().describe('a part of the nickname'),
    }),
    reply: listOf(moderatedMember),
  },
  setModeratedMember: {
    params: params.extend({ memberId: id }),
    body: z.object({
      state: z
        .enum(['member', 'refused', 'banned', 'left'])
        .describe('`left` removes a member, takes an invitation back, or lifts a ban'),
      role: z.enum(communityRoles).default('member').describe('of a member; only owners give roles'),
      reason: personal(prose(500))
        .nullable()
        .default(null)
        .describe('the member reads it; required for a refusal and a ban'),
    }),
    reply: moderatedMember,
  },
  inviteToCommunity: { params, body: z.object({ nickname }), reply: moderatedMember },
  getNickname: { reply: ownNickname },
  setNickname: { body: z.object({ nickname, listed: z.boolean().default(false) }), reply: ownNickname },
};
