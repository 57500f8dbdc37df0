import type { RequestEvent } from '@sveltejs/kit';
import { withdrawClosing } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';

const keep = form('keep', {});

/** The form action of `ClosingWaits`: the member takes back that the membership should end. */
export const keepMembership = (event: RequestEvent) => {
  requireMember(event);
  return submit(event, keep, async () => {
    await event.locals.api.call(withdrawClosing);
    return m.closing_member_kept_done();
  });
};
