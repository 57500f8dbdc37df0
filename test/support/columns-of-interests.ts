/** Keys of interests of the club, and where they were seen. */
export const columnsOfInterests = [
  'interest_choices.interest',
  'interest_signals.interest',
  'interest_signals.source',
  'member_interests.interest',
] as const;
