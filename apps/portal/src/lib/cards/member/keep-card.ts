/** Asks the service worker to cache this member's card, so that it opens offline. */
export async function keepCard(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage({ kind: 'keep-card' });
}
