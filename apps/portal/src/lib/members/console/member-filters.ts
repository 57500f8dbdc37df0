/** URL parameters of the filters that are folded away. */
export const moreFilters = [
  'from',
  'to',
  'boughtFrom',
  'boughtTo',
  'joinedFrom',
  'joinedTo',
  'pointsFrom',
  'pointsTo',
  'expireBy',
  'falls',
  'consent',
  'location',
  'kind',
  'group',
  'class',
] as const;

/** What can be kept under a name. */
export const savedNames: readonly string[] = [
  'status',
  'tier',
  'tag',
  'segment',
  ...moreFilters,
  'sort',
  'order',
];

/** All filters of the member list. */
export const memberFilterNames = ['q', 'status', 'tier', 'tag', 'segment', ...moreFilters];
