import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { MailsRepository } from '../../platform/mail/index.ts';
import { TimelineSources } from '../members/index.ts';

type StoppedMailRow = Awaited<ReturnType<MailsRepository['stopped']>>[number];

/** Tells in timelines which mails were not sent, and which were held back. */
@Injectable()
export class MessagesInTimelines {
  constructor(timelines: TimelineSources, mails: MailsRepository) {
    timelines.register({
      name: 'messages',
      timeline: async (memberId, { before, limit }) =>
        (await mails.stopped(memberId, before, limit)).map(show),
    });
  }
}

const show = ({ id, mail, at, until, template, reason, ...row }: StoppedMailRow): TimelineEntry => ({
  id,
  at: toInstant(at),
  kind: until ? 'message.held' : 'message.not-permitted',
  points: null,
  amount: null,
  subject: { type: 'message', id: mail },
  details: {
    template,
    class: row.class,
    notPermitted: reason,
    ...(until ? { heldUntil: toInstant(until) } : {}),
  },
});
