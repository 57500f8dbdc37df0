import { mentionsIn } from '@regulars/loyalty';
import MarkdownIt, { type Env, type Token } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const mentioned = Symbol('nicknames');

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
// A picture of another site would tell it who reads the post. Tables break on phones.
markdown.disable(['image', 'table', 'html_inline', 'html_block']);
markdown.linkify.set({ fuzzyEmail: false });

markdown.core.ruler.push('mentions', ({ tokens, env, Token: Made }) => {
  const nicknames = nicknamesOf(env);
  if (nicknames.length === 0) return;
  for (const token of tokens)
    if (token.children)
      token.children = withMentions(token.children, nicknames, (type) => new Made(type, '', 0));
});
markdown.renderer.rules.mention = (tokens, at) =>
  `<span class="mention">${markdown.utils.escapeHtml(tokens[at]?.content ?? '')}</span>`;

const nicknamesOf = (env: Env): readonly string[] => {
  const known = env[mentioned];
  return Array.isArray(known) ? known.filter((name) => typeof name === 'string') : [];
};

/** Texts in links and code mention nobody. */
const withMentions = (
  children: readonly Token[],
  nicknames: readonly string[],
  make: (type: string) => Token,
): Token[] => {
  let links = 0;
  return children.flatMap((child) => {
    if (child.type === 'link_open') links++;
    if (child.type === 'link_close') links--;
    return child.type === 'text' && links === 0 ? split(child, nicknames, make) : [child];
  });
};

const split = (text: Token, nicknames: readonly string[], make: (type: string) => Token): Token[] => {
  const mentions = mentionsIn(text.content, nicknames);
  if (mentions.length === 0) return [text];
  const piece = (type: string, content: string): Token[] =>
    content === '' ? [] : [Object.assign(make(type), { content })];
  let done = 0;
  const pieces = mentions.flatMap(({ nickname, start, end }) => {
    const before = piece('text', text.content.slice(done, start));
    done = end;
    return [...before, ...piece('mention', `@${nickname}`)];
  });
  return [...pieces, ...piece('text', text.content.slice(done))];
};

/** The title of the post is the heading of its page. */
const lowered = { h1: 'h3', h2: 'h4', h5: 'h4', h6: 'h4' };

// A second wall: whatever the first one lets through, a page gets only this.
const clean = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: [
      ...['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'ul', 'ol', 'li', 'blockquote', 'h3', 'h4', 'hr'],
      ...['a', 'span'],
    ],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'], span: [{ name: 'class', values: ['mention'] }] },
    allowedSchemes: ['https', 'http', 'mailto'],
    allowProtocolRelative: false,
    nestingLimit: 30,
    transformTags: {
      ...lowered,
      a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow ugc noopener' }),
    },
  });

/** Markdown as safe HTML. Only these nicknames are mentions; any other stays a text. */
export const render = (source: string, nicknames: readonly string[]): string => {
  const env: Env = { [mentioned]: nicknames };
  return clean(markdown.render(source, env)).trim();
};
