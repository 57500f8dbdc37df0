import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const message = {
  messageId: id,
  channel: z.enum(['email', 'sms', 'push', 'portal', 'post']),
};
const example = { messageId: exampleIds.message, channel: 'email' as const };

export const messageEvents = {
  'message.delivered': event({
    when: 'A message reached the channel of a member. Nothing publishes it yet.',
    about: 'member',
    data: z.object(message),
    example,
  }),
  'message.clicked': event({
    when: 'A link in a message was opened. Nothing publishes it yet.',
    about: 'member',
    data: z.object({
      ...message,
      verdict: z
        .enum(['human', 'machine', 'unknown'])
        .describe(
          'who opened it: machines of mail services open links too; only `human` is a reaction of the member',
        ),
    }),
    example: { ...example, verdict: 'human' as const },
  }),
};
