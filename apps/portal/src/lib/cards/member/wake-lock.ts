/** Keeps the display on while the page is seen, until the returned function is called. `held` tells how it stands. */
export function keepAwake(held: (awake: boolean) => void): () => void {
  let lock: WakeLockSentinel | undefined;
  let ended = false;

  async function ask(): Promise<void> {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
    try {
      const asked = await navigator.wakeLock.request('screen');
      if (ended) return void asked.release();
      lock = asked;
      held(true);
      asked.addEventListener('release', () => held(false), { once: true });
    } catch {
      // Low battery or a browser that says no: the card shows all the same.
      held(false);
    }
  }

  // The browser takes it away from a page that is hidden.
  const again = (): void => void ask();
  document.addEventListener('visibilitychange', again);
  void ask();
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}
