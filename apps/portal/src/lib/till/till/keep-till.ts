async function tell(kind: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage({ kind });
}

/** Asks the service worker to keep this till, so that a reload without network shows it. */
export const keepTill = (): Promise<void> => tell('keep-till');

/** The same for the surveys of a tablet. */
export const keepTablet = (): Promise<void> => tell('keep-tablet');
