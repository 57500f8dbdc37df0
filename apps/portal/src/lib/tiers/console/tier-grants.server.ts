import { endTierGrant, grantTier, listTierChanges, listTierGrants, listTiers } from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { Api } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { endInstantOf } from '#lib/server/local-time.server.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';

/** How the tier of a member changed, what the club gave, and the tiers to choose from. */
export async function tierHistory(api: Api, id: string) {
  const at = { params: { id }, query: { limit: 5 } };
  const [changes, grants, tiers] = await Promise.all([
    api.call(listTierChanges, at),
    api.call(listTierGrants, at),
    api.call(listTiers),
  ]);
  return {
    changes: changes.data,
    running: grants.data.find(({ running }) => running) ?? null,
    tiers: tiers.data.map(({ code, name }) => ({ code, name })),
  };
}

const give = form('grantTier', { tier: someText, lastDay: someText, reason: someText });
const end = form('endGrant', { grant: anyText });

/** Form actions of the page of a member. */
export const tierActions = {
  grantTier: (event: RequestEvent) =>
    submit(
      event,
      give,
      ({ tier, lastDay, reason }) => {
        const validUntil = endInstantOf(lastDay, event.locals.club?.timeZone ?? 'UTC');
        if (validUntil === null) throw new Faults({ lastDay: m.tiers_grant_last_day_wrong() });
        return event.locals.api.call(grantTier, {
          params: { id: event.params.id ?? '' },
          body: { tier, validUntil, reason },
        });
      },
      { names: { validUntil: 'lastDay' }, wrong: { lastDay: m.tiers_grant_last_day_wrong() } },
    ),
  endGrant: (event: RequestEvent) =>
    submit(event, end, ({ grant: grantId }) =>
      event.locals.api.call(endTierGrant, { params: { id: event.params.id ?? '', grantId } }),
    ),
};
