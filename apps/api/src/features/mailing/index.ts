// Owns mails that the club sends by itself: their look, notices of expiring points, stored mails.
// Promises: a notice is sent once per member, day and distance, and only to confirmed addresses.
// Publishes no events.
export { ExpiryNoticesJob } from './expiry-notices.job.ts';
export { MailingModule } from './mailing.module.ts';
