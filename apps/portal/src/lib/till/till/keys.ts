import { Wedge } from './wedge.ts';
import { keypadKey, type KeypadKey } from './keypad.ts';

interface Listener {
  /** A scanner in keyboard mode has read something. */
  scanned(code: string): void;
  /** A key of the keypad, typed on the keyboard while no field has the focus. */
  pressed(key: KeypadKey): void;
  /** A letter or digit that nobody takes: where does it go? Undefined where it means the keypad. */
  field(): HTMLInputElement | undefined;
  /** What was typed before a scan into the keypad, to put it back. */
  entry(): string;
  restore(entry: string): void;
  confirmed(): void;
  escaped(): void;
}

const isTyping = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement
    ? !['checkbox', 'radio'].includes(target.type)
    : target instanceof HTMLTextAreaElement;
const inDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], details[open]') !== null;
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a, button, summary, input, select, textarea') !== null;

/** Sorts the keys of the whole page: a scanner's, the keypad's, and those that belong to a field or a button. */
export class TillKeys {
  readonly #listener: Listener;
  readonly #wedge = new Wedge();
  #before = { field: '', entry: '' };

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** For `keydown` in the capturing phase, before a button takes Enter for a press. */
  take(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    const code = this.#wedge.take(event.key, event.timeStamp);
    if (code !== null) return this.#scanned(event, code);
    if (event.key.length === 1 && this.#wedge.begins) this.#remember(event.target);
    if (isTyping(event.target)) return;
    if (event.key === 'Escape' && !inDialog(event.target)) return this.#listener.escaped();
    if (inDialog(event.target)) return;
    this.#place(event);
  }

  #place(event: KeyboardEvent): void {
    const field = this.#listener.field();
    const key = keypadKey(event.key);
    if (field && event.key.length === 1 && event.key !== ' ') field.focus();
    else if (!field && key) {
      event.preventDefault();
      this.#listener.pressed(key);
    } else if (event.key === 'Enter' && !isControl(event.target)) {
      event.preventDefault();
      this.#listener.confirmed();
    }
  }

  #remember(target: EventTarget | null): void {
    this.#before = { field: isTyping(target) ? target.value : '', entry: this.#listener.entry() };
  }

  /**
   * The scanner typed into whatever had the focus: as if it had not. The field for codes is trusted more than the
   * speed: a scanner that stumbles in the middle has filled it all the same.
   */
  #scanned(event: KeyboardEvent, code: string): void {
    event.preventDefault();
    event.stopPropagation();
    const whole = event.target === this.#listener.field();
    const read = whole && isTyping(event.target) ? event.target.value : code;
    if (isTyping(event.target)) {
      event.target.value = whole ? '' : this.#before.field;
      event.target.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.#listener.restore(this.#before.entry);
    this.#listener.scanned(read);
  }
}
