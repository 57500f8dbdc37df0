import { z } from 'zod';
import { taskKinds } from '../endpoints/tasks.ts';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const data = z.object({ taskId: id, kind: z.enum(taskKinds) });
const example = { taskId: exampleIds.task, kind: 'receipt-wrong' as const };

export const taskEvents = {
  'task.created': event({ when: 'A task about a member was created.', about: 'member', data, example }),
  'task.done': event({ when: 'A task about a member was finished.', about: 'member', data, example }),
};
