import { redirect } from '@sveltejs/kit';
import { createSurvey } from '@regulars/contracts';
import { oneOf } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { templateNames } from '#lib/surveys/console/template-names.ts';
import { surveyFrom } from '#lib/surveys/console/templates.server.ts';
import type { Actions } from './$types';

const create = form('create', { template: oneOf(templateNames, 'empty') });

export const actions: Actions = {
  create: (event) =>
    submit(event, create, async ({ template }) => {
      const { id } = await event.locals.api.call(createSurvey, { body: surveyFrom(template) });
      redirect(303, `/console/surveys/${id}`);
    }),
};
