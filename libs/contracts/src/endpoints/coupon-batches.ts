import { endpoint, managers } from './endpoint.ts';

/** Codes of one batch. */
export const mostCodesOfBatch = 1_000_000;
/** How long the file with the codes of a batch waits for the one who fetches it. */
export const codeFileHours = 24;
/** How long it can be fetched a second time, if the first one was not saved. */
export const codeFileAgainMinutes = 10;
/** Letters and digits before each code of a batch. */
export const longestCodePrefix = 8;

/** Bytes of a file with codes of another system. */
export const largestCodeFile = 200_000_000;

/** How long the refused lines of an import can be looked at. */
export const codeErrorDays = 30;

/** Why a line of such a file is not taken. */
export const codeLineReasons = [
  'empty',
  'bad-characters',
  'too-short',
  'too-long',
  'twice',
  'known',
  'shared',
] as const;

export const batchKinds = ['made', 'imported'] as const;
/** Why an import failed: the key of the codes is missing, its file is gone, or an error that nobody expected. */
export const importFailures = ['key', 'file', 'unexpected'] as const;
export const batchStates = ['waiting', 'running', 'done', 'failed'] as const;

const reading = { roles: managers, scope: 'rewards:read', reach: 'club' } as const;
const writing = { roles: managers, scope: 'rewards:write', reach: 'club' } as const;

export const makeCouponCodes = endpoint('makeCouponCodes', {
  method: 'POST',
  path: '/coupons/{id}/codes',
  tag: 'Coupons',
  summary:
    'Make a batch of codes for one use each. A job makes them and writes their only file, which can be fetched within 24 hours',
  access: writing,
  status: 202,
  wallet: 'none',
});

export const listCouponBatches = endpoint('listCouponBatches', {
  method: 'GET',
  path: '/coupons/{id}/batches',
  tag: 'Coupons',
  summary:
    'List the batches of codes of a coupon with their progress and how many were used, the latest first',
  access: reading,
});

export const getCouponBatch = endpoint('getCouponBatch', {
  method: 'GET',
  path: '/coupon-batches/{id}',
  tag: 'Coupons',
  summary: 'Get a batch of codes with its progress',
  access: reading,
});

export const listCouponCodes = endpoint('listCouponCodes', {
  method: 'GET',
  path: '/coupons/{id}/codes',
  tag: 'Coupons',
  summary: 'List the codes of a coupon by their last characters. Nobody can read the rest',
  access: reading,
});

export const fetchCouponCodes = endpoint('fetchCouponCodes', {
  method: 'POST',
  path: '/coupon-batches/{id}/file',
  tag: 'Coupons',
  summary:
    'Fetch the file with the codes of a batch: CSV. A second time only within ten minutes of the first; then it is deleted',
  access: writing,
  stream: 'text/csv',
  wallet: 'none',
});

export const importCouponCodes = endpoint('importCouponCodes', {
  method: 'POST',
  path: '/coupons/{id}/code-files',
  tag: 'Coupons',
  summary:
    'Import codes of another system, for one use each: CSV with the codes in the first column, or text with one code per line, in UTF-8. A job takes them; each line that it does not take has a reason',
  access: writing,
  status: 202,
  bytes: 'text/csv',
  wallet: 'none',
});

export const listCouponBatchErrors = endpoint('listCouponBatchErrors', {
  method: 'GET',
  path: '/coupon-batches/{id}/errors',
  tag: 'Coupons',
  summary: 'List the lines of an imported file that were not taken, with their reasons',
  access: reading,
});

export const restartCodeImport = endpoint('restartCodeImport', {
  method: 'POST',
  path: '/coupon-batches/{id}/restart',
  tag: 'Coupons',
  summary: 'Start a failed import of codes again, where it stopped, within 24 hours',
  access: writing,
  status: 202,
  wallet: 'none',
});

export const removeCodeImport = endpoint('removeCodeImport', {
  method: 'DELETE',
  path: '/coupon-batches/{id}',
  tag: 'Coupons',
  summary:
    'Remove a failed import with the codes that it has taken, if no sale has used or holds one of them',
  access: writing,
  status: 204,
  wallet: 'none',
});
