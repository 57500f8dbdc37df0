import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { Seats } from './seats.ts';

/** A closed membership has no places. */
@Injectable()
export class EndedMembers {
  constructor(subscriptions: Subscriptions, seats: Seats) {
    subscriptions.subscribe({
      consumer: 'gathering-places',
      names: ['member.closed'],
      origins: ['live'],
      from: 'now',
      handle: ({ memberId }) => (memberId === null ? Promise.resolve() : seats.leave(memberId, null)),
    });
  }
}
