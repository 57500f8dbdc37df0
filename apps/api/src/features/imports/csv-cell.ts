/** In quotes also if it has another mark between cells, so that the comma is never in doubt. */
const special = /[",;|\t\r\n]/u;

/** A cell of a line of text, which it never breaks. */
export const csvCell = (text: string): string =>
  special.test(text) ? `"${text.replaceAll(/[\r\n]+/gu, ' ').replaceAll('"', '""')}"` : text;
