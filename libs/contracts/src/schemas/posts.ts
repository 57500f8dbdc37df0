import { z } from 'zod';
import { communityRoles } from '../endpoints/communities.ts';
import {
  heldReasons,
  longestComment,
  longestPost,
  longestPostTitle,
  mostInterestsOfPost,
  postKinds,
  reactionKinds,
  writingStates,
} from '../endpoints/posts.ts';
import { changedInterests, interestKey, interestKeys } from './interests.ts';
import { hidesSomething, isPlain } from './plain.ts';
import { personal, secret } from './privacy.ts';
import { poll, sentPoll } from './polls.ts';
import { opinion, rating, shownProductTest, testOfPost, testShapes, testTerms } from './product-tests.ts';
import { changedPictures, postPicture, sentPictures } from './post-pictures.ts';
import { id, instant, listOf, listQuery, prose } from './values.ts';

export type PostKind = (typeof postKinds)[number];
export type WritingState = (typeof writingStates)[number];
export type HeldReason = (typeof heldReasons)[number];
export type ReactionKind = (typeof reactionKinds)[number];

const title = personal(
  z
    .string()
    .trim()
    .max(longestPostTitle)
    .refine(isPlain, hidesSomething)
    .transform((typed) => typed || null),
)
  .nullable()
  .default(null);
const markdown = (longest: number) =>
  personal(
    prose(longest)
      .refine((typed) => typed.length > 0, 'a text')
      .describe('Markdown; @nickname mentions a member of the community'),
  );
const query = personal(z.string().trim().max(100)).optional().describe('words that begin so');

const author = z
  .object({
    kind: z.enum(['member', 'club', 'former']),
    nickname: personal(z.string()).nullable(),
    role: z.enum(communityRoles).nullable().describe('in the community now'),
    mine: z.boolean(),
  })
  .meta({ id: 'WritingAuthor' });

const reactions = z
  .object({
    heart: z.int(),
    thanks: z.int(),
    clever: z.int(),
    mine: z.array(z.enum(reactionKinds)),
  })
  .meta({ id: 'Reactions' });

export type Reactions = z.infer<typeof reactions>;

const writing = {
  id,
  author,
  source: personal(z.string()).nullable().describe('of my own, else null'),
  html: personal(z.string()).describe('safe to show; empty if it was deleted'),
  state: z.enum(writingStates),
  heldWhy: z.enum(heldReasons).nullable(),
  createdAt: instant,
  editedAt: instant.nullable(),
  reactions,
};

const post = z
  .object({
    ...writing,
    communityId: id,
    kind: z.enum(postKinds),
    title: personal(z.string()).nullable(),
    pinned: z.boolean(),
    activeAt: instant,
    comments: z.int(),
    interests: z.array(z.string()).describe('keys of interests of the club; none once it was deleted'),
    pictures: z.array(postPicture),
    poll: poll.nullable(),
    productTest: testOfPost.nullable(),
    answerId: id.nullable().describe('the comment that answers the question'),
  })
  .meta({ id: 'Post' });

export type Post = z.infer<typeof post>;

export const comment = z
  .object({
    ...writing,
    postId: id,
    replyTo: id.nullable().describe('the comment that it replies to'),
    opinion: opinion.nullable().describe('on the sample of a product test; null for any other comment'),
  })
  .meta({ id: 'Comment' });

export type Comment = z.infer<typeof comment>;

const edit = z
  .object({
    title: personal(z.string()).nullable(),
    html: personal(z.string()),
    changedAt: instant.describe('when it became something else'),
  })
  .meta({ id: 'WritingEdit' });

export type WritingEdit = z.infer<typeof edit>;

const listedPost = post
  .omit({ source: true, reactions: true })
  .extend({
    excerpt: personal(z.string()).describe('the beginning of its text, without markup'),
    member: z.object({ id, displayName: z.string() }).nullable().describe('who wrote it'),
  })
  .meta({ id: 'CommunityPost' });

export type CommunityPost = z.infer<typeof listedPost>;

const listedComment = comment
  .omit({ source: true, reactions: true })
  .extend({ member: z.object({ id, displayName: z.string() }).nullable().describe('who wrote it') })
  .meta({ id: 'CommunityComment' });

export type CommunityComment = z.infer<typeof listedComment>;

const communityNews = z
  .object({ communityId: id, posts: z.int().describe('at most 100') })
  .meta({ id: 'CommunityNews' });

export type CommunityNews = z.infer<typeof communityNews>;

const params = z.object({ id });
const reactionParams = params.extend({ kind: z.enum(reactionKinds) });
const proof = secret(z.string().max(2000)).nullable().default(null).describe('answer to the proof of work');
const content = z.object({ title, source: markdown(longestPost) });
const sentComment = z.object({
  source: markdown(longestComment),
  replyTo: id.nullable().default(null).describe('a comment of this post, not a reply'),
});
const changes = content.extend({ interests: changedInterests(mostInterestsOfPost) });

/** Requests and replies of the endpoints, by name. */
export const postsShapes = {
  listPosts: {
    params,
    query: listQuery.extend({
      sort: z.enum(['newest', 'active']).default('newest'),
      query,
      interest: interestKey.optional().describe('only posts that carry it'),
    }),
    reply: listOf(post).extend({
      pinned: z.array(post).describe('on the first page; they are not in the list'),
      readUntil: instant.nullable().describe('posts until then are read; null before the first visit'),
      unread: z.int().describe('posts of others since then, at most 100'),
      at: instant.describe('when this was read, for the question what is new'),
    }),
  },
  createPost: {
    params,
    body: content.extend({
      kind: z.enum(['post', 'question']).default('post').describe('with a poll it is one'),
      interests: interestKeys(mostInterestsOfPost),
      pictures: sentPictures,
      poll: sentPoll.nullable().default(null),
      proof,
    }),
    reply: post,
  },
  previewPost: {
    params,
    body: z.object({ source: markdown(longestPost) }),
    reply: z.object({ html: personal(z.string()) }),
  },
  getCommunityNews: {
    params,
    query: z.object({ since: instant }),
    reply: z.object({ posts: z.int().describe('at most 100') }),
  },
  listCommunityNews: {
    reply: listOf(communityNews),
  },
  readCommunity: { params, body: z.object({ until: instant }) },
  getPost: { params, reply: post },
  editPost: { params, body: changes.extend({ pictures: changedPictures }), reply: post },
  deletePost: { params },
  listPostEdits: { params, reply: listOf(edit) },
  reactToPost: { params: reactionParams, reply: reactions },
  takeBackPostReaction: { params: reactionParams, reply: reactions },
  listComments: {
    params,
    query: listQuery,
    reply: listOf(comment).extend({ at: instant.describe('when this was read') }),
  },
  createComment: { params, body: sentComment.extend({ proof }), reply: comment },
  getComment: { params, reply: comment },
  editComment: { params, body: z.object({ source: markdown(longestComment) }), reply: comment },
  deleteComment: { params },
  listCommentEdits: { params, reply: listOf(edit) },
  reactToComment: { params: reactionParams, reply: reactions },
  takeBackCommentReaction: { params: reactionParams, reply: reactions },
  listCommunityPosts: {
    params,
    query: listQuery.extend({ state: z.enum(writingStates).optional(), query }),
    reply: listOf(listedPost),
  },
  getCommunityPost: { params, reply: listedPost },
  listCommunityComments: { params, query: listQuery, reply: listOf(listedComment) },
  commentAsClub: { params, body: sentComment, reply: listedComment },
  removeClubComment: { params },
  announce: {
    params,
    body: content.extend({ interests: interestKeys(mostInterestsOfPost) }),
    reply: listedPost,
  },
  changeAnnouncement: { params, body: changes, reply: listedPost },
  removePost: { params },
};

/** Requests and replies of product tests, by name. */
export const productTestsShapes = {
  ...testShapes,
  createProductTest: { params, body: content.extend(testTerms), reply: shownProductTest },
  writeOpinion: {
    params,
    body: z.object({ source: markdown(longestComment), rating: rating.nullable().default(null), proof }),
    reply: comment,
  },
};
