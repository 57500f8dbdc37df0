import type { RequestEvent } from '@sveltejs/kit';
import { withdrawClosing, type Retention } from '@regulars/contracts';
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

/** What the end of a membership means. In words, because these texts are long and few members read them. */
export const endingOf = ({ profileDays, consentProofYears, bookkeepingYears }: Retention) => ({
  text: m.closing_member_text(),
  kept: m.closing_member_kept(),
  erasure: [
    m.closing_member_erased({ days: profileDays }),
    ...(consentProofYears > 0 ? [m.closing_member_proof({ years: consentProofYears })] : []),
    ...(bookkeepingYears > 0 ? [m.closing_member_books({ years: bookkeepingYears })] : []),
  ],
});
