import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

export const surveyEvents = {
  'survey.answered': event({
    when: 'Answers to a survey were sent, by a member or by someone with an open link. What was answered is not in the event.',
    about: 'member-if-any',
    data: z.object({
      surveyId: id,
      version: z.int().describe('of the survey'),
      responseId: id,
    }),
    example: { surveyId: exampleIds.survey, version: 2, responseId: exampleIds.response },
  }),
};
