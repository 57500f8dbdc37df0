// Owns the types of custom events, the events that were counted, and awards by rule outside of purchases.
// Promises: an event counts once by its type and id, by the rules of its moment, under the lock of the wallet. Later
// features reward by `EventAwards`: they publish an event and say what it means.
// Publishes custom-event.recorded, custom-event.cancelled.
// In the database: custom_event_types, custom_events, custom_event_grants.
export { CelebrateJob } from './celebrate.job.ts';
export { CompleteProfilesJob } from './complete-profiles.job.ts';
export { CustomEventsModule } from './custom-events.module.ts';
export { Cancellations } from './cancellations.ts';
export { isSettled, Occasions } from './occasions.ts';
export { OccasionOffers, type OfferedRule } from './occasion-offers.ts';
export { EventAwards } from './event-awards.ts';
export { EventTimes } from './event-times.repository.ts';
export { StandardEvents, type StandardType } from './standard-events.ts';
