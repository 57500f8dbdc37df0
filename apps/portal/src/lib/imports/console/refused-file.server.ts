import {
  listImportRemarks,
  listRefusedLines,
  type RefusedLine,
  type RemarkedLine,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { csvFile } from '#lib/server/csv-file.ts';
import { errorText } from './reasons.ts';

const atOnce = 200;

/** The lines of an imported file that were not taken, to correct and import again. */
export const refusedFile = (api: Api, id: string, group?: number): Promise<Response> =>
  csvFile({
    name: `import-errors-${id}${group ? `-${group}` : ''}`,
    pageFrom: (cursor) => {
      const query = { limit: atOnce, ...(group ? { group } : {}), ...(cursor ? { cursor } : {}) };
      return show(api.call(listRefusedLines, { params: { id }, query }));
    },
    header: ({ header }) => [...added(header), ...header],
    cells: cellsOf,
    delimiter: ({ delimiter }) => delimiter,
  });

/** The lines that came in with remarks. */
export const remarkedFile = (api: Api, id: string): Promise<Response> =>
  csvFile({
    name: `import-remarks-${id}`,
    pageFrom: (cursor) => {
      const query = { limit: atOnce, ...(cursor ? { cursor } : {}) };
      return show(api.call(listImportRemarks, { params: { id }, query }));
    },
    header: ({ header }) => [...added(header), ...header],
    cells: ({ line, cells, remarks }: RemarkedLine) => [line, remarks.map(errorText).join('; '), ...cells],
    delimiter: ({ delimiter }) => delimiter,
  });

const cellsOf = ({ line, cells, error }: RefusedLine) => {
  const said = errorText(error);
  const reason = error.line === line ? said : m.imports_error_line({ line: error.line, text: said });
  return [line, reason, ...cells];
};

/** Names of the two columns before the file's own, which may exist from an earlier round. */
const added = (header: readonly string[]): string[] =>
  [m.imports_file_line(), m.imports_file_reason()].map((name) => {
    let free: string = name;
    for (let round = 2; header.includes(free); round += 1) free = `${name} ${round}`;
    return free;
  });
