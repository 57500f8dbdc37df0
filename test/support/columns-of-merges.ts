/** Columns of closings, merges and likely pairs that hold no words of members. */
export const columnsOfMerges = {
  kinds: [
    'member_closings.status_before',
    'duplicate_pairs.reasons',
    'duplicate_pairs.state',
    'merge_moves.keys',
    'merge_moves.of_table',
    'merge_requests.state',
    'merges.points',
  ],
  staff: ['duplicate_pairs.decided_by', 'merge_requests.decided_by', 'merges.merged_by', 'merges.undone_by'],
} as const;
