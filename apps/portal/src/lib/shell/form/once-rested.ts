/** Typing asks once it rests. */
const restMs = 400;

/** Begins something when nothing changed for a moment. What it returns stops it, for an effect. */
export const onceRested = (begin: (signal: AbortSignal) => Promise<void>): (() => void) => {
  const asking = new AbortController();
  const resting = setTimeout(() => void begin(asking.signal), restMs);
  return () => {
    clearTimeout(resting);
    asking.abort();
  };
};
