import { sortQuery } from '#lib/shell/list/sorts.ts';
import { bulkKinds, bulkStates } from './bulk-words.ts';

/** The filters and the order of the list of bulk changes, from its page's address. */
export const bulkFilters = (url: URL) => {
  const kind = bulkKinds.find((one) => one === url.searchParams.get('kind'));
  const state = bulkStates.find((one) => one === url.searchParams.get('state'));
  return {
    ...sortQuery(url, ['created', 'members', 'by', 'state']),
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
  };
};
