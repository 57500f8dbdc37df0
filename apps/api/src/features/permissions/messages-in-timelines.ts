import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { MailsRepository } from '../../platform/mail/index.ts';
import { TimelineSources } from '../members/index.ts';

type NotPermittedRow = Awaited<ReturnType<MailsRepository['notPermitted']>>[number];

/** Tells in timelines which mails were not sent. */
@Injectable()
export class MessagesInTimelines {
  constructor(timelines: TimelineSources, mails: MailsRepository) {
    timelines.register({
      name: 'messages',
      timeline: async (memberId, { before, limit }) =>
        (await mails.notPermitted(memberId, before, limit)).map(show),
    });
  }
}

const show = ({ id, template, permission, at }: NotPermittedRow): TimelineEntry => ({
  id,
  at: toInstant(at),
  kind: 'message.not-permitted',
  points: null,
  amount: null,
  subject: { type: 'message', id },
  details: { template, class: permission.class, notPermitted: permission.reason },
});
