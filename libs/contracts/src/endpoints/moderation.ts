import { endpoint, managers } from './endpoint.ts';

/** Persons that one member can block. */
export const mostMemberBlocks = 500;

export const reportReasons = [
  'spam',
  'fraud',
  'insult',
  'hate',
  'personal-data',
  'illegal',
  'other',
] as const;
/** Why a post or comment is in the queue. */
export const caseCauses = [
  'reported',
  'first-posts',
  'links',
  'pictures',
  'word-list',
  'moderator',
  'appeal',
] as const;
/** What happens to the text. */
export const textDecisions = ['leave', 'hide', 'delete'] as const;
/** What happens to its author: a second warning silences; a ban is out of all communities. */
export const authorDecisions = ['none', 'warn', 'silence', 'ban'] as const;
export const decisionGrounds = ['rules', 'law'] as const;
/** `leader` moderates or owns a community. */
export const trustLevels = ['new', 'basic', 'regular', 'leader'] as const;
/** `block`: cannot be written. `approve`: waits for approval. `flag`: is shown and looked at. `censor`: loses its letters. */
export const wordActions = ['block', 'approve', 'flag', 'censor'] as const;
/** How long a browser computes before the first post. */
export const proofEfforts = ['none', 'low', 'usual', 'high'] as const;

export const longestReportText = 1000;
export const longestDecisionReason = 1000;
export const longestAppeal = 2000;
export const longestWordRule = 60;
export const mostWordRules = 20_000;
/** Bytes. */
export const largestWordFile = 2_000_000;

const read = { roles: managers, scope: ['club:read', 'members:read'], reach: 'club' } as const;
const decide = { roles: managers, scope: 'members:write', reach: 'club' } as const;
const own = { roles: ['member'], reach: 'own' } as const;

export const getModeration = endpoint('getModeration', {
  method: 'GET',
  path: '/moderation',
  tag: 'Moderation',
  summary: 'Count what waits, and what was decided in the last 30 days',
  access: read,
});

export const listModerationCases = endpoint('listModerationCases', {
  method: 'GET',
  path: '/moderation/cases',
  tag: 'Moderation',
  summary: 'List what someone has to look at, the most urgent first',
  access: read,
});

export const getModerationCase = endpoint('getModerationCase', {
  method: 'GET',
  path: '/moderation/cases/{id}',
  tag: 'Moderation',
  summary: 'Get a case with what was written around it, its reports and its author',
  access: read,
});

export const takeModerationCase = endpoint('takeModerationCase', {
  method: 'PUT',
  path: '/moderation/cases/{id}/assignment',
  tag: 'Moderation',
  summary: 'Show others for ten minutes that I look at a case, or no longer',
  access: { roles: managers, reach: 'club' },
  status: 204,
  wallet: 'none',
});

export const decideModerationCase = endpoint('decideModerationCase', {
  method: 'POST',
  path: '/moderation/cases/{id}/decisions',
  tag: 'Moderation',
  summary: 'Decide a case; its author reads the reason and can appeal',
  access: decide,
  status: 201,
  wallet: 'none',
});

export const answerAppeal = endpoint('answerAppeal', {
  method: 'POST',
  path: '/moderation/cases/{id}/appeal-answers',
  tag: 'Moderation',
  summary: 'Grant or refuse an appeal; who decided first cannot, unless nobody else is there',
  access: decide,
  status: 201,
  wallet: 'none',
});

export const listModerationDecisions = endpoint('listModerationDecisions', {
  method: 'GET',
  path: '/moderation/decisions',
  tag: 'Moderation',
  summary: 'List decisions, the newest first',
  access: read,
});

export const undoModerationDecision = endpoint('undoModerationDecision', {
  method: 'POST',
  path: '/moderation/decisions/{id}/undo',
  tag: 'Moderation',
  summary: 'Undo a decision of today against which nobody appealed; its case is open again',
  access: decide,
  status: 200,
  wallet: 'none',
});

export const getModerationSettings = endpoint('getModerationSettings', {
  method: 'GET',
  path: '/moderation/settings',
  tag: 'Moderation',
  summary: 'Get the limits of new members and what the trust levels ask for',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const setModerationSettings = endpoint('setModerationSettings', {
  method: 'PUT',
  path: '/moderation/settings',
  tag: 'Moderation',
  summary: 'Set the limits of new members and what the trust levels ask for',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: 'if-sent',
  wallet: 'none',
});

export const getMemberTrust = endpoint('getMemberTrust', {
  method: 'GET',
  path: '/moderation/trust/{memberId}',
  tag: 'Moderation',
  summary: 'Get the trust level of a member and what it is counted from',
  access: read,
});

export const setMemberTrust = endpoint('setMemberTrust', {
  method: 'PUT',
  path: '/moderation/trust/{memberId}',
  tag: 'Moderation',
  summary: 'Set the trust level of a member by hand until a moment, or let it be counted again',
  access: decide,
  wallet: 'none',
});

export const listWordRules = endpoint('listWordRules', {
  method: 'GET',
  path: '/moderation/words',
  tag: 'Moderation',
  summary: 'List the words that the club looks for in posts, in order',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const addWordRule = endpoint('addWordRule', {
  method: 'POST',
  path: '/moderation/words',
  tag: 'Moderation',
  summary: 'Add a word, or change what happens with it',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const removeWordRule = endpoint('removeWordRule', {
  method: 'DELETE',
  path: '/moderation/words/{id}',
  tag: 'Moderation',
  summary: 'Remove a word',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});

export const putWordFile = endpoint('putWordFile', {
  method: 'PUT',
  path: '/moderation/words/file',
  tag: 'Moderation',
  summary:
    'Replace all words with those of a CSV file with the columns `language`, `word` and `action`. All or nothing: errors name their line',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  bytes: 'text/csv',
  wallet: 'none',
});

export const downloadWordFile = endpoint('downloadWordFile', {
  method: 'GET',
  path: '/moderation/words/file',
  tag: 'Moderation',
  summary: 'Download all words as CSV, which can be sent back',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
  stream: 'text/csv',
});

export const reportPost = endpoint('reportPost', {
  method: 'POST',
  path: '/me/posts/{id}/reports',
  tag: 'Own view',
  summary: 'Report a post to the moderators, once',
  access: own,
  status: 204,
  wallet: 'own',
});

export const reportComment = endpoint('reportComment', {
  method: 'POST',
  path: '/me/comments/{id}/reports',
  tag: 'Own view',
  summary: 'Report a comment to the moderators, once',
  access: own,
  status: 204,
  wallet: 'own',
});

export const getOwnDecision = endpoint('getOwnDecision', {
  method: 'GET',
  path: '/me/moderation/{id}',
  tag: 'Own view',
  summary: 'Get a decision about me: what, why, and how to appeal',
  access: own,
});

export const appealDecision = endpoint('appealDecision', {
  method: 'POST',
  path: '/me/moderation/{id}/appeals',
  tag: 'Own view',
  summary: 'Appeal against a decision about me, once',
  access: own,
  status: 201,
  wallet: 'own',
});

export const getWritingProof = endpoint('getWritingProof', {
  method: 'GET',
  path: '/me/writing-proof',
  tag: 'Own view',
  summary: 'Get what my browser has to compute before my first post; null if nothing',
  access: own,
});

export const listMemberBlocks = endpoint('listMemberBlocks', {
  method: 'GET',
  path: '/me/blocks',
  tag: 'Own view',
  summary: 'List the persons that I block',
  access: own,
});

export const blockAuthor = endpoint('blockAuthor', {
  method: 'POST',
  path: '/me/blocks',
  tag: 'Own view',
  summary: 'Block the author of a post or comment: I no longer read this person, who is not told',
  access: own,
  status: 201,
  wallet: 'own',
});

export const endMemberBlock = endpoint('endMemberBlock', {
  method: 'DELETE',
  path: '/me/blocks/{id}',
  tag: 'Own view',
  summary: 'Block a person no longer',
  access: own,
  status: 204,
  wallet: 'own',
});

export const getContentReportProof = endpoint('getContentReportProof', {
  method: 'GET',
  path: '/content-reports/proof',
  tag: 'Moderation',
  summary: 'Get what a browser has to compute before it sends a report',
  access: 'public',
});

export const reportContent = endpoint('reportContent', {
  method: 'POST',
  path: '/content-reports',
  tag: 'Moderation',
  summary: 'Report what someone wrote in a community as illegal, also as a stranger (DSA, article 16)',
  access: 'public',
  status: 204,
  wallet: 'none',
});
