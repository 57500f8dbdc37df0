/** Asks the service worker to cache this member's card, unused vouchers and coupons, so that they open offline. */
export async function keepMember(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage({ kind: 'keep-member' });
}

/** Nobody is signed in here any more, so the service worker deletes what it kept of the last person. */
export function forgetPerson(): void {
  if ('serviceWorker' in navigator)
    navigator.serviceWorker.controller?.postMessage({ kind: 'forget-person' });
}
