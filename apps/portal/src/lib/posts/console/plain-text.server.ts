const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const longest = 160;

/** The beginning of a rendered post, without its form. */
export function plainStart(html: string): string {
  const text = html
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/&(#39|\w+);/gu, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return text.length > longest ? `${text.slice(0, longest).trimEnd()} …` : text;
}
