import { listPartnerCodeErrors, type PartnerLineError } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { csvFile } from '#lib/server/csv-file.ts';

const atOnce = 200;

const reasons: Record<PartnerLineError['reason'], () => string> = {
  empty: m.coupons_import_why_empty,
  'bad-characters': m.console_rewards_codes_why_characters,
  'too-short': m.console_rewards_codes_why_short,
  'too-long': m.console_rewards_codes_why_long,
  twice: m.console_rewards_codes_why_twice,
  known: m.console_rewards_codes_why_known,
};

/** The lines of a file with codes that were not taken, with their reasons in the reader's language. */
export const partnerErrorsFile = (api: Api, id: string): Promise<Response> =>
  csvFile({
    name: `code-errors-${id}`,
    pageFrom: (cursor) => {
      const query = { limit: atOnce, ...(cursor ? { cursor } : {}) };
      return show(api.call(listPartnerCodeErrors, { params: { id }, query }));
    },
    header: () => [m.imports_file_line(), m.imports_file_reason()],
    cells: ({ line, reason }) => [line, reasons[reason]()],
  });
