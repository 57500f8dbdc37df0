import type { FileReason, ProblemCode, ReasonParams } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';

type Say = (params: ReasonParams) => string;

const english: Record<FileReason, Say> = {
  'file-empty': () => 'The file is empty',
  'file-header-only': () => 'The file contains only a header',
  'file-no-header': () => 'The file has no header line',
  'file-header-unreadable': () => 'The header cannot be read',
  'file-too-many-columns': ({ found, most }) => `The file has ${found} columns. The limit is ${most}`,
  'file-no-column': ({ column }) => `the file has no column ${column}`,
  'file-quote-open': ({ line }) => `Line ${line}: a quotation mark is never closed`,
  'file-quote-after': ({ line }) => `Line ${line}: there is text after a closing quotation mark`,
  'file-quote-within': ({ line }) => `Line ${line}: there is a quotation mark inside a cell`,
  'file-line-too-long': ({ line, most }) =>
    `Line ${line}: longer than ${most} characters, or a quotation mark is never closed`,
  'file-not-csv': ({ line }) => `Line ${line}: not CSV`,
  'file-not-text': () => 'This is not a text file. Save the table as CSV',
  'file-other-format': ({ format }) => `This is a ${format} file. Save the table as CSV`,
  'file-encoding': ({ encoding }) => `The file is not encoded as ${encoding}. Choose another encoding`,
  'file-encoding-unsure': ({ likely }) => `The file may be encoded as ${likely}. Choose one of them`,
  'file-dates-otherwise': ({ column }) =>
    `The dates of the column ${column} show that day and month are in the other order`,
  'file-status-unknown': ({ value }) => `Say what lines of these statuses are: ${value}`,
  'file-imported-before': ({ file, day }) =>
    `The same file was imported as ${file} on ${day}. Say whether its points shall be booked again`,
  'file-check-first': ({ most }) =>
    `Adjustments of more than ${most} points need a second person. Check the file first`,
  'file-gz-damaged': () => 'The .gz file is damaged or incomplete',
  'file-gz-explodes': () => 'The .gz file is far too large when unpacked',
  'file-too-large': () => 'At most 1 GB',
  'file-nul': ({ line }) => `Line ${line} holds a NUL character`,
  'file-protected': () => 'The workbook has a password. Save it without one',
  'file-old-excel': () => 'This is a file of an old Excel (.xls). Save it as .xlsx or CSV',
  'file-open-document': () => 'This is an OpenDocument table (.ods). Save it as .xlsx or CSV',
  'file-workbook-damaged': () => 'The workbook is damaged or incomplete',
  'file-workbook-too-large': () => 'The workbook is too large to be unpacked. Save it as CSV',
  'file-no-sheet': ({ sheet }) => `The workbook has no sheet ${sheet}`,
};

const codes: Partial<Record<FileReason, ProblemCode>> = {
  'file-gz-explodes': 'too-large',
  'file-too-large': 'too-large',
  'file-workbook-too-large': 'too-large',
  'file-nul': 'unreadable-text',
};

/** Why a whole file is refused; `unreadable-file` if no other code matches. */
export const fileProblem = (reason: FileReason, params: ReasonParams = {}): ClubError => {
  const message = english[reason](params);
  return new ClubError(codes[reason] ?? 'unreadable-file', {
    detail: message,
    errors: [{ pointer: '/file', message, reason, params }],
  });
};

/** A question about a file that its sender must answer before the import starts. */
export const unanswered = (option: string, reason: FileReason, params: ReasonParams): ClubError => {
  const message = english[reason](params);
  return new ClubError('invalid-request', {
    detail: message,
    errors: [{ pointer: `/settings/options/${option}`, message, reason, params }],
  });
};

/** A file that moves points is not started without its check, where the club limits adjustments. */
export const checkFirst = (most: number): ClubError => {
  const message = english['file-check-first']({ most });
  return new ClubError('invalid-request', {
    detail: message,
    errors: [{ pointer: '/settings/dryRun', message, reason: 'file-check-first', params: { most } }],
  });
};

/** A column in the mapping that the file does not have. */
export const noColumn = (
  pointer: string,
  column: string,
): { pointer: string; message: string; reason: FileReason; params: ReasonParams } => ({
  pointer,
  message: english['file-no-column']({ column }),
  reason: 'file-no-column',
  params: { column },
});
