/**
 * A code as it is stored and compared: 'Summer 26' and 'SUMMER-26' are one code. Empty if it has no letter and no digit.
 */
export const shownCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
