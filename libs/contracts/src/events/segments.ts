import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const data = z.object({ segmentId: id });
const example = { segmentId: exampleIds.segment };

export const segmentEvents = {
  'segment.entered': event({
    when: 'A member entered a segment that is announced, after it was filled for the first time.',
    about: 'member',
    data,
    example,
  }),
  'segment.left': event({
    when: 'A member left a segment that is announced.',
    about: 'member',
    data,
    example,
  }),
};
