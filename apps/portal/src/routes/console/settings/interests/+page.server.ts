import { getClub, previewInterests, updateClub } from '@regulars/contracts';
import { interestsBody } from '#lib/club/console/interests-body.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { forgetClub } from '#lib/server/club.ts';
import { Faults, faultless, form, openForm, submit } from '#lib/server/submit.ts';
import { refusedLines, tableFile } from '#lib/server/table-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const { version, interests } = await show(api.call(getClub));
  return { version, interests };
};

// A row for each interest.
const save = openForm('interests');
const check = form('check', { file: tableFile });

export const actions: Actions = {
  save: (event) =>
    submit(
      event,
      save,
      async (values) => {
        const body = faultless(interestsBody(values));
        await event.locals.api.call(updateClub, { body, version: Number(values.version) });
        forgetClub();
      },
      { wrong: { interests: m.common_field_wrong() } },
    ),
  check: (event) =>
    submit(event, check, ({ file: bytes }) => {
      if (!bytes) throw new Faults({ file: m.common_file_none() });
      return refusedLines(event.locals.api.call(previewInterests, { bytes }));
    }),
};
