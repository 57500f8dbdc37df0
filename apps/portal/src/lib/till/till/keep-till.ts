/** Asks the service worker to keep this till, so that a reload without network shows it. */
export async function keepTill(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage({ kind: 'keep-till' });
}
