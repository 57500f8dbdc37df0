import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const data = z.object({
  customEventId: id,
  type: z.string().describe('code of the type'),
  points: z.int().describe('points that rules gave, or that were taken back'),
});
const example = {
  customEventId: exampleIds.customEvent,
  type: 'workshop-attended',
  points: 50,
};

export const customEventEvents = {
  'custom-event.recorded': event({ when: 'A custom event was counted.', about: 'member', data, example }),
  'custom-event.cancelled': event({
    when: 'A custom event was cancelled and its points were taken back.',
    about: 'member',
    data,
    example,
  }),
};
