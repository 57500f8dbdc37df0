// Owns what members are told in their notification centre, which kinds they turned off, and the summary by e-mail.
// Promises: the same key is told once; nobody is told a kind that is off; a notice that names a member goes with that member.
// Publishes no events.
// In the database: notices, notice_settings, notice_digests, offer_notices.
export { DigestParts, type DigestPart } from './digest-parts.ts';
export type { NewNotice } from './notice.ts';
export { Notices } from './notices.ts';
export { NoticesModule } from './notices.module.ts';
