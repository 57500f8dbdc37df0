// Owns nothing stored: what was sent to a member, and why it was allowed. The mails of the platform are the messages.
// Promises: every message to a member is in the list, also one that was not permitted.
// Publishes no events.
export { MessagesModule } from './messages.module.ts';
