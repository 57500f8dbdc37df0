import { tick } from 'svelte';

/**
 * Scrolls to the first invalid field, or to the form's error: either may be out of sight on a phone, and screen
 * reader users would not know where to look.
 */
export const leadToFault = async (): Promise<void> => {
  // The reply reaches the fields of a form one turn after the page.
  await tick();
  await tick();
  const scope = document.querySelector('[role="dialog"]') ?? document.querySelector('main');
  const field = scope?.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus({ preventScroll: true });
  (field ?? scope?.querySelector('[role="alert"]'))?.scrollIntoView({ block: 'nearest' });
};
