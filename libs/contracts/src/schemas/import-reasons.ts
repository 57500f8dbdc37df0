import { z } from 'zod';

/** Why an import line was refused, in addition to its problem code. */
export const importReasons = [
  'empty',
  'too-long',
  'cell-count',
  'no-number',
  'too-many-decimals',
  'too-large',
  'other-currency',
  'negative',
  'negative-quantity',
  'out-of-range',
  'no-date',
  'date-form',
  'in-future',
  'too-early',
  'no-truth',
  'no-email',
  'no-phone',
  'only-first',
  'no-name',
  'no-card-number',
  'no-language',
  'no-country',
  'no-rate',
  'no-barcode',
  'barcode-taken',
  'no-kind',
  'no-location-code',
  'nobody-named',
  'different-members',
  'several-members',
  'taken-in-file',
  'taken-by-member',
  'shared-email',
  'lines-disagree',
  'sum-line',
  'unknown-member',
  'too-many-unknown',
  'unknown-location',
  'too-many-lines',
  'no-tier',
  'points-expired',
  'opened-before',
  'no-words',
  'consent-older',
  'consent-undated',
  'without-purchase',
  'return-price',
] as const;

export type ImportReason = (typeof importReasons)[number];

/** Why the whole file was refused. */
export const fileReasons = [
  'file-empty',
  'file-header-only',
  'file-no-header',
  'file-header-unreadable',
  'file-too-many-columns',
  'file-no-column',
  'file-quote-open',
  'file-quote-after',
  'file-quote-within',
  'file-line-too-long',
  'file-not-csv',
  'file-not-text',
  'file-other-format',
  'file-encoding',
  'file-encoding-unsure',
  'file-dates-otherwise',
  'file-status-unknown',
  'file-imported-before',
  'file-check-first',
  'file-gz-damaged',
  'file-gz-explodes',
  'file-too-large',
  'file-nul',
  'file-protected',
  'file-old-excel',
  'file-open-document',
  'file-workbook-damaged',
  'file-workbook-too-large',
  'file-no-sheet',
] as const;

/** Why a line of a small table was refused: article numbers of a product set, rates of a rate table. */
export const tableReasons = [
  'table-columns',
  'table-empty',
  'table-too-many',
  'table-not-csv',
  'table-not-utf-8',
  'table-twice',
  'sku-missing',
  'sku-too-long',
  'sku-invisible',
  'sku-formula',
  'location-unknown',
  'points-no-number',
  'word-language',
  'word-action',
  'word-unusable',
  'interest-key',
  'interest-name',
  'interest-nameless',
  'interest-same-name',
] as const;

export type TableReason = (typeof tableReasons)[number];

export type FileReason = (typeof fileReasons)[number];

/** Values for the text of a reason: the cell, a limit, another line. */
export const reasonParams = z.record(z.string(), z.union([z.string(), z.number()]));

export type ReasonParams = z.infer<typeof reasonParams>;
