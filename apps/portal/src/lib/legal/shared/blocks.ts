/** A legal text as a tree, so that no markup of a manager ever reaches a page. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly parts: readonly Part[] }
  | { readonly kind: 'paragraph'; readonly parts: readonly Part[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'line' };

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong'; readonly parts: readonly Part[] }
  | { readonly kind: 'emphasis'; readonly parts: readonly Part[] }
  | { readonly kind: 'link'; readonly href: string; readonly parts: readonly Part[] };
