import { describe, expect, it } from 'vitest';
import { linksOf } from './links.ts';
import { render } from './markdown.ts';

const links = (source: string, title: string | null = null): readonly string[] =>
  linksOf({ title, source, html: render(source, []) });

describe('links of a text', () => {
  it.each([
    ['what its page shows as a link', 'See [there](https://b.example/x?y=1)', ['b.example/x']],
    [
      'the same address once, however it is written',
      'www.a.example https://a.example [a](http://a.example)',
      ['a.example'],
    ],
    [
      'an address with letters of its language once',
      'https://münchen.example/käse',
      ['münchen.example/käse'],
    ],
    ['what only reads like one', 'cards . example, `cards.example`', ['cards.example']],
    ['a number of a machine', '[x](http://10.0.0.1:80/a)', ['10.0.0.1/a']],
    ['no address of a person', 'Write to eva@shop.example or [me](mailto:eva@shop.example)', []],
    ['no end of a sentence', 'That is it.Der Rest folgt.', []],
  ])('are %s', (_, source, found) => {
    expect(links(source)).toEqual(found);
  });

  it('are in the title too', () => {
    expect(links('Hello', 'Buy at cards.example')).toEqual(['cards.example']);
  });
});
