const longest = 160;

/** The beginning of a Markdown text in one line, without most of its signs. */
export const excerptOf = (source: string, length = longest): string => {
  const plain = source
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replaceAll(/[*_`#>~]+/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (plain.length <= length) return plain;
  const cut = plain.slice(0, length - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), Math.floor(length / 2))).trimEnd()}…`;
};
