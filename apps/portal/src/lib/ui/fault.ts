import { tick } from 'svelte';

/**
 * Leads to the first field that is wrong, else to what is said of the whole form: on a phone either may be out of sight,
 * and who hears the page would not know where to look.
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
