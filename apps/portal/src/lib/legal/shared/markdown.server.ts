import MarkdownIt from 'markdown-it';
import { besideNext } from '#lib/ui/format.ts';
import type { Block, Part } from './blocks.ts';

// CommonMark without HTML, pictures, code and tables: they stay text.
const markdown = new MarkdownIt({ html: false, linkify: true }).disable([
  'image',
  'code',
  'fence',
  'backticks',
  'table',
  'strikethrough',
]);

type Token = ReturnType<typeof markdown.parse>[number];

/** Addresses that a text may link to; others stay text. */
const mayLink = (href: string): boolean => /^(?:https?:\/\/|mailto:|tel:|\/(?!\/)|#)/iu.test(href);

/** Reads a text of the club. Anything but headings, paragraphs, lists, quotes, emphasis and links stays text. */
export const readMarkdown = (text: string, language: string): Block[] =>
  blocksIn(markdown.parse(besideNext(text.replaceAll('§ ', '§\u00a0'), language), {}));

/** The tokens between the one at `start` and its end, and where that end is. */
const inside = (tokens: readonly Token[], start: number): [Token[], number] => {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return [tokens.slice(start + 1, at), at];
  }
  return [tokens.slice(start + 1), tokens.length];
};

function blocksIn(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const [content, end] = token.nesting === 1 ? inside(tokens, at) : [[], at];
    const block = blockOf(token, content);
    if (block) blocks.push(block);
    at = end;
  }
  return blocks;
}

function blockOf(token: Token, content: readonly Token[]): Block | undefined {
  switch (token.type) {
    case 'heading_open':
      return { kind: 'heading', level: /h[12]/u.test(token.tag) ? 2 : 3, parts: partsOf(content) };
    case 'paragraph_open':
      return { kind: 'paragraph', parts: partsOf(content) };
    case 'bullet_list_open':
    case 'ordered_list_open':
      return { kind: 'list', ordered: token.type === 'ordered_list_open', items: itemsIn(content) };
    case 'blockquote_open':
      return { kind: 'quote', blocks: blocksIn(content) };
    case 'hr':
      return { kind: 'line' };
    default:
      return undefined;
  }
}

function itemsIn(tokens: readonly Token[]): Block[][] {
  const items: Block[][] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [content, end] = inside(tokens, at);
    items.push(blocksIn(content));
    at = end;
  }
  return items;
}

const partsOf = (content: readonly Token[]): Part[] =>
  partsIn(content.flatMap(({ children }) => children ?? []));

function partsIn(tokens: readonly Token[]): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const [content, end] = token.nesting === 1 ? inside(tokens, at) : [[], at];
    parts.push(...partOf(token, content));
    at = end;
  }
  return parts;
}

function partOf(token: Token, content: readonly Token[]): Part[] {
  switch (token.type) {
    case 'strong_open':
      return [{ kind: 'strong', parts: partsIn(content) }];
    case 'em_open':
      return [{ kind: 'emphasis', parts: partsIn(content) }];
    case 'link_open': {
      const href = String(token.attrGet('href') ?? '');
      return mayLink(href) ? [{ kind: 'link', href, parts: partsIn(content) }] : partsIn(content);
    }
    case 'softbreak':
      return [{ kind: 'text', text: ' ' }];
    case 'hardbreak':
      return [{ kind: 'break' }];
    default:
      return token.content === '' ? [] : [{ kind: 'text', text: token.content }];
  }
}
