/** Tells the club in the background that the member saw or opened offers. If it fails, the next visit tells it. */
export const tellStep = (action: 'see' | 'open', fields: Readonly<Record<string, string>>): void => {
  void fetch(`/club/offers?/${action}`, {
    method: 'POST',
    headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
    body: new URLSearchParams(fields),
    keepalive: true,
  }).catch(() => undefined);
};
