import {
  changeSavedFilter,
  deleteSavedFilter,
  getApprovalSettings,
  getScoreSettings,
  listMembers,
  listMemberTags,
  listSavedFilters,
  listSegments,
  listTiers,
  mostSegments,
  saveFilter,
} from '@regulars/contracts';
import { startBulk } from '#lib/bulk/console/bulk-form.server.ts';
import { savedNames } from '#lib/members/console/member-filters.ts';
import { memberFilters } from '#lib/members/console/member-filters.server.ts';
import { queryTexts } from '#lib/shell/list/query.ts';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { anyText, someText, ticked } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const filters = memberFilters(url, club?.timeZone ?? 'UTC');
  const [members, tiers, locations, tags, settings, saved, segments, scores] = await show(
    Promise.all([
      api.call(listMembers, {
        query: { ...filters, limit: 50, include: 'total', ...(cursor ? { cursor } : {}) },
      }),
      api.call(listTiers),
      allLocations(api),
      api.call(listMemberTags),
      api.call(getApprovalSettings),
      api.call(listSavedFilters),
      filters.segment ? api.call(listSegments, { query: { limit: mostSegments } }) : null,
      api.call(getScoreSettings),
    ]),
  );
  return {
    members,
    tiers: tiers.data,
    locations,
    tags: tags.data,
    limit: settings.limits.points,
    saved: saved.data,
    segment: filters.segment
      ? {
          id: filters.segment,
          name: segments?.data.find(({ id }) => id === filters.segment)?.name ?? m.segments_gone(),
        }
      : null,
    scoreGroups: scores.groups.map(({ key, name }) => ({ key, name })),
    // The same key for the same showing of the page: a bulk change sent twice is done once.
    key: crypto.randomUUID(),
  };
};

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
    startBulk(event, ({ ids, address }) => {
      if (ids) return { members: ids.split(',') };
      const from = new URL(event.url.origin);
      from.search = address;
      return { filters: queryTexts(memberFilters(from, event.locals.club?.timeZone ?? 'UTC')) };
    }),
};

/** The filters of the page's address, without what was searched for: it may name a person. */
const savedQuery = (address: string): Record<string, string> =>
  Object.fromEntries(
    [...new URLSearchParams(address)].filter(([name, value]) => value !== '' && savedNames.includes(name)),
  );
