import { fileProblem } from '../file-problems.ts';

/** A piece of XML: a tag with its attributes as written, or the text between two tags. */
export type XmlPart =
  | { readonly is: 'open'; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly is: 'close'; readonly name: string }
  | { readonly is: 'text'; readonly text: string };

/** Longer tags and texts are no table. */
const longestPart = 2_000_000;

/**
 * XML as a stream of parts, without a tree. Names are without their prefix. A document type is refused, because it could
 * declare entities that grow without end or name other files. Throws `unreadable-file`.
 */
export async function* xmlParts(pieces: AsyncIterable<string>): AsyncGenerator<XmlPart[]> {
  let held = '';
  for await (const piece of pieces) {
    const text = held + piece;
    const parts: XmlPart[] = [];
    const end = split(text, parts);
    held = text.slice(end);
    if (held.length > longestPart) throw fileProblem('file-workbook-damaged');
    yield parts;
  }
  if (held.trim() !== '') throw fileProblem('file-workbook-damaged');
}

/** Takes the whole parts of a text, and returns where the rest begins. */
const split = (text: string, parts: XmlPart[]): number => {
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    if (open < 0) return at;
    const end = endOfTag(text, open);
    if (end < 0) return at;
    if (open > at) parts.push({ is: 'text', text: text.slice(at, open) });
    takeTag(text.slice(open, end), parts);
    at = end;
  }
};

const endOfTag = (text: string, open: number): number => {
  if (text.startsWith('<!--', open)) return after(text, '-->', open + 4);
  if (text.startsWith('<![CDATA[', open)) return after(text, ']]>', open + 9);
  // What begins like a comment or CDATA is not known yet.
  if (text.length - open < 9 && '<![CDATA['.startsWith(text.slice(open, open + 9))) return -1;
  return after(text, '>', open);
};

const after = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
};

const takeTag = (tag: string, parts: XmlPart[]): void => {
  const second = tag.charCodeAt(1);
  if (second === 0x2f) parts.push({ is: 'close', name: localName(tag.slice(2, -1).trimEnd()) });
  else if (second === 0x21) takeMarked(tag, parts);
  else if (second !== 0x3f) {
    const empty = tag.charCodeAt(tag.length - 2) === 0x2f;
    const inner = tag.slice(1, empty ? -2 : -1);
    const space = inner.search(/\s/u);
    const name = space < 0 ? inner : inner.slice(0, space);
    const attributes = space < 0 ? '' : inner.slice(space);
    parts.push({ is: 'open', name: localName(name), attributes, empty });
  }
};

const takeMarked = (tag: string, parts: XmlPart[]): void => {
  if (tag.startsWith('<!--')) return;
  if (!tag.startsWith('<![CDATA[')) throw fileProblem('file-workbook-damaged');
  parts.push({ is: 'text', text: tag.slice(9, -3).replaceAll('&', '&amp;') });
};

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

const attributePatterns = new Map<string, RegExp>();

/** The value of an attribute; undefined if the tag has none of this name. */
export const attributeOf = (attributes: string, name: string): string | undefined => {
  let pattern = attributePatterns.get(name);
  if (!pattern) {
    pattern = new RegExp(String.raw`\s(?:[\w-]+:)?${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'u');
    attributePatterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found ? plainText(found[1] ?? found[2] ?? '') : undefined;
};

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Without entities. There are five, and characters by number. */
export const plainText = (text: string): string =>
  text.includes('&')
    ? text.replaceAll(
        /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/giu,
        (_, hex, decimal, name) =>
          typeof name === 'string'
            ? (named[name.toLowerCase()] ?? '')
            : character(typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)),
      )
    : text;

const character = (code: number): string =>
  code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code);
