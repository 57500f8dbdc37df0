// Owns accounts, staff roles, sessions, API keys and links in mails: who is calling.
// Promises: passwords are Argon2id, session tokens and key secrets are stored as hashes, ending a session takes
//   effect at once, and every session ends eventually.
// In the database: accounts, staff_roles, sessions, api_keys, attempts, links, known_browsers.
// Publishes no events.
export { Accountless } from './accountless.ts';
export { Accounts, type KnownAccount } from './accounts.ts';
export { AccountsForMembers } from './accounts-for-members.ts';
export { ApiKeysService } from './api-keys.service.ts';
export { Attempts } from './attempts.ts';
export { Guessed, Guesses, type BulkGuesses } from './guesses.ts';
export { Browsers } from './browsers.ts';
export { Credentials } from './credentials.ts';
export { DemoAccounts } from './demo-accounts.ts';
export type { RevokedDemo } from './tools.ts';
export { FirstSession } from './first-session.ts';
export { IdentityModule } from './identity.module.ts';
export { MailLinks, type MailLink } from './mail-links.ts';
export { Mailboxes } from './mailboxes.ts';
export { MemberMailboxes } from './member-mailboxes.ts';
export { Passwords, type HashCost } from './passwords.ts';
export { MemberAccounts } from './member-accounts.ts';
export { Presence } from './presence.ts';
export { SessionsService, type ListedSession, type OpenedSession } from './sessions.service.ts';
export { StaffAccounts, type StaffPlace } from './staff-accounts.ts';
export { StaffJoining } from './staff-joining.ts';
export type { StaffAccountRow } from './staff-accounts.repository.ts';
export { hashToken, newToken } from './tokens.ts';
