import type { ImportReason, ProblemCode, ReasonParams } from '@regulars/contracts';

/** Why something in a file is refused, in parts that can be worded in any language. */
export interface Refusal {
  readonly code: ProblemCode;
  /** Absent if the code says it all. */
  readonly reason?: ImportReason;
  /** The field of the column; absent if it is about the whole line. */
  readonly field?: string;
  readonly params?: ReasonParams;
}

/** An unreadable part of a line; `atLine` adds the line. */
export class RefusedCell extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(englishOf(refusal));
    this.refusal = refusal;
  }
}

/** Adds the line of the file to a refusal. */
export class RefusedLine extends Error {
  readonly line: number;
  readonly refusal: Refusal;

  constructor(line: number, refusal: Refusal) {
    super(englishOf(refusal));
    this.line = line;
    this.refusal = refusal;
  }
}

export const refusal = (field: string, reason: ImportReason, params: ReasonParams = {}): RefusedCell =>
  new RefusedCell({ code: 'invalid-request', reason, field, params });

/** Runs a reading of one line and adds the line if it is refused. */
export const atLine = <Result>(line: number, read: () => Result): Result => {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedCell) throw new RefusedLine(line, error.refusal);
    throw error;
  }
};

type Say = (params: Record<string, string | number>) => string;

const english: Record<ImportReason, Say> = {
  empty: () => 'is empty',
  'too-long': ({ most }) => `longer than ${most} characters`,
  'cell-count': ({ found, wanted }) => `the line has ${found} cells, the header has ${wanted}`,
  'no-number': ({ value }) => `${value} is not a number`,
  'too-many-decimals': ({ value, most }) => `${value} has more than ${most} decimal places`,
  'other-currency': ({ value, currency }) => `${value} is not in ${currency}`,
  'too-large': ({ value }) => `${value} is too large`,
  negative: ({ value }) => `${value} is negative`,
  'negative-quantity': ({ value }) => `${value} is negative. Returns cannot be imported`,
  'out-of-range': () => 'is out of range',
  'no-date': ({ value }) => `${value} is not a valid date`,
  'date-form': ({ value, form }) => `${value} does not have the format ${form}`,
  'in-future': ({ value }) => `${value} is in the future`,
  'too-early': ({ value, year }) => `${value} is before the year ${year}`,
  'no-truth': ({ value }) => `${value} is neither yes nor no`,
  'no-email': ({ value }) => `${value} is not an e-mail address`,
  'no-phone': ({ value }) => `${value} is not a phone number`,
  'only-first': ({ value }) => `only the first one came in, not ${value}`,
  'no-name': ({ value }) => `${value} contains characters or an address that cannot be part of a name`,
  'no-card-number': ({ value }) => `${value} is not a card number`,
  'no-language': ({ value }) => `${value} is not one of de, en, cs`,
  'no-country': ({ value }) => `${value} is no country`,
  'no-barcode': ({ value }) => `${value} is no EAN, UPC or GTIN with a valid check digit`,
  'barcode-taken': ({ value, sku }) => `${value} is a barcode of the product ${sku}`,
  'no-rate': ({ value }) => `${value} is not between 0 and 100`,
  'no-kind': ({ value, known }) => `${value} is not one of ${known}`,
  'no-location-code': ({ value }) => `${value} cannot be turned into a location code`,
  'nobody-named': () => 'no externalId, card, email or phone',
  'different-members': () => 'its lines name different members',
  'several-members': ({ value }) => `${value} belong to different members`,
  'taken-in-file': ({ value, line }) => `${value} is already in line ${line}`,
  'taken-by-member': ({ value }) => `another member has ${value}`,
  'shared-email': ({ value }) => `someone else has the address ${value}`,
  'lines-disagree': ({ value, line, other }) => `${value} here, but ${other} in line ${line}`,
  'sum-line': () => 'looks like the sum of the lines above; options.sumLine says what it is',
  'unknown-member': ({ value }) => `there is no member ${value}`,
  'too-many-unknown': () =>
    'not looked up: too many lines named nobody, and who imports may not list the members; import it again in an hour',
  'unknown-location': ({ value }) => `there is no ${value}`,
  'without-purchase': ({ value, amount, currency }) =>
    `${value} came back for ${amount} (minor units of ${currency}), but no purchase has it left`,
  'return-price': ({ value, amount, booked, currency }) =>
    `${value} came back for ${amount}, but had cost ${booked} (minor units of ${currency}), which was taken back`,
  'too-many-lines': ({ most }) => `more than ${most} lines on one receipt`,
  'no-tier': ({ value, known }) => `${value} is no tier. Tiers are ${known}`,
  'points-expired': ({ value }) => `expired on ${value}`,
  'opened-before': () => 'an earlier import has given this member an opening balance',
  'consent-older': () => 'the member has said otherwise since, or at the same moment',
  'consent-undated': () => 'the member has said otherwise, and the file does not say when this was said',
  'no-words': ({ value }) => `${value} contains characters that cannot be shown`,
};

/** For logs and API clients; people read it in their own language. */
export const englishOf = ({ code, reason, field, params = {} }: Refusal): string => {
  const said = reason ? english[reason](params) : code;
  return field === undefined ? said : `${field}: ${said}`;
};
