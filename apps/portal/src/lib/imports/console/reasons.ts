import type { FileReason, Import, ImportError, ImportReason, ReasonParams } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { problemText } from '#lib/shell/problem.ts';
import { money } from '#lib/ui/format.ts';
import { dateTime } from '#lib/ui/format.ts';
import { fieldName } from './names.ts';

type Say = (params: ReasonParams) => string;

const text = (params: ReasonParams, name: string): string => String(params[name] ?? '');
const figure = (params: ReasonParams, name: string): number => Number(params[name] ?? 0);
const value = (params: ReasonParams): { value: string } => ({ value: text(params, 'value') });
const most = (params: ReasonParams): { most: number } => ({ most: figure(params, 'most') });

/** An amount in minor units with its currency. */
const paid = (params: ReasonParams, name: string): string =>
  money(figure(params, name), text(params, 'currency'));

const lineReasons: Record<ImportReason, Say> = {
  empty: () => m.imports_reason_empty(),
  'too-long': (params) => m.imports_reason_too_long(most(params)),
  'cell-count': (params) =>
    m.imports_reason_cell_count({ found: figure(params, 'found'), wanted: figure(params, 'wanted') }),
  'no-number': (params) => m.imports_reason_no_number(value(params)),
  'too-many-decimals': (params) => m.imports_reason_too_many_decimals({ ...value(params), ...most(params) }),
  'too-large': (params) => m.imports_reason_too_large(value(params)),
  'other-currency': (params) =>
    m.imports_reason_other_currency({ ...value(params), currency: text(params, 'currency') }),
  negative: (params) => m.imports_reason_negative(value(params)),
  'negative-quantity': (params) => m.imports_reason_negative_quantity(value(params)),
  'out-of-range': () => m.imports_reason_out_of_range(),
  'no-date': (params) => m.imports_reason_no_date(value(params)),
  'date-form': (params) => m.imports_reason_date_form({ ...value(params), form: text(params, 'form') }),
  'in-future': (params) => m.imports_reason_in_future(value(params)),
  'too-early': (params) => m.imports_reason_too_early({ ...value(params), year: text(params, 'year') }),
  'no-truth': (params) => m.imports_reason_no_truth(value(params)),
  'no-email': (params) => m.imports_reason_no_email(value(params)),
  'no-phone': (params) => m.imports_reason_no_phone(value(params)),
  'only-first': (params) => m.imports_reason_only_first(value(params)),
  'no-name': (params) => m.imports_reason_no_name(value(params)),
  'no-card-number': (params) => m.imports_reason_no_card_number(value(params)),
  'no-language': (params) => m.imports_reason_no_language(value(params)),
  'no-country': (params) => m.people_reason_no_country(value(params)),
  'no-barcode': (params) => m.imports_reason_no_barcode(value(params)),
  'barcode-taken': (params) => m.imports_reason_barcode_taken({ ...value(params), sku: text(params, 'sku') }),
  'no-rate': (params) => m.imports_reason_no_rate(value(params)),
  'no-kind': (params) => m.imports_reason_no_kind({ ...value(params), known: text(params, 'known') }),
  'no-location-code': (params) => m.imports_reason_no_location_code(value(params)),
  'nobody-named': () => m.imports_reason_nobody_named(),
  'different-members': () => m.imports_reason_different_members(),
  'several-members': (params) => m.imports_reason_several_members(value(params)),
  'taken-in-file': (params) =>
    m.imports_reason_taken_in_file({ ...value(params), line: figure(params, 'line') }),
  'taken-by-member': (params) => m.imports_reason_taken_by_member(value(params)),
  'shared-email': (params) => m.imports_reason_shared_email(value(params)),
  'lines-disagree': (params) =>
    m.imports_reason_lines_disagree({
      ...value(params),
      line: figure(params, 'line'),
      other: text(params, 'other'),
    }),
  'sum-line': () => m.importlines_sum_reason(),
  'unknown-member': (params) => m.imports_reason_unknown_member(value(params)),
  'too-many-unknown': () => m.imports_reason_too_many_unknown(),
  'unknown-location': (params) => m.imports_reason_unknown_location(value(params)),
  'without-purchase': (params) =>
    text(params, 'value') === ''
      ? m.importlines_reason_no_article({ amount: paid(params, 'amount') })
      : m.importlines_reason_without_purchase({ ...value(params), amount: paid(params, 'amount') }),
  'return-price': (params) =>
    m.importlines_reason_return_price({
      ...value(params),
      amount: paid(params, 'amount'),
      booked: paid(params, 'booked'),
    }),
  'too-many-lines': (params) => m.imports_reason_too_many_lines(most(params)),
  'no-tier': (params) => m.imports_reason_no_tier({ ...value(params), known: text(params, 'known') }),
  'points-expired': (params) => m.imports_reason_points_expired(value(params)),
  'opened-before': () => m.imports_reason_opened_before(),
  'consent-older': () => m.people_reason_consent_older(),
  'consent-undated': () => m.people_reason_consent_undated(),
  'no-words': (params) => m.imports_reason_no_words(value(params)),
};

const line = (params: ReasonParams): { line: number } => ({ line: figure(params, 'line') });

const fileReasons: Record<FileReason, Say> = {
  'file-empty': () => m.imports_unreadable_empty(),
  'file-header-only': () => m.imports_unreadable_header_only(),
  'file-no-header': () => m.imports_unreadable_no_header(),
  'file-header-unreadable': () => m.imports_unreadable_header_unreadable(),
  'file-too-many-columns': (params) =>
    m.imports_unreadable_too_many_columns({ found: figure(params, 'found'), ...most(params) }),
  'file-no-column': (params) => m.imports_unreadable_no_column({ column: text(params, 'column') }),
  'file-quote-open': (params) => m.imports_unreadable_quote_open(line(params)),
  'file-quote-after': (params) => m.imports_unreadable_quote_after(line(params)),
  'file-quote-within': (params) => m.imports_unreadable_quote_within(line(params)),
  'file-line-too-long': (params) => m.imports_unreadable_line_too_long({ ...line(params), ...most(params) }),
  'file-not-csv': (params) => m.imports_unreadable_not_csv(line(params)),
  'file-not-text': () => m.imports_unreadable_not_text(),
  'file-other-format': (params) => m.imports_unreadable_other_format({ format: text(params, 'format') }),
  'file-encoding': (params) => m.imports_unreadable_encoding({ encoding: text(params, 'encoding') }),
  'file-encoding-unsure': (params) =>
    m.imports_unreadable_encoding_unsure({ likely: text(params, 'likely') }),
  'file-dates-otherwise': (params) =>
    m.imports_unreadable_dates_otherwise({ column: text(params, 'column') }),
  'file-status-unknown': (params) => m.importlines_status_unknown(value(params)),
  'file-imported-before': (params) =>
    m.imports_unreadable_imported_before({
      file: text(params, 'file'),
      day: dateTime(text(params, 'day'), 'date', 'UTC'),
    }),
  'file-check-first': (params) => m.imports_unreadable_check_first(most(params)),
  'file-gz-damaged': () => m.imports_unreadable_gz_damaged(),
  'file-gz-explodes': () => m.imports_unreadable_gz_explodes(),
  'file-too-large': () => m.imports_unreadable_too_large(),
  'file-nul': (params) => m.imports_unreadable_nul(line(params)),
  'file-protected': () => m.imports_unreadable_protected(),
  'file-old-excel': () => m.imports_unreadable_old_excel(),
  'file-open-document': () => m.imports_unreadable_open_document(),
  'file-workbook-damaged': () => m.imports_unreadable_workbook_damaged(),
  'file-workbook-too-large': () => m.imports_unreadable_workbook_too_large(),
  'file-no-sheet': (params) => m.imports_unreadable_no_sheet({ sheet: text(params, 'sheet') }),
};

export const isFileReason = (reason: string | undefined): reason is FileReason =>
  reason !== undefined && Object.hasOwn(fileReasons, reason);

/** Why the whole file was refused. */
export const fileText = (reason: FileReason, params: ReasonParams = {}): string =>
  fileReasons[reason](params);

const options: Record<string, () => string> = {
  currency: m.imports_currency,
  country: m.imports_country,
  timeZone: m.imports_time_zone,
  location: m.imports_field_location,
};

/** Which setting has to be corrected; empty if there are no words for it. */
export const settingText = (pointer: string): string => {
  const [, , part = '', group = '', field = ''] = pointer.split('/');
  if (part === 'mapping' && group === 'columns')
    return m.importlines_needs_column({ field: fieldName(field) });
  const name = part === 'options' ? options[group]?.() : undefined;
  return name === undefined ? '' : m.importlines_check_option({ name });
};

type ImportRefusal = Pick<ImportError, 'code' | 'reason' | 'field' | 'column' | 'params'>;

/** Why a line was refused. */
export const reasonText = ({ code, reason, params }: ImportRefusal): string =>
  reason ? lineReasons[reason](params) : problemText(code);

/** Why a line was refused, with the column name from the file. */
export const errorText = ({ code, reason, field, column, params }: ImportRefusal): string => {
  const said = reason ? lineReasons[reason](params) : problemText(code);
  if (field === null) return said;
  const name = fieldName(field);
  return column === null || column === name
    ? m.imports_error_field({ field: name, text: said })
    : m.imports_error_at({ field: name, column, text: said });
};

type Group = Import['groups'][number];

/** Of these a value would be that of one line alone. */
const ownToLine = ['line', 'amount', 'found'];

/** What the lines of a group have in common. */
export const groupText = ({ examples: [example], ...group }: Group): string => {
  const params = example?.params ?? {};
  if (example && ownToLine.some((name) => name in params))
    return m.importlines_groups_example({ text: errorText(example) });
  const general = Object.fromEntries(
    Object.entries(params).map(([name, said]) => [name, ['value', 'sku'].includes(name) ? '…' : said]),
  );
  return errorText({ ...group, params: general });
};
