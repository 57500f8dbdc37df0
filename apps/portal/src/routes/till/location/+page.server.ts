import { redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { anyText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import { choiceLifetime } from '#lib/shell/session.ts';
import { placeText, readPlace } from '#lib/till/till/receipt-number.ts';
import type { Actions } from './$types';

const place = form('place', { location: anyText, till: anyText });

export const actions: Actions = {
  default: (event) => {
    const session = requireRole(event, sellers);
    return submit(event, place, async ({ location: code, till }) => {
      const chosen = readPlace(`${code}.${till}`);
      if (!chosen) throw new Faults({ [code ? 'till' : 'location']: m.till_location_needed() });
      const data = await show(allLocations(event.locals.api));
      const location = data.find((one) => one.active && one.code === chosen.location);
      const allowed =
        location && (session.locationIds.length === 0 || session.locationIds.includes(location.id));
      if (!allowed) throw new Faults({ location: m.till_location_needed() });
      event.cookies.set('till', placeText(chosen), {
        path: '/till',
        maxAge: choiceLifetime,
        sameSite: 'lax',
        httpOnly: true,
        secure: event.url.protocol === 'https:',
      });
      redirect(303, '/till');
    });
  },
};
