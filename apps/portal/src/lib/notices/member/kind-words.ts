import type { NoticeSettings } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

interface Words {
  readonly name: () => string;
  readonly hint: () => string;
}

/** The kinds that members choose. */
export const noticeKindWords: Readonly<Record<NoticeSettings['off'][number], Words>> = {
  mention: { name: m.notices_kinds_mention, hint: m.notices_kinds_mention_hint },
  reply: { name: m.notices_kinds_reply, hint: m.notices_kinds_reply_hint },
  announcement: { name: m.notices_kinds_announcement, hint: m.notices_kinds_announcement_hint },
  'new-post': { name: m.notices_kinds_new_post, hint: m.notices_kinds_new_post_hint },
  membership: { name: m.notices_kinds_membership, hint: m.notices_kinds_membership_hint },
  gathering: { name: m.notices_kinds_gathering, hint: m.notices_kinds_gathering_hint },
  'product-test': { name: m.notices_kinds_product_test, hint: m.notices_kinds_product_test_hint },
  points: { name: m.notices_kinds_points, hint: m.notices_kinds_points_hint },
  offer: { name: m.notices_kinds_offer, hint: m.notices_kinds_offer_hint },
};
