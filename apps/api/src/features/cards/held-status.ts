/** The status of a member, from `hold_member_status`. */
export type HeldStatus = 'active' | 'blocked' | 'closed' | 'erased';
