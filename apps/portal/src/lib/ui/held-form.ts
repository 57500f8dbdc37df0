import { tick } from 'svelte';

type TextField = HTMLInputElement | HTMLTextAreaElement;

const pressed = ['pointerdown', 'mousedown', 'click', 'drop'] as const;
/** They move the focus or leave. */
const freeKeys = new Set(['Tab', 'Shift', 'Escape']);

const isTextField = (element: unknown): element is TextField =>
  (element instanceof HTMLInputElement && !/^(?:checkbox|radio|file|range|color)$/u.test(element.type)) ||
  element instanceof HTMLTextAreaElement;

/**
 * Holds the fields of a form that is on its way: the page may recreate them from the reply, and what was typed in between would be
 * lost. They keep the focus and can be read and copied from. Returns how to let go, after the page has the reply; a field that was
 * recreated has the focus again.
 */
export function holdFields(form: HTMLFormElement): () => Promise<void> {
  const fields = [...form.elements].filter(isTextField).filter(({ readOnly }) => !readOnly);
  const focused = focusedIn(form);
  const refuse = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const press = (event: Event): void => {
    const isFree = event.target instanceof Element && event.target.closest('a[href], summary') !== null;
    if (!isFree && !isTextField(event.target)) refuse(event);
  };
  const key = (event: KeyboardEvent): void => {
    if (!freeKeys.has(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) refuse(event);
  };
  for (const field of fields) field.readOnly = true;
  form.setAttribute('aria-busy', 'true');
  for (const type of pressed) form.addEventListener(type, press, true);
  form.addEventListener('keydown', key, true);
  form.addEventListener('submit', refuse, true);
  return async () => {
    for (const field of fields) field.readOnly = false;
    form.removeAttribute('aria-busy');
    for (const type of pressed) form.removeEventListener(type, press, true);
    form.removeEventListener('keydown', key, true);
    form.removeEventListener('submit', refuse, true);
    await tick();
    if (focused && document.activeElement === document.body) focused.again()?.focus();
  };
}

/** What has the focus, and how to find it in the form that took the place of this one. Null if it is elsewhere. */
function focusedIn(form: HTMLFormElement): { again: () => HTMLElement | null } | null {
  const active = document.activeElement;
  const place = [...form.elements].findIndex((element) => element === active);
  if (place < 0) return null;
  const [action, name] = [form.getAttribute('action'), active?.getAttribute('name') ?? null];
  const again = (): HTMLElement | null => {
    const now = form.isConnected
      ? form
      : [...document.forms].find((other) => other.getAttribute('action') === action);
    const found = now?.elements[place];
    return found instanceof HTMLElement && found.getAttribute('name') === name ? found : null;
  };
  return { again };
}
