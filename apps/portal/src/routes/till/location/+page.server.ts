import { redirect } from '@sveltejs/kit';
import { listLocations } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { refuse, typedValues } from '#lib/server/form.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import { choiceLifetime } from '#lib/shell/session.ts';
import { placeText, readPlace } from '#lib/till/till/receipt-number.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const session = requireRole(event, sellers);
    const values = typedValues(await event.request.formData());
    const place = readPlace(`${values.location ?? ''}.${values.till ?? ''}`);
    if (!place) return refuse(values, { [values.location ? 'till' : 'location']: m.till_location_needed() });
    const { data } = await show(event.locals.api.call(listLocations, { query: { limit: 200 } }));
    const location = data.find(({ code, active }) => active && code === place.location);
    const allowed =
      location && (session.locationIds.length === 0 || session.locationIds.includes(location.id));
    if (!allowed) return refuse(values, { location: m.till_location_needed() });
    event.cookies.set('till', placeText(place), {
      path: '/till',
      maxAge: choiceLifetime,
      sameSite: 'lax',
      httpOnly: true,
      secure: event.url.protocol === 'https:',
    });
    redirect(303, '/till');
  },
};
