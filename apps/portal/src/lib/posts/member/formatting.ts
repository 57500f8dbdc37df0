import Bold from '@lucide/svelte/icons/bold';
import Italic from '@lucide/svelte/icons/italic';
import Link from '@lucide/svelte/icons/link';
import List from '@lucide/svelte/icons/list';
import Quote from '@lucide/svelte/icons/quote';
import { m } from '#lib/paraglide/messages.js';

/** Around the selection, or before each of its lines. */
type Change = (selected: string) => string;

const lines =
  (mark: string): Change =>
  (selected) =>
    selected
      .split('\n')
      .map((line) => `${mark}${line}`)
      .join('\n');

export const formats = [
  { label: m.posts_format_bold, icon: Bold, change: (selected: string) => `**${selected}**` },
  { label: m.posts_format_italic, icon: Italic, change: (selected: string) => `_${selected}_` },
  { label: m.posts_format_list, icon: List, change: lines('- ') },
  { label: m.posts_format_quote, icon: Quote, change: lines('> ') },
  { label: m.posts_format_link, icon: Link, change: (selected: string) => `[${selected}](https://)` },
] as const;

/** Changes what is selected in a field, as if it were typed: the browser can undo it. */
export function change(field: HTMLTextAreaElement, by: Change): void {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const changed = by(value.slice(start, end));
  field.focus();
  field.setRangeText(changed, start, end, 'end');
  // Between the marks of an empty selection, one goes on typing.
  if (start === end) field.selectionEnd = field.selectionStart = start + Math.ceil(by('').length / 2);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
