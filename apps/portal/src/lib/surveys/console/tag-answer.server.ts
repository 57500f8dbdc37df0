import { mostAnswerTags, tagSurveyResponse } from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { anyText, readBy } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';

const longestTag = 40;

/** 'waiting, card' as tags; null for too many or too long ones. */
const tagsIn = (typed: string): string[] | null => {
  const tags = [...new Set(typed.split(',').map((tag) => tag.trim()))].filter(Boolean);
  return tags.length > mostAnswerTags || tags.some((tag) => tag.length > longestTag) ? null : tags;
};

const tag = form('tag', {
  answer: anyText,
  tags: readBy(tagsIn, m.surveysconsole_tags_wrong, 'read'),
});

/** Sets the tags of an answer. */
export const tagAnswer = (event: RequestEvent, surveyId: string) =>
  submit(
    event,
    tag,
    ({ answer, tags }) =>
      event.locals.api.call(tagSurveyResponse, {
        params: { id: surveyId, responseId: answer },
        body: { tags },
      }),
    { wrong: { tags: m.surveysconsole_tags_wrong() } },
  );
