import { endpoint, managers } from './endpoint.ts';

export const postKinds = ['post', 'question', 'poll', 'announcement', 'product-test'] as const;
/** `held`: waits until a moderator approves it. `hidden`: by reports or a moderator. */
export const writingStates = ['shown', 'held', 'hidden', 'deleted'] as const;
/** Why a moderator looks at it before others see it. */
export const heldReasons = ['first-posts', 'word-list', 'links', 'pictures'] as const;
export const reactionKinds = ['heart', 'thanks', 'clever'] as const;

export const longestPostTitle = 120;
export const longestPost = 10_000;
export const longestComment = 4000;
export const mostInterestsOfPost = 3;

const read = { roles: managers, scope: ['club:read', 'members:read'], reach: 'club' } as const;
const write = { roles: managers, scope: 'club:write', reach: 'club' } as const;
const own = { roles: ['member'], reach: 'own' } as const;

export const listPosts = endpoint('listPosts', {
  method: 'GET',
  path: '/me/communities/{id}/posts',
  tag: 'Own view',
  summary:
    'List the posts of a community by time or activity, or those with some words, perhaps of one interest; pinned ones first',
  access: own,
});

export const createPost = endpoint('createPost', {
  method: 'POST',
  path: '/me/communities/{id}/posts',
  tag: 'Own view',
  summary: 'Write a post',
  access: own,
  status: 201,
  idempotent: true,
  wallet: 'own',
});

export const previewPost = endpoint('previewPost', {
  method: 'POST',
  path: '/me/communities/{id}/post-previews',
  tag: 'Own view',
  summary: 'Show a text as it would be in a post; stores nothing',
  access: own,
  status: 200,
  wallet: 'none',
});

export const getCommunityNews = endpoint('getCommunityNews', {
  method: 'GET',
  path: '/me/communities/{id}/news',
  tag: 'Own view',
  summary: 'Count the posts of others since a moment',
  access: own,
});

export const listCommunityNews = endpoint('listCommunityNews', {
  method: 'GET',
  path: '/me/community-news',
  tag: 'Own view',
  summary: 'Count what I have not read in each of my communities',
  access: own,
});

export const readCommunity = endpoint('readCommunity', {
  method: 'PUT',
  path: '/me/communities/{id}/read',
  tag: 'Own view',
  summary: 'Remember that I have read the posts until a moment',
  access: own,
  status: 204,
  wallet: 'own',
});

export const getPost = endpoint('getPost', {
  method: 'GET',
  path: '/me/posts/{id}',
  tag: 'Own view',
  summary: 'Get a post',
  access: own,
});

export const editPost = endpoint('editPost', {
  method: 'PUT',
  path: '/me/posts/{id}',
  tag: 'Own view',
  summary: 'Change my post; others can read what it was before',
  access: own,
  wallet: 'own',
});

export const deletePost = endpoint('deletePost', {
  method: 'DELETE',
  path: '/me/posts/{id}',
  tag: 'Own view',
  summary: 'Delete my post; its text goes, comments of others stay',
  access: own,
  status: 204,
  wallet: 'own',
});

export const listPostEdits = endpoint('listPostEdits', {
  method: 'GET',
  path: '/me/posts/{id}/edits',
  tag: 'Own view',
  summary: 'List what a post was before, the latest first',
  access: own,
});

export const reactToPost = endpoint('reactToPost', {
  method: 'PUT',
  path: '/me/posts/{id}/reactions/{kind}',
  tag: 'Own view',
  summary: 'React to a post, once of each kind',
  access: own,
  wallet: 'own',
});

export const takeBackPostReaction = endpoint('takeBackPostReaction', {
  method: 'DELETE',
  path: '/me/posts/{id}/reactions/{kind}',
  tag: 'Own view',
  summary: 'Take back my reaction to a post',
  access: own,
  status: 200,
  wallet: 'own',
});

export const listComments = endpoint('listComments', {
  method: 'GET',
  path: '/me/posts/{id}/comments',
  tag: 'Own view',
  summary: 'List the comments of a post, each with its replies after it',
  access: own,
});

export const createComment = endpoint('createComment', {
  method: 'POST',
  path: '/me/posts/{id}/comments',
  tag: 'Own view',
  summary: 'Comment on a post, or reply to a comment',
  access: own,
  status: 201,
  idempotent: true,
  wallet: 'own',
});

export const getComment = endpoint('getComment', {
  method: 'GET',
  path: '/me/comments/{id}',
  tag: 'Own view',
  summary: 'Get a comment',
  access: own,
});

export const editComment = endpoint('editComment', {
  method: 'PUT',
  path: '/me/comments/{id}',
  tag: 'Own view',
  summary: 'Change my comment; others can read what it was before',
  access: own,
  wallet: 'own',
});

export const deleteComment = endpoint('deleteComment', {
  method: 'DELETE',
  path: '/me/comments/{id}',
  tag: 'Own view',
  summary: 'Delete my comment; its text goes, replies stay',
  access: own,
  status: 204,
  wallet: 'own',
});

export const listCommentEdits = endpoint('listCommentEdits', {
  method: 'GET',
  path: '/me/comments/{id}/edits',
  tag: 'Own view',
  summary: 'List what a comment was before, the latest first',
  access: own,
});

export const reactToComment = endpoint('reactToComment', {
  method: 'PUT',
  path: '/me/comments/{id}/reactions/{kind}',
  tag: 'Own view',
  summary: 'React to a comment, once of each kind',
  access: own,
  wallet: 'own',
});

export const takeBackCommentReaction = endpoint('takeBackCommentReaction', {
  method: 'DELETE',
  path: '/me/comments/{id}/reactions/{kind}',
  tag: 'Own view',
  summary: 'Take back my reaction to a comment',
  access: own,
  status: 200,
  wallet: 'own',
});

export const listCommunityPosts = endpoint('listCommunityPosts', {
  method: 'GET',
  path: '/communities/{id}/posts',
  tag: 'Communities',
  summary: 'List all posts of a community, the newest first',
  access: read,
});

export const getCommunityPost = endpoint('getCommunityPost', {
  method: 'GET',
  path: '/posts/{id}',
  tag: 'Communities',
  summary: 'Get any post',
  access: read,
});

export const listCommunityComments = endpoint('listCommunityComments', {
  method: 'GET',
  path: '/posts/{id}/comments',
  tag: 'Communities',
  summary: 'List all comments of a post, each with its replies after it',
  access: read,
});

export const commentAsClub = endpoint('commentAsClub', {
  method: 'POST',
  path: '/posts/{id}/comments',
  tag: 'Communities',
  summary: 'Comment on a post as the club, or reply to a comment',
  access: write,
  status: 201,
  idempotent: true,
  wallet: 'none',
});

export const removeClubComment = endpoint('removeClubComment', {
  method: 'DELETE',
  path: '/comments/{id}',
  tag: 'Communities',
  summary: 'Delete a comment of the club; replies stay',
  access: write,
  status: 204,
  wallet: 'none',
});

export const announce = endpoint('announce', {
  method: 'POST',
  path: '/communities/{id}/posts',
  tag: 'Communities',
  summary: 'Write an announcement as the club',
  access: write,
  status: 201,
  idempotent: true,
  wallet: 'none',
});

export const changeAnnouncement = endpoint('changeAnnouncement', {
  method: 'PUT',
  path: '/posts/{id}',
  tag: 'Communities',
  summary: 'Change an announcement of the club',
  access: write,
  wallet: 'none',
});

export const removePost = endpoint('removePost', {
  method: 'DELETE',
  path: '/posts/{id}',
  tag: 'Communities',
  summary: 'Delete a post; comments stay',
  access: write,
  status: 204,
  wallet: 'none',
});
