import { z } from 'zod';
import { communityRoles } from '../endpoints/communities.ts';
import { authorDecisions, decisionGrounds, textDecisions, trustLevels } from '../endpoints/moderation.ts';
import { moderationShapes, shownCase, writingKind } from './moderation.ts';
import { personal } from './privacy.ts';
import { id, instant, listOf, listQuery } from './values.ts';

const nickname = personal(z.string()).nullable();

// Moderators who are members know nicknames only, and not who reported: nobody has to fear them.
const listedCase = shownCase
  .pick({
    ...{ id: true, cause: true, hidden: true, reasons: true, reports: true, words: true, writing: true },
    openedAt: true,
  })
  .extend({ author: z.object({ nickname, level: z.enum(trustLevels) }) })
  .meta({ id: 'ModeratedCase' });

export type ModeratedCase = z.infer<typeof listedCase>;

const report = shownCase.shape.reported.element.omit({ nickname: true });

const oneCase = listedCase
  .extend({
    around: shownCase.shape.around,
    reported: z.array(report),
    sameLink: z.array(shownCase.shape.sameLink.element.omit({ community: true })),
    card: z.object({
      since: instant.nullable().describe('in the community; null if the author is not in it'),
      role: z.enum(communityRoles),
      warnings: z.int().describe('that count here'),
      silencedUntil: instant.nullable().describe('in this community'),
    }),
  })
  .meta({ id: 'ShownModeratedCase' });

export type ShownModeratedCase = z.infer<typeof oneCase>;

const decision = z
  .object({
    id,
    caseId: id,
    text: z.enum(textDecisions),
    author: z.enum(authorDecisions),
    silencedUntil: instant.nullable(),
    reach: z.enum(['club', 'community']).describe('where it counts what was taken from the author'),
    reason: personal(z.string()).nullable(),
    ground: z.enum(decisionGrounds),
    rule: personal(z.string()).nullable(),
    writing: z.object({
      kind: writingKind,
      id,
      title: personal(z.string()).nullable(),
      excerpt: personal(z.string()),
    }),
    others: z.int().describe('texts with the same link that were decided with it'),
    nickname: nickname.describe('of the author'),
    by: z.object({
      kind: z.enum(['team', 'moderator']),
      nickname: nickname.describe('of a moderator'),
      mine: z.boolean(),
    }),
    at: instant,
    undoneAt: instant.nullable(),
    undoable: z.boolean().describe('by me'),
    appeal: z.enum(['open', 'granted', 'refused']).nullable(),
  })
  .meta({ id: 'ModeratedDecision' });

export type ModeratedDecision = z.infer<typeof decision>;

const params = z.object({ id });
const caseParams = params.extend({ caseId: id });

/** Requests and replies of the endpoints, by name. */
export const moderatorsShapes = {
  listModeratedCases: {
    params,
    query: listQuery,
    reply: listOf(listedCase).extend({ waiting: z.int() }),
  },
  openModeratedCase: { params, body: z.object({ kind: writingKind, id }), reply: z.object({ id }) },
  getModeratedCase: { params: caseParams, reply: oneCase },
  decideModeratedCase: {
    params: caseParams,
    body: moderationShapes.decideModerationCase.body,
    reply: decision,
  },
  listModeratedDecisions: { params, query: listQuery, reply: listOf(decision) },
  undoModeratedDecision: { params: params.extend({ decisionId: id }), reply: decision },
};
