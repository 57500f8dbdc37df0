import { startMemberBulk, type BodyOf, type BulkAction, type BulkKind } from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import { daysOfCode } from '#lib/coupons/shared/days-of-code.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { anyText, asNumber, oneOf, ticked } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { bulkKinds } from './bulk-words.ts';

// A list of people never comes back: it may be long.
const bulk = form(
  'bulk',
  {
    kind: oneOf(bulkKinds, 'invite'),
    key: anyText,
    expected: asNumber,
    ids: anyText,
    address: anyText,
    list: anyText,
    points: anyText,
    reason: anyText,
    tag: anyText,
    couponId: anyText,
    days: daysOfCode,
    rewardId: anyText,
    dryRun: ticked,
  },
  ['list'],
);

interface Sent {
  readonly ids: string;
  readonly address: string;
  readonly list: string;
}
type Selected = Pick<BodyOf<typeof startMemberBulk>, 'members' | 'filters'>;

/** Starts the bulk change of a form, for the members that the page has selected. */
export const startBulk = (event: RequestEvent, selectedBy: (sent: Sent) => Selected) =>
  submit(event, bulk, async ({ kind, key, expected, ids, address, list, dryRun, ...typed }) => {
    const action = actionsOf[kind](typed);
    const selected = selectedBy({ ids, address, list });
    const body = { action, expected, dryRun, ...selected };
    const { id } = await event.locals.api.call(startMemberBulk, { body, key });
    return { id };
  });

interface TypedBulk {
  points: string;
  reason: string;
  tag: string;
  couponId: string;
  rewardId: string;
  days: number;
}

const required = (name: Exclude<keyof TypedBulk, 'days'>, { [name]: typed }: TypedBulk): string => {
  if (typed) return typed;
  throw new Faults({ [name]: m.common_field_required() });
};

/** The change of a form, with the fields of its kind. */
const actionsOf: { [Kind in BulkKind]: (typed: TypedBulk) => Extract<BulkAction, { kind: Kind }> } = {
  points: (typed) => {
    const text = typed.points.replace('−', '-');
    if (!/^[+-]?\d{1,10}$/u.test(text) || Number(text) === 0)
      throw new Faults({ points: m.console_adjust_points_wrong() });
    return { kind: 'points', points: Number(text), reason: required('reason', typed) };
  },
  coupon: (typed) => ({
    kind: 'coupon',
    couponId: required('couponId', typed),
    days: typed.days === 0 ? null : typed.days,
  }),
  reward: (typed) => ({ kind: 'reward', rewardId: required('rewardId', typed) }),
  'add-tag': (typed) => ({ kind: 'add-tag', tag: required('tag', typed) }),
  'remove-tag': (typed) => ({ kind: 'remove-tag', tag: required('tag', typed) }),
  invite: () => ({ kind: 'invite' }),
};
