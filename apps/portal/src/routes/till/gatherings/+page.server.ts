import { redirect } from '@sveltejs/kit';
import { listGatheringsHere } from '@regulars/contracts';
import { doorActions, guestsOf } from '#lib/gatherings/shared/door.server.ts';
import { placeText, spanText } from '#lib/gatherings/shared/gathering-text.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import { inLanguage } from '#lib/shell/texts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, sellers);
  const { place } = await event.parent();
  if (!place) redirect(303, '/till/location');
  const { api } = event.locals;
  const { data } = await show(api.call(listGatheringsHere, { query: { location: place.location } }));
  const wanted = event.url.searchParams.get('id');
  const chosen = data.find(({ id }) => id === wanted) ?? data.find(({ checkIn }) => checkIn) ?? data[0];
  const door = chosen ? await show(guestsOf(api, chosen.id, event.url)) : { guests: [], next: null };
  return {
    gatherings: data.map((each) => ({ id: each.id, title: inLanguage(each.title), span: spanText(each) })),
    chosen: chosen
      ? {
          id: chosen.id,
          title: inLanguage(chosen.title),
          text: `${spanText(chosen)} · ${placeText(chosen)}`,
          isOpen: chosen.checkIn,
          count: m.gatherings_door_count({
            came: chosen.figures.came,
            expected: chosen.figures.came + chosen.figures.going,
          }),
          free: chosen.left === null ? null : m.gatherings_door_free({ count: chosen.left }),
        }
      : null,
    ...door,
  };
};

const door = doorActions(({ url }) => url.searchParams.get('id') ?? '');

export const actions: Actions = {
  enter: (event) => {
    requireRole(event, sellers);
    return door.enter(event);
  },
  undo: (event) => {
    requireRole(event, sellers);
    return door.undo(event);
  },
};
