import type { z } from 'zod';
import { approvalEvents } from './approvals.ts';
import { cardEvents } from './cards.ts';
import { challengeEvents } from './challenges.ts';
import { checkoutEvents } from './checkouts.ts';
import { clubEvents } from './club.ts';
import { collectedEvents } from './collect.ts';
import { couponEvents } from './coupons.ts';
import { customEventEvents } from './custom-events.ts';
import { earningEvents } from './earning.ts';
import type { EventDescription, EventSubject } from './event.ts';
import { gatheringEvents } from './gatherings.ts';
import { memberEvents } from './members.ts';
import { messageEvents } from './messages.ts';
import { offerEvents } from './offers.ts';
import { pointsEvents } from './points.ts';
import { purchaseEvents } from './purchases.ts';
import { referralEvents } from './referrals.ts';
import { rewardEvents } from './rewards.ts';
import { segmentEvents } from './segments.ts';
import { surveyEvents } from './surveys.ts';
import { taskEvents } from './tasks.ts';
import { tierEvents } from './tiers.ts';

/** All events. Add a new one to the file of its area, or a new area here. */
export const eventCatalogue = {
  ...memberEvents,
  ...cardEvents,
  ...purchaseEvents,
  ...pointsEvents,
  ...tierEvents,
  ...rewardEvents,
  ...challengeEvents,
  ...couponEvents,
  ...offerEvents,
  ...checkoutEvents,
  ...customEventEvents,
  ...collectedEvents,
  ...gatheringEvents,
  ...earningEvents,
  ...clubEvents,
  ...approvalEvents,
  ...messageEvents,
  ...surveyEvents,
  ...segmentEvents,
  ...taskEvents,
  ...referralEvents,
} satisfies Readonly<Record<string, EventDescription>>;

/** As stored and sent. */
export type EventName = keyof typeof eventCatalogue;
export const eventNames = Object.keys(eventCatalogue) as [EventName, ...EventName[]];

export type EventDataOf<Name extends EventName> = z.output<(typeof eventCatalogue)[Name]['data']>;

interface MemberIds extends Record<EventSubject, string | null> {
  member: string;
  club: null;
  'member-if-any': string | null;
}
export type EventMemberOf<Name extends EventName> = MemberIds[(typeof eventCatalogue)[Name]['about']];

/** `live` happened now, `import` is imported history, `demo` is generated. */
export type EventOrigin = 'live' | 'import' | 'demo';
