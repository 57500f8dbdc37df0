/** Feedback that needs no look at the screen. */
export type Signal = 'good' | 'bad' | 'done';

const tones: Record<Signal, readonly [frequency: number, start: number, length: number][]> = {
  good: [[1175, 0, 0.09]],
  bad: [
    [220, 0, 0.16],
    [165, 0.2, 0.22],
  ],
  done: [
    [880, 0, 0.08],
    [1320, 0.1, 0.14],
  ],
};
const shakes: Record<Signal, number[]> = { good: [40], bad: [120, 60, 120], done: [30, 40, 30] };

let audio: AudioContext | undefined;

/** Sound and vibration, if the device and browser allow them. */
export function signal(kind: Signal): void {
  if ('vibrate' in navigator && navigator.userActivation?.hasBeenActive) navigator.vibrate(shakes[kind]);
  // Before the first touch, a browser keeps a page silent and logs a warning.
  if (!navigator.userActivation?.hasBeenActive) return;
  audio ??= new AudioContext();
  for (const [frequency, start, length] of tones[kind])
    play(audio, frequency, audio.currentTime + start, length);
}

function play(context: AudioContext, frequency: number, at: number, length: number): void {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = frequency;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.25, at + 0.01);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + length);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + length);
}
