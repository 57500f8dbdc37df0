import { createSurveyCallBack } from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';

const callBack = form('callBack', { answer: anyText, note: anyText });

/** Makes a task to call back the member who sent an answer. */
export const askCallBack = (event: RequestEvent, surveyId: string) =>
  submit(event, callBack, ({ answer, note }) =>
    event.locals.api.call(createSurveyCallBack, {
      params: { id: surveyId, responseId: answer },
      body: { note },
    }),
  );
