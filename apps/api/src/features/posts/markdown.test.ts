import { describe, expect, it } from 'vitest';
import { render } from './markdown.ts';
import { searchOf } from './search-words.ts';

const html = (source: string, ...nicknames: string[]): string => render(source, nicknames);

describe('a text of a member', () => {
  it('is Markdown with headings below the title', () => {
    expect(html('# One\n\n**bold** *soft*\nnew line\n\n- a\n- b')).toBe(
      '<h3>One</h3>\n<p><strong>bold</strong> <em>soft</em><br />\nnew line</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>',
    );
    expect(html('## Two\n###### Six')).toBe('<h4>Two</h4>\n<h4>Six</h4>');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>)',
    '[x](vbscript:x)',
    '<a href="https://x.example" onclick="x()">x</a>',
    '![x](https://tracker.example/1.png)',
    '[x]: javascript:alert(1)\n[x]',
    '`<script>`',
    '<svg/onload=alert(1)>',
    '[a](https://x.example "\\" onmouseover=alert(1))',
  ])('is harmless with %s', (source) => {
    const made = html(source);
    expect(made).not.toMatch(/<(?:script|img|svg)|<[^>]*\son|href="(?:javascript|data|vbscript)/iu);
  });

  it('links without a good word for the other page, and says where to', () => {
    const made = html('See https://a.example/x and [there](https://b.example)');
    expect(made).toContain('<a href="https://a.example/x" rel="nofollow ugc noopener">');
  });

  it('mentions those it may mention, but not in code and links', () => {
    const made = html('@Jana K. and @all, `@Jana K.` and [@Jana K.](https://a.example)', 'Jana K.');
    expect(made.match(/class="mention"/gu)).toHaveLength(1);
    expect(made).toContain('<span class="mention">@Jana K.</span> and @all');
  });

  it('is not deeper than a reader can follow', () => {
    const made = html('>'.repeat(500) + ' x');
    expect((made.match(/<blockquote>/gu) ?? []).length).toBeLessThanOrEqual(30);
  });

  it('is found by how its words begin', () => {
    expect(searchOf('  Käffe ! (stroj')).toBe('kaffe:* & stroj:*');
    expect(searchOf(' | & ')).toBeNull();
  });
});
