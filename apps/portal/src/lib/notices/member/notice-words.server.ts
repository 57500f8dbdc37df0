import type { Notice, NoticeKind } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime } from '#lib/ui/format.ts';

/** What the text of a notice names; '' for what it does not say. */
interface Said {
  readonly nickname: string;
  readonly title: string;
  readonly community: string;
  readonly tier: string;
  readonly count: number;
  /** The start of a gathering, in words. */
  readonly start: string;
  /** A day, in words. */
  readonly date: string;
}

/** By the case within a kind. `other` is said for cases that this version does not know. */
type Cases = Readonly<Record<string, (said: Said) => string>> & {
  readonly other: () => string;
};

const words: Readonly<Record<NoticeKind, Cases>> = {
  mention: {
    post: m.notices_mention_post,
    comment: m.notices_mention_comment,
    other: m.notices_mention_other,
  },
  reply: {
    comment: m.notices_reply_comment,
    reply: m.notices_reply_reply,
    answer: m.notices_reply_answer,
    accepted: m.notices_reply_accepted,
    other: m.notices_reply_other,
  },
  announcement: { post: m.notices_announcement_post, other: m.notices_announcement_other },
  'new-post': {
    post: m.notices_new_post_post,
    question: m.notices_new_post_question,
    poll: m.notices_new_post_poll,
    'product-test': m.notices_new_post_product_test,
    other: m.notices_new_post_other,
  },
  membership: {
    accepted: m.notices_membership_accepted,
    refused: m.notices_membership_refused,
    invited: m.notices_membership_invited,
    banned: m.notices_membership_banned,
    moderator: m.notices_membership_moderator,
    owner: m.notices_membership_owner,
    asked: m.notices_membership_asked,
    other: m.notices_membership_other,
  },
  moderation: {
    shown: m.notices_moderation_shown,
    hidden: m.notices_moderation_hidden,
    deleted: m.notices_moderation_deleted,
    warned: m.notices_moderation_warned,
    silenced: m.notices_moderation_silenced,
    banned: m.notices_moderation_banned,
    'silenced-here': m.notices_moderation_silenced_here,
    'banned-here': m.notices_moderation_banned_here,
    lifted: m.notices_moderation_lifted,
    'appeal-kept': m.notices_moderation_kept,
    'appeal-won': m.notices_moderation_won,
    'report-done': m.notices_moderation_done,
    waiting: m.notices_moderation_waiting,
    other: m.notices_moderation_other,
  },
  gathering: {
    new: m.notices_gathering_new,
    tomorrow: m.notices_gathering_tomorrow,
    soon: m.notices_gathering_soon,
    moved: m.notices_gathering_moved,
    cancelled: m.notices_gathering_cancelled,
    place: m.notices_gathering_place,
    other: m.notices_gathering_other,
  },
  'product-test': {
    chosen: m.notices_product_test_chosen,
    'not-chosen': m.notices_product_test_not_chosen,
    due: m.notices_product_test_due,
    other: m.notices_product_test_other,
  },
  points: {
    purchase: m.notices_points_purchase,
    bonus: m.notices_points_bonus,
    expiring: m.notices_points_expiring,
    'tier-up': m.notices_points_up,
    'tier-down': m.notices_points_down,
    'tier-none': m.notices_points_none,
    other: m.notices_points_other,
  },
  offer: { new: m.notices_offer_new, other: m.notices_offer_other },
};

const isMoment = (value: string): boolean => !Number.isNaN(Date.parse(value));

const saidIn = (params: Notice['params'], zone: string): Said => {
  const {
    // What the club wrote names nobody.
    nickname = m.notices_by_club(),
    title = '',
    community = '',
    tier = '',
    points = '',
    startsAt = '',
    date = '',
  } = params;
  return {
    ...{ nickname, title, community, tier, count: Number(points) || 0 },
    start: isMoment(startsAt) ? dateTime(startsAt, 'full', zone) : '',
    // A day of the calendar is the same in every time zone.
    date: isMoment(date) ? dateTime(date, 'date', 'UTC') : '',
  };
};

/** A notice in one sentence. */
export const noticeSentence = ({ kind, params }: Pick<Notice, 'kind' | 'params'>, zone: string): string => {
  const cases = words[kind];
  const known = params['what'] === undefined ? undefined : cases[params['what']];
  return (known ?? cases.other)(saidIn(params, zone));
};
