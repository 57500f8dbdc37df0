import { z } from 'zod';
import { event } from './event.ts';

const nothing = z.object({});

export const memberEvents = {
  'member.joined': event({
    when: 'A person became a member.',
    about: 'member',
    data: z.object({ location: z.string().nullable().describe('location, if the member joined in a shop') }),
    example: { location: 'berlin-mitte' },
  }),
  'member.changed': event({
    when: "A member's details changed.",
    about: 'member',
    data: z.object({ fields: z.string().describe('names of the changed fields, separated by spaces') }),
    example: { fields: 'firstName birthday' },
  }),
  'member.closing-asked': event({
    when: 'A member asked to close the membership. The waiting time starts.',
    about: 'member',
    data: nothing,
    example: {},
  }),
  'member.closing-withdrawn': event({
    when: 'A member withdrew the request to close the membership.',
    about: 'member',
    data: nothing,
    example: {},
  }),
  'member.closed': event({
    when: 'A membership was closed.',
    about: 'member',
    data: nothing,
    example: {},
  }),
  'member.reopened': event({
    when: 'A closed membership was reopened.',
    about: 'member',
    data: nothing,
    example: {},
  }),
  'member.erased': event({
    when: 'Personal data of a former member was erased. Erase your copies too; the id stays.',
    about: 'member',
    data: nothing,
    example: {},
  }),
};
