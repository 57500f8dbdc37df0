import { error } from '@sveltejs/kit';
import { blockAuthor, reportComment, reportPost, reportReasons } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { anyText, readBy } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const calls = { post: reportPost, comment: reportComment } as const;
const kindOf = (param: string): keyof typeof calls => {
  if (param === 'post' || param === 'comment') return param;
  error(404, { message: m.common_problem_not_found() });
};

export const load: PageServerLoad = ({ params }) => ({ kind: kindOf(params.kind) });

const report = form('report', {
  reason: readBy(
    (typed) => reportReasons.find((each) => each === typed) ?? null,
    m.moderation_report_reason_missing,
    'read',
  ),
  text: anyText,
});
const block = form('block', {});

export const actions: Actions = {
  report: (event) =>
    submit(event, report, (body) =>
      event.locals.api.call(calls[kindOf(event.params.kind)], { params: { id: event.params.id }, body }),
    ),
  block: (event) =>
    submit(event, block, () =>
      event.locals.api.call(blockAuthor, {
        body: { kind: kindOf(event.params.kind), id: event.params.id },
      }),
    ),
};
