/** What a shop copies into its web page: the script, and a place for what the page says before it is loaded. */
export const snippetFor = (origin: string, key: string): string =>
  [
    '<script>',
    '  window.regulars = window.regulars || function () {',
    '    (window.regulars.q = window.regulars.q || []).push(arguments);',
    '  };',
    '</script>',
    `<script async src="${origin}/api/collect.js" data-key="${key}"></script>`,
  ].join('\n');

/** What the page then says. */
export const callsOfPage = [
  { call: "regulars('consent', true)", says: 'consent' },
  { call: "regulars('viewed', 'COFFEE-250')", says: 'viewed' },
  { call: "regulars('searched', 'decaf', 3)", says: 'searched' },
  { call: "regulars('cart', 'COFFEE-250', 2)", says: 'cart' },
  { call: "regulars('member', token)", says: 'member' },
  { call: "regulars('signed-out')", says: 'signedOut' },
] as const;
