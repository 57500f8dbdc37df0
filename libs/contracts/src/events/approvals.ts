import { z } from 'zod';
import { approvalKinds } from '../endpoints/approvals.ts';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const data = z.object({
  approvalId: id,
  kind: z.enum(approvalKinds),
});
const example = { approvalId: exampleIds.approval, kind: 'points-adjustment' as const };

// About the club: members hear about the change, not about the request.
const told = (when: string) => event({ when, about: 'club', data, example });

export const approvalEvents = {
  'approval.asked': told('A request is waiting for a second person.'),
  'approval.approved': told('A second person approved a request, and it was performed at once.'),
  'approval.refused': told('A second person refused a request.'),
  'approval.withdrawn': told('The requester withdrew a request.'),
};
