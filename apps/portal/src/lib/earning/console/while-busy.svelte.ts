import { invalidateAll } from '$app/navigation';

/** While this holds, the page looks again by itself. Call it in a component. */
export function whileBusy(busy: () => boolean): void {
  $effect(() => {
    if (!busy()) return;
    const again = setInterval(() => void invalidateAll(), 1000);
    return () => clearInterval(again);
  });
}
