import type { BulkKind, MemberBulk } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { inLanguage } from '#lib/shell/texts.ts';
import { signed } from '#lib/ui/format.ts';

export const bulkNames: Record<BulkKind, () => string> = {
  points: m.bulk_points,
  coupon: m.bulk_coupon,
  reward: m.bulk_reward,
  'add-tag': m.bulk_add_tag,
  'remove-tag': m.bulk_remove_tag,
  invite: m.bulk_invite,
};
export const bulkKinds = Object.keys(bulkNames) as BulkKind[];

export const bulkStateNames: Record<MemberBulk['state'], () => string> = {
  waiting: m.bulk_list_waiting,
  running: m.bulk_list_running,
  done: m.bulk_state_done,
  refused: m.bulk_list_declined,
  withdrawn: m.bulk_list_withdrawn,
};
export const bulkStates = Object.keys(bulkStateNames) as MemberBulk['state'][];

const giftPages = {
  points: '',
  coupon: '/console/coupons',
  reward: '/console/rewards',
  'add-tag': '',
  'remove-tag': '',
  invite: '',
} as const satisfies Record<BulkKind, string>;

type Gift = Pick<MemberBulk, 'kind' | 'gives'>;

/** The name of the coupon or reward; '' without one, or if it is gone. */
export const giftName = ({ gives }: Pick<MemberBulk, 'gives'>): string => inLanguage(gives?.name);

/** The page of the coupon or reward. */
export const giftHref = ({ kind, gives }: Gift): string | null =>
  gives === null ? null : `${giftPages[kind]}/${gives.id}`;

/** What it does, with the points for each member, or the coupon or reward. */
export const bulkTitle = ({
  kind,
  points,
  gives,
  undoes,
  dryRun,
}: Pick<MemberBulk, 'kind' | 'points' | 'gives' | 'undoes' | 'dryRun'>): string => {
  const what = detailed(bulkNames[kind](), points, giftName({ gives }));
  if (dryRun) return m.bulk_trying({ what });
  return undoes ? m.bulk_undoing({ what }) : what;
};

const detailed = (what: string, points: number | null, gift: string): string => {
  if (points !== null) return m.bulk_list_points({ what, points: signed(points) });
  return gift === '' ? what : m.bulk_list_gift({ what, gift });
};
