import { redirect } from '@sveltejs/kit';
import {
  addSegmentMembers,
  copySegment,
  createExportSchedule,
  exportFormat,
  getSegment,
  getSegmentHistory,
  getSegmentMakeup,
  listExportSchedules,
  listSegmentMembers,
  mostExportSchedules,
  removeExportSchedule,
  removeSegment,
  removeSegmentMember,
  sendSegmentFile,
  updateExportSchedule,
  updateSegment,
} from '@regulars/contracts';
import { memberChoices } from '#lib/facts/shared/choices.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import {
  copyForm,
  editForm,
  preview,
  previewForm,
  segmentBody,
  typedName,
} from '#lib/segments/console/segment-body.server.ts';
import { show } from '#lib/server/api.ts';
import { anyText, asNumber, oneOf } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { refusedLines, tableFile } from '#lib/server/table-file.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const segment = await show(api.call(getSegment, { params }));
  const query = { limit: 20, ...(cursor ? { cursor } : {}) };
  const [history, makeup, choices, schedules, members] = await show(
    Promise.all([
      api.call(getSegmentHistory, { params }),
      api.call(getSegmentMakeup, { params }),
      memberChoices(api),
      api.call(listExportSchedules, { query: { segment: params.id, limit: mostExportSchedules } }),
      segment.kind === 'list' ? api.call(listSegmentMembers, { params, query }) : null,
    ]),
  );
  return { segment, history: history.data, makeup, choices, schedules: schedules.data, members };
};

const put = form('put', { members: anyText });
const checkFile = form('checkFile', { file: tableFile });
const addFile = form('addFile', { file: tableFile });
const take = form('take', { member: anyText });
const schedule = form('schedule', {
  schedule: anyText,
  every: oneOf(['day', 'week'], 'week'),
  format: oneOf(exportFormat.options, 'xlsx'),
  keepDays: asNumber,
});
const stop = form('stop', { schedule: anyText });
const remove = form('remove', {});

export const actions: Actions = {
  save: (event) =>
    submit(event, editForm, ({ version, ...typed }) => {
      const { condition, ...body } = segmentBody(typed);
      const { params } = event;
      return event.locals.api.call(updateSegment, {
        params,
        body: condition ? { ...body, condition } : body,
        version,
      });
    }),
  preview: (event) => submit(event, previewForm, (asked) => preview(event.locals.api, asked)),
  put: (event) =>
    submit(event, put, ({ members: text }) => {
      const members = text.split('\n').map((line) => line.trim());
      if (members.every((line) => line === '')) throw new Faults({ members: m.common_field_required() });
      return event.locals.api.call(addSegmentMembers, { params: event.params, body: { members } });
    }),
  checkFile: (event) => submit(event, checkFile, ({ file }) => sendFile(event, file, true)),
  addFile: (event) => submit(event, addFile, ({ file }) => sendFile(event, file, false)),
  take: (event) =>
    submit(event, take, ({ member: memberId }) =>
      event.locals.api.call(removeSegmentMember, { params: { ...event.params, memberId } }),
    ),
  copy: (event) =>
    submit(event, copyForm, async (typed) => {
      const body = { name: typedName(typed) };
      const { id } = await event.locals.api.call(copySegment, { params: event.params, body });
      redirect(303, `/console/segments/${id}`);
    }),
  schedule: (event) =>
    submit(event, schedule, ({ schedule: id, ...body }) => {
      const { api } = event.locals;
      if (id) return api.call(updateExportSchedule, { params: { id }, body });
      const language = getLocale();
      return api.call(createExportSchedule, { body: { ...body, segment: event.params.id, language } });
    }),
  stop: (event) =>
    submit(event, stop, ({ schedule: id }) =>
      event.locals.api.call(removeExportSchedule, { params: { id } }),
    ),
  remove: (event) =>
    submit(event, remove, async () => {
      await event.locals.api.call(removeSegment, { params: event.params });
      redirect(303, `/console/segments?removed=${event.params.id}`);
    }),
};

/** Only checks it, or adds its members. */
async function sendFile({ locals, params }: RequestEvent, bytes: Blob | undefined, dryRun: boolean) {
  if (!bytes) throw new Faults({ file: m.common_file_none() });
  const query = { dryRun: dryRun ? ('true' as const) : ('false' as const) };
  return refusedLines(locals.api.call(sendSegmentFile, { params, query, bytes }));
}
