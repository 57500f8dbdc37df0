import Flag from '@lucide/svelte/icons/flag';
import History from '@lucide/svelte/icons/history';
import Pencil from '@lucide/svelte/icons/pencil';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Trash2 from '@lucide/svelte/icons/trash-2';
import type { Comment, OwnCommunity, Post } from '@regulars/contracts';
import { mayModerate } from '#lib/communities/shared/may-moderate.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MenuItem } from '#lib/ui/menu.ts';
import { beforePath, editPath } from './paths.ts';

/** What a member can do with a post, or with one of its comments. Each leads to a page, so that it also works by keyboard and link. */
export const writingMenu = (
  post: Post,
  comment: Comment | undefined,
  community: OwnCommunity | undefined,
): MenuItem[][] => {
  const { id, author, state, editedAt } = comment ?? post;
  const edit = editPath(post, comment);
  const own: MenuItem[] = [
    { label: m.posts_edit(), icon: Pencil, href: edit },
    { label: m.posts_delete(), icon: Trash2, href: `${edit}?ask`, danger: true },
  ];
  const before = { label: m.posts_before(), icon: History, href: beforePath(post, comment) };
  const kind = comment ? 'comment' : 'post';
  const report = {
    label: m.moderation_report_title(),
    icon: Flag,
    href: `/club/moderation/report/${kind}/${id}`,
  };
  const judge = {
    label: m.moderation_members_menu(),
    icon: ShieldCheck,
    href: `/club/communities/${post.communityId}/moderation/text/${kind}/${id}`,
  };
  return [
    author.mine && state !== 'deleted' ? own : [],
    editedAt !== null && state !== 'deleted' ? [before] : [],
    !author.mine && state === 'shown' ? [report] : [],
    state !== 'deleted' && mayModerate(community, author) ? [judge] : [],
  ].filter((group) => group.length > 0);
};
