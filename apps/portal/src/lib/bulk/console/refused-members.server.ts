import { listBulkRefusals } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { csvFile } from '#lib/server/csv-file.ts';
import { problemText } from '#lib/shell/problem.ts';

const atOnce = 200;

/** The members who were not changed, with the reasons in the reader's language. */
export const refusedMembersFile = (api: Api, id: string): Promise<Response> =>
  csvFile({
    name: `not-changed-${id}`,
    pageFrom: (cursor) => {
      const query = { limit: atOnce, ...(cursor ? { cursor } : {}) };
      return show(api.call(listBulkRefusals, { params: { id }, query }));
    },
    header: () => [m.bulk_file_id(), m.console_members_name(), m.bulk_why()],
    cells: ({ memberId, displayName, code }) => [memberId, displayName, problemText(code)],
  });
