import type { StaffMember } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { MailLink, StaffAccountRow } from '../identity/index.ts';

/** One of the team, as the console shows them. */
export const showStaff = (row: StaffAccountRow, sent: MailLink | undefined): StaffMember => ({
  id: row.id,
  version: row.version,
  email: row.email,
  displayName: row.display_name,
  language: row.language,
  role: row.role,
  locations: row.location_ids,
  state: row.state,
  isMember: row.member_id !== null,
  invitation:
    row.state === 'invited' && sent
      ? { sentAt: toInstant(sent.createdAt), expiresAt: toInstant(sent.expiresAt) }
      : null,
  lastSeenAt: row.last_seen_at && toInstant(row.last_seen_at),
});
