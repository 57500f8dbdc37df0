import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { MembershipEnds } from '../communities/index.ts';
import { Seats } from './seats.ts';

/** Members who leave a community, are banned or close their membership have no places. */
@Injectable()
export class EndedMembers {
  constructor(subscriptions: Subscriptions, ends: MembershipEnds, seats: Seats) {
    ends.register((memberId, communityId) => seats.leave(memberId, communityId));
    subscriptions.subscribe({
      consumer: 'gathering-places',
      names: ['member.closed'],
      origins: ['live'],
      from: 'now',
      handle: ({ memberId }) => (memberId === null ? Promise.resolve() : seats.leave(memberId, null)),
    });
  }
}
