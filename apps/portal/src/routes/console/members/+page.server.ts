import {
  changeSavedFilter,
  deleteSavedFilter,
  getApprovalSettings,
  listMembers,
  listMemberTags,
  listSavedFilters,
  listTiers,
  saveFilter,
  startMemberBulk,
  type BulkAction,
  type BulkKind,
} from '@regulars/contracts';
import { bulkKinds } from '#lib/bulk/console/bulk-words.ts';
import { daysOfCode } from '#lib/coupons/console/member-codes.server.ts';
import { savedNames } from '#lib/members/console/member-filters.ts';
import { memberFilters } from '#lib/members/console/member-filters.server.ts';
import { queryTexts } from '#lib/shell/list/query.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { anyText, asNumber, oneOf, someText, ticked } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const filters = memberFilters(url, club?.timeZone ?? 'UTC');
  const [members, tiers, locations, tags, settings, saved] = await show(
    Promise.all([
      api.call(listMembers, {
        query: { ...filters, limit: 50, include: 'total', ...(cursor ? { cursor } : {}) },
      }),
      api.call(listTiers),
      allLocations(api),
      api.call(listMemberTags),
      api.call(getApprovalSettings),
      api.call(listSavedFilters),
    ]),
  );
  return {
    members,
    tiers: tiers.data,
    locations,
    tags: tags.data,
    limit: settings.limits.points,
    saved: saved.data,
    // The same key for the same showing of the page: a bulk change sent twice is done once.
    key: crypto.randomUUID(),
  };
};

const bulk = form('bulk', {
  kind: oneOf(bulkKinds, 'invite'),
  key: anyText,
  expected: asNumber,
  ids: anyText,
  address: anyText,
  points: anyText,
  reason: anyText,
  tag: anyText,
  couponId: anyText,
  days: daysOfCode,
  rewardId: anyText,
  dryRun: ticked,
});

const save = form('saveFilter', { name: someText, address: anyText, shared: ticked });
const changed = form('changeFilter', { id: anyText, name: someText, shared: ticked, act: anyText });

export const actions: Actions = {
  saveFilter: (event) =>
    submit(event, save, ({ name, address, shared }) =>
      event.locals.api.call(saveFilter, { body: { name, shared, query: savedQuery(address) } }),
    ),
  changeFilter: (event) =>
    submit(event, changed, async ({ id, name, shared, act }) => {
      const { api } = event.locals;
      if (act === 'delete') await api.call(deleteSavedFilter, { params: { id } });
      else await api.call(changeSavedFilter, { params: { id }, body: { name, shared } });
      return { id };
    }),
  bulk: (event) =>
    submit(event, bulk, async ({ kind, key, expected, ids, address, dryRun, ...typed }) => {
      const action = actionsOf[kind](typed);
      const { api, club } = event.locals;
      const from = new URL(event.url.origin);
      from.search = address;
      const selected = ids
        ? { members: ids.split(',') }
        : { filters: queryTexts(memberFilters(from, club?.timeZone ?? 'UTC')) };
      const { id } = await api.call(startMemberBulk, {
        body: { action, expected, dryRun, ...selected },
        key,
      });
      return { id };
    }),
};

/** The filters of the page's address, without what was searched for: it may name a person. */
const savedQuery = (address: string): Record<string, string> =>
  Object.fromEntries(
    [...new URLSearchParams(address)].filter(([name, value]) => value !== '' && savedNames.includes(name)),
  );

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
