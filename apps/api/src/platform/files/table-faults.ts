import type { ProblemCode, ReasonParams, TableReason } from '@regulars/contracts';
import { ClubError, type FieldError } from '../club-error.ts';

const english: Record<TableReason, (params: ReasonParams) => string> = {
  'table-columns': ({ columns }) => `the first line does not name the columns: ${columns}`,
  'table-empty': () => 'the file has no lines besides its header',
  'table-too-many': ({ most }) => `more than ${most} lines`,
  'table-not-csv': () => 'is not readable as CSV',
  'table-not-utf-8': () => 'is not UTF-8: save the file as UTF-8',
  'table-twice': ({ line }) => `the same as line ${line}`,
  'sku-missing': () => 'has no article number',
  'sku-too-long': ({ most }) => `longer than ${most} characters`,
  'sku-invisible': () => 'has an invisible character',
  'sku-formula': () => 'has a formula instead of an article number',
  'location-unknown': () => 'unknown location',
  'points-no-number': ({ most }) => `"points" is not a number from 0 to ${most} with up to 3 decimals`,
  'word-language': () => 'the language is none of de, en, cs',
  'word-action': () => 'the action is none of block, approve, flag, censor',
  'word-unusable': ({ most }) => `no word of 2 to ${most} characters with \`*\` only at its end`,
  'interest-key': () => 'the key has other characters than small letters, digits and single hyphens',
  'interest-name': ({ most }) => `a name is longer than ${most} characters or hides some`,
  'interest-nameless': () => 'a new interest without a name',
  'interest-same-name': ({ name }) => `another interest is called ${name} already`,
};

/** The pointer to a line of a sent file, from 1. */
const lineAt = (line: number): string => `/lines/${line}`;

const faultAt = (line: number, reason: TableReason, params: ReasonParams): FieldError => ({
  pointer: lineAt(line),
  message: english[reason](params),
  reason,
  params,
});

/** The refusal of a file for one line. */
export const tableProblem = (
  code: ProblemCode,
  line: number,
  reason: TableReason,
  params: ReasonParams = {},
): ClubError => {
  const fault = faultAt(line, reason, params);
  return new ClubError(code, { detail: fault.message, errors: [fault] });
};

/** The faults of a file with their lines. After 100 of them it is refused without reading on. */
export class LineFaults {
  readonly #errors: FieldError[] = [];

  add(line: number, reason: TableReason, params: ReasonParams = {}): void {
    this.#errors.push(faultAt(line, reason, params));
    if (this.#errors.length >= 100) this.refuse();
  }

  refuse(): never {
    throw new ClubError('invalid-request', { errors: this.#errors });
  }

  end(): void {
    if (this.#errors.length > 0) this.refuse();
  }
}
