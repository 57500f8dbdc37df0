import { domainToUnicode } from 'node:url';
import { linksIn } from '@regulars/loyalty';
import type { Writing } from './writing.ts';

const hrefs = /\bhref="(https?:[^"]*)"/giu;

/** Each address that a text leads to once: what its page shows as a link, and what reads like one. */
export const linksOf = ({
  title,
  source,
  html,
}: Pick<Writing, 'title' | 'source' | 'html'>): readonly string[] => {
  const shown = [...html.matchAll(hrefs)].map(([, href = '']) => asTyped(href));
  return linksIn([title ?? '', source, ...shown].join('\n'));
};

/** As people type it, so that it is the same as in the text: a page has it encoded. */
const asTyped = (href: string): string => {
  try {
    const { protocol, hostname, pathname } = new URL(href);
    return `${protocol}//${domainToUnicode(hostname) || hostname}${decodeURI(pathname)}`;
  } catch {
    return href;
  }
};
