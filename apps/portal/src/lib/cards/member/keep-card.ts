/** Asks the service worker to keep this member's card, so that it opens without network too. */
export async function keepCard(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage({ kind: 'keep-card' });
}
