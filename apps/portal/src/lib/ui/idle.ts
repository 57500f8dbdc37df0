/** Does it when the browser has nothing else to do. Returns how to call it off. Safari has no idle callbacks yet. */
export const whenIdle = (work: () => void): (() => void) => {
  if ('requestIdleCallback' in window) {
    const asked = window.requestIdleCallback(work, { timeout: 1000 });
    return () => window.cancelIdleCallback(asked);
  }
  const timer = setTimeout(work, 200);
  return () => clearTimeout(timer);
};
