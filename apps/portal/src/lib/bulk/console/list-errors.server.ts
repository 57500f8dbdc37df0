import { checkMemberList } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { csvFile } from '#lib/server/csv-file.ts';
import { listFaultNames } from '../shared/list-fault-names.ts';
import { entriesOf } from './listed-entries.ts';

/** The entries of a list that are left out. */
export const listErrorsFile = (api: Api, text: string): Promise<Response> => {
  const entries = entriesOf(text);
  const list = entries.map(({ entry }) => entry);
  return csvFile({
    name: 'left-out',
    pageFrom: async () => {
      const { errors } = await show(api.call(checkMemberList, { body: { list } }));
      return { data: errors, cursor: { next: null } };
    },
    header: () => [m.imports_file_line(), m.bulk_paste_entry(), m.imports_file_reason()],
    cells: ({ line, reason }) => {
      const at = entries[line - 1];
      return [at?.line ?? line, at?.entry ?? '', listFaultNames[reason]()];
    },
  });
};
