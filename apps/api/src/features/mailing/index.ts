// Owns what the club writes by itself: the look of its mails, notices of expiring points, mails kept in files.
// Promises: a notice goes out once for each member, day and distance, and only to confirmed addresses.
// Publishes no events.
export { ExpiryNoticesJob } from './expiry-notices.job.ts';
export { MailingModule } from './mailing.module.ts';
