import { z } from 'zod';
import { event } from './event.ts';

const nothing = z.object({});
const merged = z.object({ survivor: z.uuid(), duplicate: z.uuid() });
const mergedExample = {
  survivor: '0193a7d0-5f9e-7e5b-9a52-6f4c2c0b8f11',
  duplicate: '0193a7d0-5f9e-7e5b-9a52-6f4c2c0b8f12',
};

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
  'member.merged': event({
    when: 'Two members were merged. Told of both; the id of the duplicate leads to the survivor.',
    about: 'member',
    data: merged,
    example: mergedExample,
  }),
  'member.unmerged': event({
    when: 'A merge was undone. Told of both members.',
    about: 'member',
    data: merged,
    example: mergedExample,
  }),
  'member.erased': event({
    when: 'Personal data of a former member was erased. Erase your copies too; the id stays.',
    about: 'member',
    data: nothing,
    example: {},
  }),
};
