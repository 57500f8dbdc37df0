import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const gathering = { gatheringId: id, communityId: id };
const ids = { gatheringId: exampleIds.gathering, communityId: exampleIds.community };
const visit = z.object({ ...gathering, attendanceId: id });
const visited = { ...ids, attendanceId: exampleIds.attendance };

export const gatheringEvents = {
  'gathering.changed': event({
    when: 'The club created, changed or cancelled a gathering.',
    about: 'club',
    data: z.object({ ...gathering, state: z.enum(['draft', 'planned', 'cancelled']) }),
    example: { ...ids, state: 'planned' as const },
  }),
  'gathering.answered': event({
    when: 'A member said whether they come, got a free place from the waiting list, or lost the place with the membership.',
    about: 'member',
    data: z.object({ ...gathering, answer: z.enum(['going', 'waiting', 'declined']) }),
    example: { ...ids, answer: 'going' as const },
  }),
  'gathering.attended': event({
    when: 'A member was checked in at the door.',
    about: 'member',
    data: visit,
    example: visited,
  }),
  'gathering.attendance-undone': event({
    when: 'A check-in was a mistake and was undone.',
    about: 'member',
    data: visit,
    example: visited,
  }),
};
