/** Levels that a moderator sets, and for how many days. The lowest one locks a member who spams. */
export const handLevels = ['new', 'basic', 'regular'] as const;
export const handDays = [7, 30, 365] as const;
