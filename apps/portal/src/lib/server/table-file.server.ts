import type { ReasonParams, TableReason } from '@regulars/contracts';
import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { count } from '#lib/ui/format.ts';
import { ApiProblem } from './api.ts';
import { Faults } from './submit.ts';

/** The file in a form; absent if none was chosen. Browsers do not agree on the type of a CSV file. */
export const tableFile = z
  .file()
  .optional()
  .transform((file) => (file && file.size > 0 ? new Blob([file], { type: 'text/csv' }) : undefined));

const most = (params: ReasonParams): { most: string } => ({ most: count(Number(params.most ?? 0)) });

const tableFaults: Record<TableReason, (params: ReasonParams) => string> = {
  'table-columns': ({ columns }) => m.common_table_fault_columns({ columns: String(columns ?? '') }),
  'table-empty': () => m.common_table_fault_empty(),
  'table-too-many': (params) => m.common_table_fault_too_many(most(params)),
  'table-not-csv': () => m.common_table_fault_not_csv(),
  'table-not-utf-8': () => m.common_table_fault_not_utf8(),
  'table-twice': ({ line }) => m.common_table_fault_twice({ line: String(line ?? '') }),
  'sku-missing': () => m.common_table_fault_sku_missing(),
  'sku-too-long': (params) => m.common_table_fault_sku_too_long(most(params)),
  'sku-invisible': () => m.common_table_fault_sku_invisible(),
  'sku-formula': () => m.common_table_fault_sku_formula(),
  'location-unknown': () => m.common_table_fault_location_unknown(),
  'points-no-number': (params) => m.common_table_fault_points_no_number(most(params)),
  'word-language': () => m.moderation_words_fault_language(),
  'word-action': () => m.moderation_words_fault_action(),
  'word-unusable': (params) => m.moderation_words_fault_unusable(most(params)),
  'interest-key': () => m.communities_interests_fault_key(),
  'interest-name': (params) => m.communities_interests_fault_name(most(params)),
  'interest-nameless': () => m.communities_interests_fault_nameless(),
  'interest-same-name': ({ name }) => m.communities_interests_fault_same({ name: String(name ?? '') }),
};

const isTableReason = (reason: string | undefined): reason is TableReason =>
  reason !== undefined && Object.hasOwn(tableFaults, reason);

const mostShown = 5;

/**
 * Shows at the field `file` which lines the API refused.
 * @param others the field and the text of other pointers
 */
export async function refusedLines<Reply>(
  call: Promise<Reply>,
  others: Readonly<Record<string, readonly [field: string, text: string]>> = {},
): Promise<Reply> {
  try {
    return await call;
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem)) throw thrown;
    const other = Object.keys(thrown.fields).flatMap((pointer) => others[pointer] ?? []);
    const [name, text] = other;
    if (name !== undefined && text !== undefined) throw new Faults({ [name]: text });
    const lines = (thrown.problem?.errors ?? []).flatMap(({ pointer, message, reason, params = {} }) => {
      const line = /^\/lines\/(\d+)$/u.exec(pointer)?.[1];
      const fault = isTableReason(reason) ? tableFaults[reason](params) : message;
      return line === undefined ? [] : [m.common_file_line({ line, fault })];
    });
    if (lines.length === 0) throw thrown;
    const more = lines.length > mostShown ? ' …' : '';
    throw new Faults({ file: `${lines.slice(0, mostShown).join(' · ')}${more}` });
  }
}
