const longest = 160;

/** The beginning of a Markdown text in one line, without most of its signs. */
export const excerptOf = (source: string): string => {
  const plain = source
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replaceAll(/[*_`#>~]+/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1).trimEnd()}…` : plain;
};
