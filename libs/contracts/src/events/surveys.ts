import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

export const surveyEvents = {
  'survey.answered': event({
    when: 'A member sent their answers to a survey. What they answered is not in the event.',
    about: 'member',
    data: z.object({
      surveyId: id,
      version: z.int().describe('of the survey'),
      responseId: id,
    }),
    example: { surveyId: exampleIds.survey, version: 2, responseId: exampleIds.response },
  }),
};
