import { describe, expect, it } from 'vitest';
import { seenFirst } from './loading-order.ts';

const page = `<head>
    <meta charset="utf-8" />
    <link href="/_app/text.woff2" rel="preload" as="font" type="font/woff2" crossorigin>
		<link href="/_app/entry/start.A.js" rel="modulepreload">
		<link href="/_app/page.js" rel="modulepreload">
		<title>Club</title>
		<link href="/_app/base.css" rel="stylesheet">
  </head><body><script nonce="n">{ import("/_app/entry/start.A.js").then(async (kit) => {}); }</script></body>`;

describe('the order in which a page loads', () => {
  const ordered = seenFirst(page);

  it('is styles, fonts, then scripts', () => {
    const places = ['base.css" rel="stylesheet"', 'text.woff2', '</head>', 'import('].map((part) =>
      ordered.indexOf(part),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  it('asks for no script before the page was painted', () => {
    expect(ordered).not.toContain('<link href="/_app/page.js"');
    expect(ordered).toMatch(
      /first-contentful-paint[^]+type: 'paint'[^]+\["\/_app\/entry\/start\.A\.js","\/_app\/page\.js"\][^]+return import\("\/_app\/entry\/start\.A\.js"\);\s+\}\)\.then\(async \(kit\) => \{\}\)/u,
    );
  });

  it('leaves a page without scripts whole', () => {
    expect(seenFirst('<head><meta charset="utf-8" /></head><p>$& off</p>')).toContain('<p>$& off</p>');
  });
});
