/**
 * How posts and comments are shown to a member, who is the first value of the statement. The name of an author goes with
 * the membership, before the erasure.
 */
const author = `by_club as "byClub", author_id as "authorId"`;
const times = `created_at as "createdAt", edited_at as "editedAt"`;
const counted = 'hearts, thanks, clevers';

const of = (alias: string, columns: string): string =>
  columns
    .split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ');

const own = (alias: string): string =>
  `array(select r.kind from reactions r where r.writing_id = ${alias}.id and r.member_id = $1) as mine`;

export const postColumns = `${of('p', `id, community_id as "communityId", kind, title, source, html, state, held_why as "heldWhy", ${times}, active_at as "activeAt", comments, interests, ${counted}, ${author}`)},
  p.pinned_at is not null as pinned, n.nickname, m.role, ${own('p')}`;

export const postNames = `left join nicknames n on n.member_id = p.author_id and member_status(p.author_id) <> 'closed'
  left join community_memberships m on m.member_id = p.author_id and m.community_id = p.community_id and m.state = 'member'`;

export const commentColumns = `${of('c', `id, post_id as "postId", reply_to as "replyTo", source, html, state, held_why as "heldWhy", ${times}, ${counted}, ${author}, thread_id as "threadId", thread_at as "threadAt", received_free as "receivedFree", rating`)},
  p.community_id as "communityId", n.nickname, m.role, ${own('c')}`;

export const commentNames = `join posts p on p.id = c.post_id left join nicknames n on n.member_id = c.author_id and member_status(c.author_id) <> 'closed'
  left join community_memberships m on m.member_id = c.author_id and m.community_id = p.community_id and m.state = 'member'`;
