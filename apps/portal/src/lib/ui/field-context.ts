import { getContext, setContext } from 'svelte';

/** What a control takes from its `Field`: id, description and validity. */
export interface FieldWiring {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}

const key = Symbol('field');

export const provideField = (wiring: FieldWiring): FieldWiring => setContext(key, wiring);

/** Undefined outside a `Field`; the control then needs its own `id` and `aria-label`. */
export const currentField = (): FieldWiring | undefined => getContext<FieldWiring | undefined>(key);

/** The looks that Input, Select and Textarea share. */
export const controlLook =
  'w-full rounded-[12px] border border-edge bg-surface px-3.5 text-base text-ink placeholder:text-soft ' +
  'transition-colors duration-(--quick) hover:border-ink focus-visible:outline-offset-0 ' +
  'disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-bad aria-invalid:outline-bad';
