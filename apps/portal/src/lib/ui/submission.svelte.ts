import type { SubmitFunction } from '$app/forms';
import { holdFields } from './held-form.ts';

interface Options {
  /** After success the page reloads from the server, if the language or the person changed. */
  reload?: boolean;
  /** Empties the fields after success. */
  reset?: boolean;
  /** After success, e.g. to close a dialog. */
  onDone?: () => void;
}

/** A form being sent: `<form use:enhance={sending.enhance}>`, `<Button loading={sending.busy}>`. */
export class Submission {
  busy = $state(false);
  readonly #options: Options;

  constructor(options: Options = {}) {
    this.#options = options;
  }

  readonly enhance: SubmitFunction = ({ formElement }) => {
    this.busy = true;
    const letGo = holdFields(formElement);
    return async ({ result, update }) => {
      if (result.type === 'redirect' && this.#options.reload) {
        location.assign(result.location);
        return;
      }
      await update({ reset: this.#options.reset ?? false });
      this.busy = false;
      await letGo();
      if (result.type === 'success') this.#options.onDone?.();
    };
  };
}
