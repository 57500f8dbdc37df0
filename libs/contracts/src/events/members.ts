import { z } from 'zod';
import { event } from './event.ts';

const nothing = z.object({});

export const memberEvents = {
  'member.joined': event({
    when: 'Somebody became a member.',
    about: 'member',
    data: z.object({ location: z.string().nullable().describe('where, if in a shop') }),
    example: { location: 'berlin-mitte' },
  }),
  'member.changed': event({
    when: 'Details of a member were changed.',
    about: 'member',
    data: z.object({ fields: z.string().describe('names of the fields, with blanks between them') }),
    example: { fields: 'firstName birthday' },
  }),
  'member.closing-asked': event({
    when: 'A member asked to leave; the waiting time begins.',
    about: 'member',
    data: nothing,
    example: {},
  }),
  'member.closing-withdrawn': event({
    when: 'A member who had asked to leave stays.',
    about: 'member',
    data: nothing,
    example: {},
  }),
  'member.closed': event({
    when: 'A membership has ended.',
    about: 'member',
    data: nothing,
    example: {},
  }),
  'member.reopened': event({
    when: 'A closed membership goes on.',
    about: 'member',
    data: nothing,
    example: {},
  }),
};
