/**
 * Keeps what was typed while the page reloads in another language or theme. The root layout calls `keepInput`; the forms
 * of the switches are marked with `data-keeps-input`. Passwords and files are never kept, and nothing stays after the page
 * is back.
 */
const place = 'kept-input';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Kept {
  /** Which of the page's controls. */
  readonly at: number;
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
}

const never = new Set(['password', 'hidden', 'file', 'submit', 'button', 'image', 'reset']);
const isTickable = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');

const controls = (): Control[] =>
  [...document.querySelectorAll<Control>('main :is(input, textarea, select)')].filter(
    (control) => !never.has(control.type) && !/one-time-code|password/u.test(control.autocomplete),
  );

/**
 * A bound control loses its default when the page hydrates, so an emptied or unticked one looks like its default. It
 * may be changed too.
 */
const mayBeChanged = (control: Control): boolean => {
  // The ticked one speaks for its group.
  if (isTickable(control) && control.type === 'radio') return control.checked && !control.defaultChecked;
  if (isTickable(control)) return !control.checked || !control.defaultChecked;
  if (control instanceof HTMLSelectElement)
    return [...control.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
  return control.value === '' || control.value !== control.defaultValue;
};

let leaving = false;
/** The page reloads and will have its input again: no reason to ask. */
export const keepsInput = (): boolean => leaving;

function keep(): void {
  const kept = controls().flatMap((control, at): Kept[] =>
    mayBeChanged(control)
      ? [{ at, name: control.name, value: control.value, checked: isTickable(control) && control.checked }]
      : [],
  );
  if (kept.length === 0) return;
  try {
    sessionStorage.setItem(place, JSON.stringify({ path: location.pathname, kept }));
    leaving = true;
  } catch {
    // Without storage the page asks before it loses anything.
  }
}

function restore(): void {
  const found = controls();
  for (const { at, name, value, checked } of taken()) {
    const control = found[at];
    if (control?.name !== name) continue;
    if (isTickable(control) ? control.checked === checked : control.value === value) continue;
    if (isTickable(control)) control.checked = checked;
    else control.value = value;
    // The page's code hears it as if it were typed again.
    for (const heard of ['input', 'change']) control.dispatchEvent(new Event(heard, { bubbles: true }));
  }
}

function taken(): readonly Kept[] {
  try {
    const stored = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    if (stored === null) return [];
    const { path, kept } = JSON.parse(stored) as { path: string; kept: Kept[] };
    return path === location.pathname ? kept : [];
  } catch {
    return [];
  }
}

/** For the life of the portal: puts back what an earlier page kept, and listens to the switches. Returns how to stop. */
export function keepInput(): () => void {
  restore();
  const listen = ({ target }: SubmitEvent): void => {
    if (target instanceof HTMLFormElement && 'keepsInput' in target.dataset) keep();
  };
  document.addEventListener('submit', listen);
  return () => document.removeEventListener('submit', listen);
}
