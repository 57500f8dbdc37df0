/**
 * Keeps the display on while the page is visible, until the returned function is called. `held` reports the
 * state.
 */
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
      // With a low battery or a browser that refuses, the card still shows.
      held(false);
    }
  }

  // The browser releases it when the page is hidden.
  const again = (): void => void ask();
  document.addEventListener('visibilitychange', again);
  void ask();
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}
