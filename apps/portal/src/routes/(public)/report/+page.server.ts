import { getContentReportProof, operationOf, reportContent, reportReasons } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { answer, anyText, readBy, someText, ticked } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => ({
  challenge: (await show(api.call(getContentReportProof))).challenge,
  address: (url.searchParams.get('address') ?? '').slice(0, 500),
});

const { shape } = operationOf(reportContent).body;
const report = form('report', {
  address: someText,
  reason: readBy(
    (typed) => reportReasons.find((each) => each === typed) ?? null,
    m.moderation_report_reason_missing,
    'read',
  ),
  text: answer(shape.text, m.moderation_stranger_why_short),
  name: answer(shape.name, m.common_field_wrong),
  email: answer(shape.email, m.common_field_wrong),
  goodFaith: ticked,
  proof: anyText,
});

export const actions: Actions = {
  report: (event) =>
    submit(
      event,
      report,
      ({ goodFaith, proof, ...body }) => {
        if (!goodFaith) throw new Faults({ goodFaith: m.moderation_stranger_good_faith_missing() });
        return event.locals.api.call(reportContent, {
          body: { ...body, goodFaith: true, proof: proof || null },
        });
      },
      { wrong: { address: m.moderation_stranger_address_wrong() } },
    ),
};
