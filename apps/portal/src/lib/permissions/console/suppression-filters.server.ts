import type { listSuppressions, SentQueryOf } from '@regulars/contracts';
import { suppressionKinds, suppressionReasons, suppressionSources } from '@regulars/contracts/endpoints';
import { sortQuery } from '#lib/shell/list/sorts.ts';

/** The filters of the suppression list from the URL, and its order. */
export const suppressionFilters = (url: URL): Partial<SentQueryOf<typeof listSuppressions>> => {
  const chosen = <Value extends string>(name: string, values: readonly Value[]) => {
    const value = values.find((one) => one === url.searchParams.get(name));
    return value === undefined ? {} : { [name]: value };
  };
  return {
    ...chosen('kind', suppressionKinds),
    ...chosen('reason', suppressionReasons),
    ...chosen('source', suppressionSources),
    ...sortQuery(url, ['added', 'reason']),
  };
};
