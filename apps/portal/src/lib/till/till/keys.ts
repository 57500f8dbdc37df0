import { keypadKey, type KeypadKey } from './keypad.ts';
import { quick, slow, Wedge } from './wedge.ts';

interface Listener {
  /** A scanner in keyboard mode has read something. */
  scanned(code: string): void;
  /** A keypad key typed on the keyboard while no field has the focus. */
  pressed(key: KeypadKey): void;
  /** Where an unhandled letter or digit goes. Undefined if it goes to the keypad. */
  field(): HTMLInputElement | undefined;
  /** The keypad input before a scan, to restore it. */
  entry(): string;
  restore(entry: string): void;
  confirmed(): void;
  escaped(): void;
}

/** Input of the cashier. */
interface Before {
  readonly field: string;
  readonly entry: string;
}
interface Scan {
  readonly code: string;
  readonly before: Before;
}
const nothing: Before = { field: '', entry: '' };

const isTyping = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement
    ? !['checkbox', 'radio'].includes(target.type)
    : target instanceof HTMLTextAreaElement;
const inDialog = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role="dialog"], [role="alertdialog"], details[open]') !== null;
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a, button, summary, input, select, textarea') !== null;

/** Distributes the keys of the whole page: a scanner's, the keypad's, and those of fields and buttons. */
export class TillKeys {
  readonly #listener: Listener;
  readonly #quick = new Wedge(quick);
  readonly #slow = new Wedge(slow);
  /** What there was before each of them began. */
  readonly #before = new Map<Wedge, Before>();

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** For `keydown` in the capturing phase, before a button takes Enter as a press. */
  take(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    const scan = this.#scanIn(event);
    if (scan) return this.#scanned(event, scan);
    if (isTyping(event.target)) return;
    if (event.key === 'Escape' && !inDialog(event.target)) {
      // A question that this key opens must not be closed by it, too.
      event.stopPropagation();
      return this.#listener.escaped();
    }
    if (inDialog(event.target)) return;
    this.#place(event);
  }

  #scanIn({ key, timeStamp, target }: KeyboardEvent): Scan | null {
    const typing = isTyping(target);
    // What a person types into a field is not a slow scan, wherever Enter is pressed.
    if (typing) this.#slow.reset();
    // A busy machine cuts a scan in two: the patient one has all of it, so it comes first.
    const scans = (typing ? [this.#quick] : [this.#slow, this.#quick]).map((wedge) => {
      const code = wedge.take(key, timeStamp);
      if (key.length === 1 && wedge.begins) this.#remember(wedge, target);
      return code === null ? null : { code, before: this.#before.get(wedge) ?? nothing };
    });
    return scans.find((scan) => scan !== null) ?? null;
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

  #remember(wedge: Wedge, target: EventTarget | null): void {
    const field = isTyping(target) ? target.value : '';
    this.#before.set(wedge, { field, entry: this.#listener.entry() });
  }

  /**
   * Restores what the scanner typed into. The field for codes counts more than the speed, because a scanner
   * that stumbles has filled it all the same.
   */
  #scanned(event: KeyboardEvent, { code, before }: Scan): void {
    event.preventDefault();
    event.stopPropagation();
    const whole = event.target === this.#listener.field();
    const read = whole && isTyping(event.target) ? event.target.value : code;
    if (isTyping(event.target)) {
      event.target.value = whole ? '' : before.field;
      event.target.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.#listener.restore(before.entry);
    this.#listener.scanned(read);
  }
}
