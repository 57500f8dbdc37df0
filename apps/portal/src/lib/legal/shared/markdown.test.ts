import { describe, expect, it } from 'vitest';
import { readMarkdown } from './markdown.server.ts';

describe('a legal text', () => {
  it('has headings, paragraphs, lists and links', () => {
    const text =
      '# Title\n\nOne *two* **three**\nfour\n\n- a\n- [b](https://b.example)\n\n1. first\n\n### Small';
    expect(readMarkdown(text, 'en')).toEqual([
      { kind: 'heading', level: 2, parts: [{ kind: 'text', text: 'Title' }] },
      {
        kind: 'paragraph',
        parts: [
          { kind: 'text', text: 'One ' },
          { kind: 'emphasis', parts: [{ kind: 'text', text: 'two' }] },
          { kind: 'text', text: ' ' },
          { kind: 'strong', parts: [{ kind: 'text', text: 'three' }] },
          { kind: 'text', text: ' ' },
          { kind: 'text', text: 'four' },
        ],
      },
      {
        kind: 'list',
        ordered: false,
        items: [
          [{ kind: 'paragraph', parts: [{ kind: 'text', text: 'a' }] }],
          [
            {
              kind: 'paragraph',
              parts: [{ kind: 'link', href: 'https://b.example', parts: [{ kind: 'text', text: 'b' }] }],
            },
          ],
        ],
      },
      {
        kind: 'list',
        ordered: true,
        items: [[{ kind: 'paragraph', parts: [{ kind: 'text', text: 'first' }] }]],
      },
      { kind: 'heading', level: 3, parts: [{ kind: 'text', text: 'Small' }] },
    ]);
  });

  it('keeps HTML, pictures and dangerous addresses as text', () => {
    const hostile = '<script>alert(1)</script>\n\n![p](x.png) [a](javascript:alert(1)) [b](//evil.example)';
    const found = JSON.stringify(readMarkdown(hostile, 'en'));
    expect(found).not.toContain('"link"');
    expect(found).toContain('<script>alert(1)</script>');
  });

  it('links addresses that are only written down', () => {
    expect(JSON.stringify(readMarkdown('Write to us@club.example', 'en'))).toContain(
      'mailto:us@club.example',
    );
  });

  it('keeps a Czech word of one letter beside the next', () => {
    expect(JSON.stringify(readMarkdown('- poukazy a zálohy', 'cs'))).toContain('poukazy a\u00a0zálohy');
  });
});
