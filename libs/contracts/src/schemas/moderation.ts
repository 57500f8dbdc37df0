import { z } from 'zod';
import {
  authorDecisions,
  caseCauses,
  decisionGrounds,
  longestAppeal,
  longestDecisionReason,
  longestReportText,
  longestWordRule,
  proofEfforts,
  reportReasons,
  textDecisions,
  trustLevels,
  wordActions,
} from '../endpoints/moderation.ts';
import { happened } from './author-stories.ts';
import { personName } from './names.ts';
import { hidesSomething, isPlain } from './plain.ts';
import { personal, secret } from './privacy.ts';
import { email, id, instant, language, listOf, listQuery, prose, text, texts } from './values.ts';

export type ReportReason = (typeof reportReasons)[number];
export type CaseCauseName = (typeof caseCauses)[number];
export type TrustLevelName = (typeof trustLevels)[number];
export type WordActionName = (typeof wordActions)[number];
export type ProofEffort = (typeof proofEfforts)[number];
export type TextDecision = (typeof textDecisions)[number];
export type AuthorDecision = (typeof authorDecisions)[number];

export const writingKind = z.enum(['post', 'comment']);
const kind = writingKind;
const states = ['shown', 'held', 'hidden', 'deleted'] as const;
const person = z.object({ id, name: z.string() });

const writing = z.object({
  kind,
  id,
  postId: id.describe('the post that it is, or belongs to'),
  title: personal(z.string()).nullable(),
  excerpt: personal(z.string()).describe('the beginning of its text, without markup'),
  state: z.enum(states),
});

const listedCase = z
  .object({
    id,
    cause: z.enum(caseCauses),
    hidden: z.boolean().describe('reports hid it until someone has looked'),
    reasons: z.array(z.enum(reportReasons)),
    reports: z.int(),
    words: z.array(z.string()).describe('of the word lists, as they are there'),
    writing: writing.nullable().describe('null if it is gone'),
    community: z.object({ id, name: texts(60) }),
    author: z
      .object({
        id,
        displayName: personal(z.string()),
        nickname: personal(z.string()).nullable(),
        level: z.enum(trustLevels),
      })
      .nullable()
      .describe('null for the club and for a former member'),
    openedAt: instant,
    takenBy: person.nullable().describe('who else looks at it now'),
    mayDecide: z.boolean().describe('false: an appeal against what I decided myself'),
  })
  .meta({ id: 'ModerationCase' });

export type ModerationCase = z.infer<typeof listedCase>;

const threshold = z.object({
  days: z.int().min(0).max(3650).describe('since the first community'),
  read: z
    .int()
    .min(0)
    .max(1000)
    .describe('posts of others that came while the member was there, up to what they have seen'),
  written: z.int().min(0).max(1000).describe('posts and comments that are shown'),
  reactions: z.int().min(0).max(1000).describe('of others'),
});

const trust = z
  .object({
    level: z.enum(trustLevels),
    from: z.enum(['counted', 'leads', 'by-hand']),
    until: instant.nullable().describe('of a level set by hand'),
    figures: threshold,
    next: z.object({ level: z.enum(trustLevels), needs: threshold }).nullable(),
  })
  .meta({ id: 'MemberTrust' });

export type MemberTrust = z.infer<typeof trust>;

const decision = z
  .object({
    id,
    caseId: id,
    text: z.enum(textDecisions),
    author: z.enum(authorDecisions),
    silencedUntil: instant.nullable(),
    reason: personal(z.string()).nullable(),
    ground: z.enum(decisionGrounds),
    rule: personal(z.string()).nullable(),
    writing: z.object({ kind, id, title: personal(z.string()).nullable(), excerpt: personal(z.string()) }),
    others: z.int().describe('texts with the same link that were decided with it'),
    community: z.object({ id, name: texts(60) }),
    member: z
      .object({ id, displayName: personal(z.string()), nickname: personal(z.string()).nullable() })
      .nullable(),
    reach: z
      .enum(['club', 'community'])
      .describe('where it counts what was taken from the author: in all communities, or in this one'),
    by: person.nullable().describe('null for an API key; a moderator who is a member has a nickname'),
    byModerator: z.boolean().describe('a member who moderates the community decided'),
    at: instant,
    undoneAt: instant.nullable(),
    undoable: z.boolean(),
    appeal: z
      .object({
        text: personal(z.string()),
        at: instant,
        granted: z.boolean().nullable().describe('null until it is answered'),
        answer: personal(z.string()).nullable(),
        by: person.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ModerationDecision' });

export type ModerationDecision = z.infer<typeof decision>;

/** As managers see it. */
export const shownCase = listedCase
  .extend({
    around: z.array(
      z.object({
        kind,
        id,
        nickname: personal(z.string()).nullable(),
        level: z.enum(trustLevels).nullable(),
        title: personal(z.string()).nullable(),
        source: personal(z.string()).describe('Markdown, as it was written'),
        state: z.enum(states),
        at: instant,
        receivedFree: z.boolean().describe('an opinion on a sample that its author received free'),
        isSubject: z.boolean(),
      }),
    ),
    reported: z.array(
      z.object({
        id,
        nickname: personal(z.string()).nullable().describe('null for someone without a membership'),
        level: z.enum(trustLevels).nullable(),
        counts: z.boolean().describe('whether it helps to hide the text'),
        reason: z.enum(reportReasons),
        text: personal(z.string()),
        at: instant,
      }),
    ),
    card: z
      .object({
        trust,
        joinedAt: instant,
        written: z.int(),
        writtenToday: z.int(),
        emailConfirmed: z.boolean(),
        proofMs: z.int().nullable().describe('how long the proof of work took; null if there was none'),
        warnings: z.int().describe('that count'),
        restriction: z.enum(['silenced', 'banned']).nullable(),
        purchases: z.object({ count: z.int(), lastAt: instant.nullable() }),
        story: z.array(happened).describe('the newest first'),
      })
      .nullable(),
    sameLink: z.array(z.object({ kind, id, community: texts(60), excerpt: personal(z.string()) })),
    appealed: decision.nullable().describe('the decision that an appeal is against'),
  })
  .meta({ id: 'ShownModerationCase' });

export type ShownModerationCase = z.infer<typeof shownCase>;

const chosenSettings = z
  .object({
    firstPosts: z
      .int()
      .min(0)
      .max(20)
      .describe('so many posts and comments of a new member wait for approval'),
    newPostsPerDay: z.int().min(1).max(100),
    newCommentsPerDay: z.int().min(1).max(500),
    newLinks: z.int().min(0).max(20).describe('in one text of a new member; with more it waits for approval'),
    newPictures: z.int().min(0).max(4),
    hideAfter: z.int().min(0).max(20).describe('reports of trusted members that hide a text; 0: never'),
    appealDays: z.int().min(14).max(365),
    silenceDays: z.int().min(1).max(90).describe('of a second warning within a year'),
    proof: z.enum(proofEfforts),
    trust: z.object({ basic: threshold, regular: threshold, quietDays: z.int().min(0).max(3650) }),
  })
  .meta({ id: 'ChosenModeration' });
const settings = chosenSettings.extend({ version: z.int() }).meta({ id: 'ModerationSettings' });

export type ChosenModeration = z.infer<typeof chosenSettings>;
export type ModerationSettings = z.infer<typeof settings>;

const word = text(longestWordRule).refine(isPlain, hidesSomething);
const newWordRule = z.object({
  language,
  word: word.describe('one word or several; `*` at the end stands for any ending'),
  action: z.enum(wordActions),
});
const wordRule = newWordRule.extend({ id, word: z.string() }).meta({ id: 'WordRule' });

export type WordRuleShown = z.infer<typeof wordRule>;

const ownDecision = z
  .object({
    id,
    kind,
    title: personal(z.string()).nullable(),
    excerpt: personal(z.string()),
    community: texts(60),
    text: z.enum(textDecisions),
    author: z.enum(authorDecisions),
    silencedUntil: instant.nullable(),
    others: z.int(),
    reason: personal(z.string()).nullable(),
    ground: z.enum(decisionGrounds),
    rule: personal(z.string()).nullable(),
    found: z.enum(caseCauses).describe('how it came to the moderators; a person decided'),
    reach: z.enum(['club', 'community']).describe('where it counts what was taken from me'),
    byModerator: z.boolean().describe('a moderator of the community decided, else the team of the club'),
    at: instant,
    undoneAt: instant.nullable(),
    appealUntil: instant.nullable().describe('null if I cannot appeal'),
    appeal: z
      .object({
        text: personal(z.string()),
        at: instant,
        granted: z.boolean().nullable(),
        answer: personal(z.string()).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'OwnDecision' });

export type OwnDecision = z.infer<typeof ownDecision>;

const block = z
  .object({ id, nickname: personal(z.string()).nullable(), since: instant })
  .meta({ id: 'MemberBlock' });

export type MemberBlock = z.infer<typeof block>;

const params = z.object({ id });
const memberParams = z.object({ memberId: id });
const proof = secret(z.string().max(4000));
const challenge = z.string().describe('JSON of altcha; the answer is its payload in base64');
const report = z.object({
  reason: z.enum(reportReasons),
  text: personal(prose(longestReportText)).default(''),
});
const why = personal(prose(longestDecisionReason));

/** Requests and replies of the endpoints, by name. */
export const moderationShapes = {
  getModeration: {
    reply: z.object({
      waiting: z.int(),
      oldestAt: instant.nullable(),
      reported: z.int(),
      held: z.int(),
      appeals: z.int(),
      decided: z.int().describe('in the last 30 days'),
      medianMinutes: z.int().nullable(),
      appealed: z.int(),
      granted: z.int(),
    }),
  },
  listModerationCases: {
    query: listQuery.extend({ kind: z.enum(['reported', 'held', 'appeal']).optional() }),
    reply: listOf(listedCase),
  },
  getModerationCase: { params, reply: shownCase },
  takeModerationCase: { params, body: z.object({ taken: z.boolean() }) },
  decideModerationCase: {
    params,
    body: z
      .object({
        text: z.enum(textDecisions),
        author: z.enum(authorDecisions).default('none'),
        days: z.int().min(1).max(365).default(7).describe('of `silence`'),
        reason: why
          .nullable()
          .default(null)
          .describe('the author reads it; required unless nothing is taken'),
        ground: z.enum(decisionGrounds).default('rules'),
        rule: personal(prose(300)).nullable().default(null).describe('which rule, or which law'),
        sameLink: z
          .boolean()
          .default(false)
          .describe('also the other texts of the author with the same link'),
      })
      .refine(
        ({ text: on, author, reason }) =>
          (on === 'leave' && author === 'none') || (reason ?? '').length >= 10,
        {
          path: ['reason'],
          message: 'at least ten characters: the author reads why',
        },
      )
      .refine(({ ground, rule }) => ground === 'rules' || rule, { path: ['rule'], message: 'which law' }),
    reply: decision,
  },
  answerAppeal: {
    params,
    body: z.object({
      granted: z.boolean(),
      answer: why.refine((typed) => typed.length >= 10, 'at least ten characters'),
    }),
    reply: decision,
  },
  listModerationDecisions: { query: listQuery.extend({ member: id.optional() }), reply: listOf(decision) },
  undoModerationDecision: { params, reply: decision },
  getModerationSettings: { reply: settings },
  setModerationSettings: { body: chosenSettings, reply: settings },
  getMemberTrust: { params: memberParams, reply: trust },
  setMemberTrust: {
    params: memberParams,
    body: z
      .object({
        level: z.enum(trustLevels).exclude(['leader']).nullable().describe('null: counted'),
        until: instant.nullable().default(null),
        reason: personal(prose(500)).nullable().default(null).describe('for the audit log only'),
      })
      .refine(({ level, until }) => level === null || until !== null, {
        path: ['until'],
        message: 'a level by hand ends',
      }),
    reply: trust,
  },
  listWordRules: {
    query: listQuery.extend({
      language: language.optional(),
      action: z.enum(wordActions).optional(),
      query: personal(z.string().trim().max(longestWordRule)).optional().describe('a part of the word'),
    }),
    reply: listOf(wordRule).extend({ all: z.int().describe('words in all lists') }),
  },
  addWordRule: { body: newWordRule, reply: wordRule },
  removeWordRule: { params },
  putWordFile: { reply: z.object({ words: z.int() }) },
  downloadWordFile: {},
  reportPost: { params, body: report },
  reportComment: { params, body: report },
  getOwnDecision: { params, reply: ownDecision },
  appealDecision: {
    params,
    body: z.object({
      text: personal(prose(longestAppeal)).refine((typed) => typed.length >= 10, 'at least ten characters'),
    }),
    reply: ownDecision,
  },
  getWritingProof: { reply: z.object({ challenge: challenge.nullable() }) },
  listMemberBlocks: { reply: listOf(block) },
  blockAuthor: { body: z.object({ kind, id }), reply: block },
  endMemberBlock: { params },
  getContentReportProof: { reply: z.object({ challenge: challenge.nullable() }) },
  reportContent: {
    body: z.object({
      address: personal(text(500)).describe(
        'of the page in the club, with what comes after `#` for a comment',
      ),
      reason: z.enum(reportReasons),
      text: personal(prose(longestReportText)).refine(
        (typed) => typed.length >= 20,
        'why it is illegal, in at least twenty characters',
      ),
      name: personName(120),
      email,
      goodFaith: z.literal(true, 'what you say must be right and complete as far as you know'),
      proof: proof.nullable().default(null).describe('answer to the proof of work'),
    }),
  },
};
